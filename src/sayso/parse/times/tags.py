"""The words of a report by the characters that they stand at, and the expressions among them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.parse.times.rules import Rule
from sayso.records import Entity, Span, Word
from sayso.terms import EntityKind

_NAMED = frozenset(
    (EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.FACILITY, EntityKind.EQUIPMENT)
)


@dataclass(frozen=True, slots=True)
class Expression:
    """Words that say when, and the rule that says what they mean."""

    rule: Rule
    match: re.Match[str]
    sentence: int

    @property
    def span(self) -> Span:
        """The characters."""
        return Span(*self.match.span())


class Tags:
    """The words of a report, found by the characters that they stand at."""

    def __init__(self, text: str, words: Sequence[Word], entities: Sequence[Entity]) -> None:
        """Words and entities in the order of the text; there may be none."""
        self.text, self.words = text, words
        self._starts = [word.span.start for word in words]
        self._named = [entity.span for entity in entities if entity.kind in _NAMED]
        self._named_starts = [span.start for span in self._named]

    def at(self, start: int) -> int | None:
        """The word that holds the character ``start``."""
        place = bisect_left(self._starts, start + 1) - 1
        if place < 0 or self.words[place].span.end <= start:
            return None
        return place

    def inside(self, span: Span) -> range:
        """The words that begin in a span."""
        return range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end))

    def tag(self, start: int) -> str:
        """The tag of the word at a character; "" where there is no word."""
        place = self.at(start)
        return "" if place is None else self.words[place].tag

    def named(self, span: Span) -> bool:
        """Whether a span is part of somebody's or something's longer name."""
        place = bisect_left(self._named_starts, span.start + 1) - 1
        return place >= 0 and self._named[place].holds(span) and self._named[place] != span
