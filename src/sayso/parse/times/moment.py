"""What an expression of time is counted from, and what it is found to mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum

from sayso.parse.times.calendar import UNKNOWN, shift, unit_value


class Tense(Enum):
    """Which way the verb of an expression looks."""

    PAST = -1
    NONE = 0
    FUTURE = 1


@dataclass(frozen=True, slots=True)
class Meaning:
    """A TIMEX3 value and what it was counted from.

    ``bounds`` are first and last day where the words mean less than all of the value's stretch,
    or a stretch that the value does not have ("the last two weeks" is P2W).
    """

    value: str
    reason: str
    bounds: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """Where an expression stands.

    ``today`` is the day that the report speaks from, if it is known, and ``counted`` says how.
    ``told`` are the values that the report named before, the last one last; ``here`` is the day
    that its sentence named.
    """

    today: date | None
    counted: str
    tense: Tense = Tense.NONE
    told: tuple[str, ...] = ()
    here: str | None = None

    def last(self, *shapes: str) -> str | None:
        """The value told last that has one of these shapes (patterns)."""
        shape = re.compile("|".join(shapes))
        return next((value for value in reversed(self.told) if shape.fullmatch(value)), None)

    def newest_quarter(self) -> str | None:
        """The newest quarter told: a report tells of one, and of older ones to compare with."""
        return max((v for v in self.told if re.fullmatch(QUARTER, v)), default=None)

    def away(self, number: int, unit: str) -> Meaning:
        """The ``unit`` so many later than today's."""
        day = self.today and shift(self.today, number, unit)
        if day is None:
            return Meaning(UNKNOWN[unit], self.counted)
        return Meaning(unit_value(day, unit), self.counted)


AS_WRITTEN = "as written"
DAY = r"\d{4}-\d\d-\d\d(?:T.*)?"
MONTH = r"\d{4}-\d\d"
QUARTER = r"\d{4}-Q\d"
WEEK = r"\d{4}-W\d\d(?:-WE)?"
SEASON = r"\d{4}-[A-Z]{2}"
YEAR = r"\d{4}"


def said(match: re.Match[str], group: str) -> str:
    """What a group of a match says, in lower case; "" where its rule has none, or it is absent."""
    return " ".join((match.groupdict().get(group) or "").lower().replace("’", "'").split())
