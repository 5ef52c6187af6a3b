"""Strips of bars along the calendar: how much there was on each day, or in each stretch of days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

PITCH, TALL = 12, 48  # units from one bar to the next, and of the tallest
_MOST = 60  # bars of a strip; more do not fit a column of text
_STRETCHES = (1, 7, 14, 28, 91, 182, 365)  # days of a bar


@dataclass(frozen=True, slots=True)
class Bar:
    """So ``many`` from ``first`` to ``last``, ISO 8601 days; the rest is where it is drawn."""

    first: str
    last: str
    many: int
    x: int
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Strip:
    """Bars of the same width, each of ``stretch`` days; days on which nothing was have none."""

    bars: tuple[Bar, ...]
    width: int
    stretch: int
    first: str
    last: str
    undated: int


def strips(counts: Iterable[Mapping[str, int]]) -> list[Strip]:
    """A strip for each of these counts by ISO 8601 day, along one calendar and of one scale.

    What has the day "" is undated. No strip at all where no day is known.
    """
    told = list(counts)
    days = sorted({date.fromisoformat(day) for one in told for day in one if day})
    if not days:
        return []
    span = (days[-1] - days[0]).days + 1
    stretch = next((one for one in _STRETCHES if span / one <= _MOST), -(-span // _MOST))
    sums = [_by_stretch(one, days[0], stretch) for one in told]
    most = max(many for one in sums for many in one.values())
    width = (-(-span // stretch)) * PITCH
    ends = (days[0].isoformat(), days[-1].isoformat())
    return [
        Strip(
            tuple(_bar(at, many, most, days[0], stretch) for at, many in sorted(one.items())),
            width,
            stretch,
            *ends,
            undated=of.get("", 0),
        )
        for one, of in zip(sums, told, strict=True)
    ]


def _by_stretch(counts: Mapping[str, int], first: date, stretch: int) -> Counter[int]:
    found: Counter[int] = Counter()
    for day, many in counts.items():
        if day and many:
            found[(date.fromisoformat(day) - first).days // stretch] += many
    return found


def _bar(at: int, many: int, most: int, first: date, stretch: int) -> Bar:
    begins = first + timedelta(days=at * stretch)
    ends = begins + timedelta(days=stretch - 1)
    height = max(2, round(TALL * many / most))
    return Bar(begins.isoformat(), ends.isoformat(), many, at * PITCH, TALL - height, height)
