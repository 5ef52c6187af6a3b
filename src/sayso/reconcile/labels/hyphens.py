"""What hyphens join ("self-declared", "US-backed") as one word, for labels are cut by such."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sayso.records import Parse, Span, Word

HYPHENS = ("-", "‐", "‑")


def join_hyphens(text: str, parse: Parse) -> Parse:
    """The same parse with fewer words; each hangs where that part of it hangs that leads out."""
    units, owner = _units(text, parse.words)
    words = tuple(_joined(parse.words, owner, first, last) for first, last in units)
    # A word that hyphens join across the bounds of sentences is of the later one.
    starts = [owner[first] for first, _ in parse.sentences if first < len(owner)]
    return replace(parse, words=words, sentences=tuple(pairwise((*starts, len(units)))))


def _units(text: str, words: Sequence[Word]) -> tuple[list[tuple[int, int]], list[int]]:
    """Words that hyphens join, first and last of each, and the number of its unit by word."""
    units: list[tuple[int, int]] = []
    owner: list[int] = []
    for i, word in enumerate(words):
        if i and _is_joined(text, words[i - 1].span, word.span):
            units[-1] = (units[-1][0], i)
        else:
            units.append((i, i))
        owner.append(len(units) - 1)
    return units, owner


def _is_joined(text: str, before: Span, after: Span) -> bool:
    """Whether a hyphen, with no space, stands between two words."""
    if before.end != after.start or after.end - before.start < 2:
        return False
    return text[before.end - 1 : before.end] in HYPHENS or text[after.start] in HYPHENS


def _joined(words: Sequence[Word], owner: Sequence[int], first: int, last: int) -> Word:
    span, tag = Span(words[first].span.start, words[last].span.end), words[last].tag
    for part in reversed(words[first : last + 1]):
        if 0 <= part.head < len(owner) and owner[part.head] != owner[first]:
            return Word(span, tag, owner[part.head], part.relation)
    return Word(span, tag, -1, "root")
