"""Texts that a corpus has as words, written as a page would have them, for the model to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.records import Span

_CLOSING = frozenset((*",.;:!?)]}%’”'", "'s", "’s", "n't", "n’t", "'re", "'ve", "'ll", "'d", "'m"))
_OPENING = frozenset("([{$#“‘@")


@dataclass(frozen=True, slots=True)
class Written:
    """A text, and where each word of it stands."""

    text: str
    spans: tuple[Span, ...]


def write_text(words: Sequence[str]) -> Written:
    r"""Put words together with the spaces that print sets; the word ``\n`` is a line break."""
    parts: list[str] = []
    spans: list[Span] = []
    at, inside = 0, False
    for number, word in enumerate(words):
        form = "\n" if word == "\\n" else word
        if word == '"':
            inside = not inside
        space = " " if number and _is_apart(words, number, inside) else ""
        start = at + len(space)
        at = start + len(form)
        parts.append(space + form)
        spans.append(Span(start, at))
    return Written("".join(parts), tuple(spans))


def _is_apart(words: Sequence[str], number: int, inside: bool) -> bool:
    """Whether a space stands before a word; ``inside`` is whether a quotation is open behind it."""
    word, before = words[number], words[number - 1]
    if word in _CLOSING or "\\n" in (word, before) or before in _OPENING:
        return False
    if word == '"':
        return inside  # one that closes touches what it closes
    if before == '"' and inside:
        return False
    after = words[number + 1] if number + 1 < len(words) else ""
    if word == "-" and before[-1:].isalnum() and after[:1].isalnum():
        return False
    first = words[number - 2] if number > 1 else ""
    return not (before == "-" and first[-1:].isalnum() and word[:1].isalnum())
