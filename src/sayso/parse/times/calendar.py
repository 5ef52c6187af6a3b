"""TIMEX3 values and the stretch of the calendar that each means.

Values here are those of TIMEX3: 2019, 2019-04, 2019-04-30, 2019-04-30TMO, 2019-04-30T09:00,
2019-W18, 2019-W18-WE, 2019-Q2, 2019-SP, 201 (a decade), 20 (a century).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from sayso.parse.times.lexicon import words
from sayso.terms import Precision

#: What a value looks like where there is nothing to count from, by unit.
UNKNOWN = {
    "TS": "XXXX-XX-XXTXX:XX", "TM": "XXXX-XX-XXTXX:XX", "TH": "XXXX-XX-XXTXX", "D": "XXXX-XX-XX",
    "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX", "E": "XXX", "C": "XX",
}  # fmt: skip
#: Where ``date`` can go: a text may well speak of the year 99999.
_YEARS = range(1, 10000)
Stretch = tuple[Precision, str | None, str | None]


def unit_value(day: date, unit: str) -> str:
    """The value of the ``unit`` (D, W, M, Q, Y, E for decade, C for century) that holds a day."""
    if unit == "W":
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    quarter = f"{day.year:04}-Q{(day.month + 2) // 3}"
    iso = day.isoformat()
    return {"M": iso[:7], "Q": quarter, "Y": iso[:4], "E": iso[:3], "C": iso[:2]}.get(unit, iso)


def shift(day: date, number: int, unit: str) -> date | None:
    """The day so many units later, or earlier; None where the calendar ends.

    None too for hours, minutes and seconds, which cannot be counted from a day.
    """
    if unit.startswith("T"):
        return None
    try:
        if unit in ("D", "W"):
            return day + timedelta(days=number * (7 if unit == "W" else 1))
        months = number * {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}[unit]
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        if year not in _YEARS:
            return None
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except OverflowError:
        return None


def real_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none: 31 February."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def first_day(value: str) -> date | None:
    """The first day that a value holds, if it has a place in the calendar."""
    start = stretch(value)[1]
    return date.fromisoformat(start[:10]) if start else None


def unit_of(value: str) -> str:
    """The unit of a value with a place in the calendar: D for a day and what is shorter."""
    for unit, pattern in _UNITS.items():
        if pattern.fullmatch(value):
            return unit
    return "D"


_UNITS = {
    "C": re.compile(r"\d\d"),
    "E": re.compile(r"\d{3}"),
    "Y": re.compile(r"\d{4}"),
    "M": re.compile(r"\d{4}-\d\d"),
    "Q": re.compile(r"\d{4}-Q\d"),
    "W": re.compile(r"\d{4}-W\d\d(?:-WE)?"),
}


def stretch(value: str) -> Stretch:
    """Precision, first and last day or instant of a value; None for those that it does not have."""
    for pattern, means in _MEANINGS:
        match = pattern.fullmatch(value)
        if match:
            try:
                return means(match)
            except (ValueError, OverflowError):
                break
    relative = (shape for pattern, shape in _RELATIVE if pattern.fullmatch(value))
    return next(relative, Precision.VAGUE), None, None


# What has no place in the calendar: durations with a number, and what nothing tells the year of.
_RELATIVE = (
    (re.compile(r"PT?\d.*"), Precision.INTERVAL),
    (re.compile(r"XXXX-[\dWX]{2,3}-[\dX]{1,2}T[A-Z]{2}"), Precision.PART_OF_DAY),
    (re.compile(r"XXXX-[\dWX]{2,3}-[\dX]{1,2}T\d\d.*"), Precision.INSTANT),
    (re.compile(r"XXXX-[\dWX]{2,3}-[\dX]{1,2}"), Precision.DAY),
    (re.compile(r"XXXX-WXX(-WE)?"), Precision.WEEK),
    (re.compile(r"XXXX-[\dX]{2}"), Precision.MONTH),
    (re.compile(r"[\dX]{4}-Q[\dX]"), Precision.QUARTER),
    (re.compile(r"XXXX-[A-Z]{2}"), Precision.SEASON),
    (re.compile(r"XXXX"), Precision.YEAR),
    (re.compile(r"XXX"), Precision.DECADE),
)


def _days(precision: Precision, first: date, last: date) -> Stretch:
    return precision, first.isoformat(), last.isoformat()


def _instant(match: re.Match[str]) -> Stretch:
    hour, minute = int(match[2]), int(match[3] or 0)
    day = date.fromisoformat(match[1]) + timedelta(days=hour // 24)
    at = f"{day.isoformat()}T{hour % 24:02}:{minute:02}"
    return Precision.INSTANT, at, at


def _part_of_day(match: re.Match[str]) -> Stretch:
    day = date.fromisoformat(match[1])
    first, last = next((a, z) for code, a, z in words().parts.values() if code == match[2])
    ends = day + timedelta(days=last // 24)
    return (
        Precision.PART_OF_DAY,
        f"{day.isoformat()}T{first:02}:00",
        f"{ends.isoformat()}T{last % 24:02}:00",
    )


def _day(match: re.Match[str]) -> Stretch:
    day = date.fromisoformat(match[1])
    return _days(Precision.DAY, day, day)


def _week(match: re.Match[str]) -> Stretch:
    monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
    first = 5 if match[3] else 0
    return _days(Precision.WEEK, monday + timedelta(days=first), monday + timedelta(days=6))


def _months(precision: Precision, year: int, first: int, last: int) -> Stretch:
    """Months of a year; those above 12 are the next year's."""
    over, month = divmod(last - 1, 12)
    ends = date(year + over, month + 1, monthrange(year + over, month + 1)[1])
    return _days(precision, date(year, first, 1), ends)


