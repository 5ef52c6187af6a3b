"""Which passage was copied or quoted from which."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records.spans import Span
from sayso.terms import Direction

#: Reports. A passage key that so many hold is everybody's: a newsletter line, or a story that every
#: outlet carries. An index keeps no more holders of it than these, the first.
COMMON_KEY = 32


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a report with the keys (63 bits) by which another report's is found."""

    report: str
    span: Span
    bands: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reuse:
    """The same words in two reports, or twice in one: lineage, as far as ``direction`` tells it.

    Left comes before right by the reports' ids, then by their spans. The words at the two ends of
    both spans agree. ``similarity`` is the share of the longer side's words that the other keeps;
    ``reason`` says in words why the direction is what it is.
    """

    id: str
    left_report: str
    left: Span
    right_report: str
    right: Span
    similarity: float
    direction: Direction
    reason: str
