"""Words as search sees them: without case and accents, alone, in phrases, or as beginnings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

MOST = 32  # phrases of one query; more would be an attack, not a question
SHORTEST = 2  # letters of a beginning ("gu*"); one letter would match a third of everything

# What FTS5's unicode61 takes for a word: letters and digits, with their combining marks.
_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_CHUNK = re.compile(r'"([^"]*)("?)(\*?)|([^\s"]+)')


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand one after another; ``begins`` if the last need only begin so."""

    words: tuple[str, ...]
    begins: bool = False

    def matches(self, words: list[str], at: int) -> bool:
        """Whether it stands in folded ``words`` from number ``at`` on."""
        found = words[at : at + len(self.words)]
        if not self.begins:
            return tuple(found) == self.words
        last = self.words[-1]
        return (
            len(found) == len(self.words)
            and tuple(found[:-1]) == self.words[:-1]
            and found[-1].startswith(last)
        )


def fold(word: str) -> str:
    """A word without case and accents: "Guaidó" is "guaido"."""
    apart = unicodedata.normalize("NFD", word)
    return "".join(c for c in apart if not unicodedata.combining(c)).lower()


def find_words(text: str) -> list[tuple[int, int, str]]:
    """Every word of ``text``: its characters [start, end), and it folded."""
    return [(m.start(), m.end(), fold(m.group())) for m in _WORD.finditer(text)]


def parse_phrases(text: str) -> tuple[Phrase, ...]:
    """The phrases of a query, whatever characters are in it.

    Words between double quotes are one phrase, and so are those joined by other marks ("air-base");
    ``*`` after a word, or after the closing quote, asks for words that begin so. All other marks
    are passed over: no query is wrong.
    """
    found: dict[Phrase, None] = {}
    for quoted, _, star, bare in _CHUNK.findall(unicodedata.normalize("NFC", text)):
        words = tuple(word for _, _, word in find_words(quoted or bare))
        begins = bool(star) or bare.endswith("*")
        if words:
            found[Phrase(words, begins and len(words[-1]) >= SHORTEST)] = None
    return tuple(found)[:MOST]


def one_phrase(text: str) -> tuple[Phrase, ...]:
    """All words of ``text`` as one phrase."""
    words = tuple(word for _, _, word in find_words(text))
    return (Phrase(words),) if words else ()


@dataclass(frozen=True, slots=True)
class Snippet:
    """Some words of an attribution; ``marks`` are the characters of it that were searched for."""

    text: str
    marks: tuple[tuple[int, int], ...]


def make_snippet(text: str, phrases: Iterable[Phrase], room: int = 240) -> Snippet:
    """At most ``room`` characters of ``text`` around the first mark, cut between words."""
    text = re.sub(r"\s", " ", text)
    words = find_words(text)
    folded = [word for _, _, word in words]
    marks = sorted(
        (words[at][0], words[at + len(phrase.words) - 1][1])
        for phrase in phrases
        for at in range(len(words))
        if phrase.matches(folded, at)
    )
    if len(text) <= room:
        return Snippet(text, tuple(_joined(marks)))
    middle = marks[0][0] if marks else 0
    start = max(0, min(middle - room // 3, len(text) - room))
    end = start + room
    start = text.find(" ", start, middle) + 1 if start else 0
    end = (text.rfind(" ", middle, end) if end < len(text) else 0) or len(text)
    if end <= middle:
        end = min(start + room, len(text))
    before, after = "… " * (start > 0), " …" * (end < len(text))
    shift = len(before) - start
    kept = [(a + shift, b + shift) for a, b in marks if start <= a and b <= end]
    return Snippet(before + text[start:end] + after, tuple(_joined(kept)))


def _joined(marks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Marks that do not overlap, in order."""
    found: list[tuple[int, int]] = []
    for start, end in marks:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
