"""Which passage was copied or quoted from which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sayso.records.reports import Report
from sayso.records.spans import Span
from sayso.terms import Direction

_T = TypeVar("_T")

#: Reports. A passage key that more hold is everybody's: a newsletter line, or a story that every
#: outlet carries. Its holders are compared with the first of them alone, the carriers.
COMMON_KEY = 32
CARRIERS = 8

#: Points that two reports must have, of all keys by which they meet, to be compared.
NEAR = 6

# Of 6600 reports, one shares a single key with eleven others by chance; a key that stands alone and
# has six holders or more was a real passage in 2 of 1572 cases, one with fewer in 8 of 1061.
_FEW = 5
_UNDATED = date.max.toordinal() + 1
_ID_BITS = 40


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

    @property
    def sides(self) -> tuple[tuple[str, Span, str], tuple[str, Span, str]]:
        """Of each side its report, its span and the other report."""
        return (
            (self.left_report, self.left, self.right_report),
            (self.right_report, self.right, self.left_report),
        )


@dataclass(frozen=True, slots=True)
class Shared:
    """A reuse between two reports, by these two alone.

    ``house`` if it is short and both are one publisher's: it is no reuse if it stands under many
    of its reports.
    """

    reuse: Reuse
    house: bool


def passage_place(report: Report) -> int:
    """Where a report stands among the holders of a key: by day, then by id. 62 bits.

    Those without a date come last. So the carriers of a story are those that had it first, and
    reports that come as they are published put nobody out.
    """
    day = report.published.toordinal() if report.published else _UNDATED
    return day << _ID_BITS | int(report.id[: _ID_BITS // 4], 16)


def key_points(holders: int) -> int:
    """What a key with so many holders, all told, counts for two that meet by it.

    One that few hold is enough by itself; of others it takes two, of common ones three.
    """
    if holders <= _FEW:
        return NEAR
    return NEAR // 2 if holders <= COMMON_KEY else NEAR // 3


def meetings(holders: Sequence[_T], one: _T) -> Iterator[tuple[_T, int]]:
    """Whom ``one`` of the holders of a key meets by it, and its points; they come by place."""
    first = holders[:CARRIERS]
    all_meet = len(holders) <= COMMON_KEY or one in first
    points = key_points(len(holders))
    for other in holders if all_meet else first:
        if other != one:
            yield other, points
