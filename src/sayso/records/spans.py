"""Where a record points, and what it is called by."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass


def identify(*fields: str) -> str:
    """Id of a record: 16 hex digits that depend on ``fields`` alone, on any machine.

    >>> identify("actor", "the mayor")
    '242834033360b425'
    """
    return hashlib.sha256("\x1f".join(fields).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``[start, end)`` of a report's text.

    >>> Span(4, 9).of("The mayor said it rained.")
    'mayor'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that it points at."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether ``other`` lies inside it."""
        return self.start <= other.start and other.end <= self.end


def words_of(spans: Iterable[Span], text: str) -> str:
    """The words of several spans, an ellipsis where the text between them is left out.

    >>> words_of([Span(0, 6), Span(17, 29)], "“Yes,” she said, “it rained.”")
    '“Yes,” … “it rained.”'
    """
    return " … ".join(span.of(text) for span in spans)