def _month(match: re.Match[str]) -> Stretch:
    return _months(Precision.MONTH, int(match[1]), int(match[2]), int(match[2]))


def _quarter(match: re.Match[str]) -> Stretch:
    last = 3 * int(match[2])
    return _months(Precision.QUARTER, int(match[1]), last - 2, last)


def _half(match: re.Match[str]) -> Stretch:
    last = 6 * int(match[2])
    return _months(Precision.INTERVAL, int(match[1]), last - 5, last)


def _season(match: re.Match[str]) -> Stretch:
    first, last = next((a, z) for code, a, z in words().seasons.values() if code == match[2])
    return _months(Precision.SEASON, int(match[1]), first, last)


def _years(match: re.Match[str]) -> Stretch:
    digits = match[0]
    zeros = 4 - len(digits)
    first = int(digits + "0" * zeros)
    precision = (Precision.YEAR, Precision.DECADE, Precision.INTERVAL)[zeros]
    return _days(precision, date(max(first, 1), 1, 1), date(first + 10**zeros - 1, 12, 31))


_MEANINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Stretch]], ...] = (
    (re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d)(?::(\d\d))?"), _instant),
    # TXX is some hour of a day that the report does not tell: "two hours ago".
    (re.compile(r"(\d{4}-\d\d-\d\d)(?:TXX(?::XX)?)?"), _day),
    (re.compile(r"(\d{4}-\d\d-\d\d)T([A-Z]{2})"), _part_of_day),
    (re.compile(r"(\d{4})-W(\d\d)(-WE)?"), _week),
    (re.compile(r"(\d{4})-Q(\d)"), _quarter),
    (re.compile(r"(\d{4})-H(\d)"), _half),
    (re.compile(r"(\d{4})-(\d\d)"), _month),
    (re.compile(r"(\d{4})-([A-Z]{2})"), _season),
    (re.compile(r"\d{2,4}"), _years),
)


def narrow(value: str, part: str) -> tuple[str, str] | None:
    """The first or the last half, or the middle third, of a stretch; None where it has no days."""
    _, start, end = stretch(value)
    if start is None or end is None or start == end or "T" in start:
        return None
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    length = (last - first).days
    if part == "start":
        last = first + timedelta(days=length // 2)
    elif part == "end":
        first = last - timedelta(days=length // 2)
    else:
        first, last = first + timedelta(days=length // 3), last - timedelta(days=length // 3)
    return first.isoformat(), last.isoformat()
