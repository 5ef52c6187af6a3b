"""Weeks, months, quarters, seasons, years and what is longer: "last week", "early 2019"."""

from __future__ import annotations

import re
from datetime import date

from sayso.parse.times.calendar import UNKNOWN, first_day, shift, unit_value
from sayso.parse.times.days import month_of, nearest
from sayso.parse.times.lexicon import words
from sayso.parse.times.moment import (
    AS_WRITTEN,
    DAY,
    MONTH,
    QUARTER,
    WEEK,
    YEAR,
    Meaning,
    Moment,
    Tense,
    said,
)
from sayso.parse.times.numbers import count, ordinal, unit

_STEPS = {
    "last": -1, "past": -1, "previous": -1, "preceding": -1, "this past": -1, "prior": -1,
    "next": 1, "coming": 1, "following": 1, "this coming": 1, "upcoming": 1,
}  # fmt: skip
_SHAPES = {"D": DAY, "W": WEEK, "M": MONTH, "Q": QUARTER, "Y": YEAR}
TOLD = "the time told before"
MONTHS_OF_SEASON, HALF_YEAR = 3, 6
_DURING = re.compile(r"\b(?:in|over|during|within|for)\s+the\s+$", re.IGNORECASE)


def month_of_year(match: re.Match[str], moment: Moment) -> Meaning:
    """January, last January, January 2019, January this year."""
    which, number = said(match, "which"), month_of(said(match, "month"))
    if said(match, "year") or said(match, "spelled"):
        return Meaning(f"{plain_year(match, moment).value}-{number:02}", AS_WRITTEN)
    today = moment.today
    if today is None:
        return Meaning(f"XXXX-{number:02}", moment.counted)
    if said(match, "of_year"):
        step = _STEPS.get(said(match, "of_year"), 0)
        return Meaning(f"{today.year + step:04}-{number:02}", moment.counted)
    step = _STEPS.get(which, 0)
    year = today.year + (0 if which == "this" else _years_off(number, step, moment))
    return Meaning(f"{year:04}-{number:02}", moment.counted)


def _years_off(month: int, step: int, moment: Moment) -> int:
    """Of a month's last, running and next year, the one meant."""
    today = moment.today or date.max
    if step:
        return step if (month - today.month) * step <= 0 else 0
    if month == today.month:
        return 0
    middles = [date(today.year + n, month, 15) for n in (-1, 0, 1) if 0 < today.year + n < 10000]
    return nearest(middles, moment).year - today.year


def season(match: re.Match[str], moment: Moment) -> Meaning:
    """Last fall, this summer, the winter of 1994."""
    code, first, _ = words().seasons[match["season"].lower()]
    if said(match, "year"):
        return Meaning(f"{match['year']}-{code}", AS_WRITTEN)
    today, which = moment.today, said(match, "which")
    if today is None:
        return Meaning(f"XXXX-{code}", moment.counted)
    begun = today.year - (today.month < first)  # the year of the last one that began
    since = (today.year - begun) * 12 + today.month - first  # months
    runs = since < MONTHS_OF_SEASON
    if which in ("this", "current"):
        return Meaning(f"{begun if runs else today.year:04}-{code}", moment.counted)
    nearer = moment.tense is Tense.FUTURE or (moment.tense is Tense.NONE and since > HALF_YEAR)
    if _STEPS.get(which, 0) > 0 or (not which and not runs and nearer):
        begun += 1
    elif which and runs:
        begun -= 1  # "last summer" said in summer
    return Meaning(f"{begun:04}-{code}", moment.counted)


def plain_year(match: re.Match[str], _: Moment) -> Meaning:
    """1988, fiscal 1989, nineteen eighty-eight."""
    if said(match, "year"):
        return Meaning(match["year"], AS_WRITTEN)
    parts = re.split(r"[\s-]+", match["spelled"].lower())
    rest = sum(
        words().numbers[part] for part in parts if part not in ("nineteen", "thousand", "and")
    )
    return Meaning(f"{1900 + rest if parts[0] == 'nineteen' else 2000 + rest - 2:04}", AS_WRITTEN)


def decade(match: re.Match[str], moment: Moment) -> Meaning:
    """The 1990s, the '90s, the nineties; without a century, that of the last hundred years."""
    if said(match, "decade"):
        return Meaning(match["decade"][:3], AS_WRITTEN)
    if said(match, "short"):
        tens = int(match["short"][0])
    else:
        tens = words().numbers[said(match, "tens").removesuffix("ies") + "y"] // 10
    running = (moment.today or date(2000, 1, 1)).year // 10
    return Meaning(f"{running - (running - tens) % 10:03}", AS_WRITTEN)


def century(match: re.Match[str], _: Moment) -> Meaning | None:
    """The 11th century: TIMEX3 writes its first two digits."""
    number = ordinal(match["ordinal"])
    return Meaning(f"{number - 1:02}", AS_WRITTEN) if number else None


def relative_unit(match: re.Match[str], moment: Moment) -> Meaning:
    """Last week, this month, the following year, that day, the same week."""
    letters, which = unit(match["unit"]), said(match, "which")
    weekend = "-WE" if match["unit"].lower() == "weekend" else ""
    step = _STEPS.get(which, 0)
    told = None
    if (which == "past" or _lasting(match, which)) and letters in "WMY" and not weekend:
        return _up_to_today(letters, moment)
    if which in ("that", "same", "that same", "following", "previous", "preceding"):
        told = _counted_from_told(step, letters, moment)
    found = told or moment.away(step, letters)
    return Meaning(found.value + weekend, found.reason)


def _lasting(match: re.Match[str], which: str) -> bool:
    """Whether "the last year" is the twelve months up to today: "in the last year"."""
    return which == "last" and _DURING.search(match.string[: match.start("which")]) is not None


def _up_to_today(letters: str, moment: Moment) -> Meaning:
    today = moment.today
    first = today and shift(today, -1, letters)
    bounds = (first.isoformat(), today.isoformat()) if today and first else None
    return Meaning(f"P1{letters}", moment.counted, bounds)


def _counted_from_told(step: int, letters: str, moment: Moment) -> Meaning | None:
    """So many units from the last time that was told with at least that precision."""
    shapes = [DAY] if letters == "D" else [DAY, _SHAPES.get(letters, YEAR), MONTH]
    value = moment.last(*shapes)
    day = first_day(value) if value else None
    moved = day and shift(day, step, letters)
    if moved is None:
        unknown = moment.last(r"XXXX-.+") if moment.today is None and not step else None
        return Meaning(unknown, TOLD) if unknown and letters == "D" else None
    return Meaning(unit_value(moved, letters), TOLD)


def bare_unit(match: re.Match[str], moment: Moment) -> Meaning:
    """The quarter, the year, the week: that told last, else the running one."""
    letters = unit(match["unit"])
    if said(match, "ended") and letters != "Q" and not said(match, "part"):
        return Meaning(f"P1{letters}", "a length of time")
    weekend = "-WE" if match["unit"].lower() == "weekend" else ""
    told = moment.newest_quarter() if letters == "Q" else None
    if told:
        return Meaning(told, TOLD)
    back = -1 if weekend and moment.tense is not Tense.FUTURE else 0
    if letters == "Q":
        back = -1
    found = moment.away(back, letters)
    return Meaning(found.value + weekend, found.reason)


def quarter(match: re.Match[str], moment: Moment) -> Meaning:
    """The third quarter, the first half of 1989, this year's fourth quarter."""
    number = ordinal(match["ordinal"]) or 1
    letter = "Q" if said(match, "division").startswith("quarter") else "H"
    if said(match, "year"):
        return Meaning(f"{match['year']}-{letter}{number}", AS_WRITTEN)
    told = moment.newest_quarter()
    year = _year_of_quarter(number, letter, match, moment)
    if year is None:
        return Meaning(f"XXXX-{letter}{number}", moment.counted)
    if said(match, "ago") and told:
        return Meaning(f"{int(told[:4]) - 1:04}-{letter}{number}", TOLD)
    return Meaning(f"{year:04}-{letter}{number}", moment.counted)


def _year_of_quarter(number: int, letter: str, match: re.Match[str], moment: Moment) -> int | None:
    today = moment.today
    if today is None:
        return None
    if said(match, "ago"):
        return today.year - 1
    if possessive := said(match, "of_year") or said(match, "year_of"):
        return today.year + _STEPS.get(possessive, 0)
    length = 3 if letter == "Q" else 6
    middle = length * number - 1
    days = [date(today.year + n, middle, 1) for n in (-1, 0, 1) if 0 < today.year + n < 10000]
    return nearest(days, moment).year


def compared(match: re.Match[str], moment: Moment) -> Meaning:
    """The year-earlier period, the 1988 quarter: what is set against the time told before.

    Business reports tell a quarter, and set it against the same one a year before.
    """
    year = said(match, "year")
    if not year:
        return year_before(moment)
    told = moment.newest_quarter()
    return Meaning(year + told[4:], TOLD) if told else Meaning(year, AS_WRITTEN)


def year_before(moment: Moment) -> Meaning:
    """A year before the quarter that is spoken of; before today where it is nine months or none."""
    told = moment.newest_quarter()
    lately = moment.last(QUARTER, r"P\dM")
    if told and lately and lately[0] != "P":
        return Meaning(f"{int(told[:4]) - 1:04}{told[4:]}", TOLD)
    return moment.away(-1, "Y")


def latest_quarter(_: re.Match[str], moment: Moment) -> Meaning:
    """The latest quarter or period: the one that the report told last."""
    told = moment.newest_quarter()
    return Meaning(told, TOLD) if told else moment.away(-1, "Q")


def ago(match: re.Match[str], moment: Moment) -> Meaning:
    """Two days ago, three weeks later, a month before, in five years."""
    number, letters = count(match["count"]), unit(match["unit"])
    word = said(match, "direction")
    step = 1 if word in ("later", "after", "afterward", "afterwards", "from now", "hence") else -1
    if number is None:
        return Meaning("PAST_REF" if step < 0 else "FUTURE_REF", "nobody says how many")
    if letters.startswith("T"):
        return _hours_ago(step * number, letters, moment, word)
    if letters == "Y" and number == 1 and step < 0:
        return year_before(moment)
    if word not in ("ago", "from now", "hence"):
        told = _counted_from_told(int(step * number), letters, moment)
        return told or Meaning(UNKNOWN[letters], "no time is told to count from")
    return moment.away(int(step * number), letters)


def _hours_ago(number: float, letters: str, moment: Moment, word: str) -> Meaning:
    """Hours and minutes cannot be counted from a day: they stay on it, unless they make a day."""
    days = round(number / 24) if letters == "TH" and word == "ago" else 0
    if days:
        return moment.away(days, "D")
    day = moment.today.isoformat() if moment.today and word == "ago" else "XXXX-XX-XX"
    size = "hours" if letters == "TH" else "minutes or seconds"
    return Meaning(f"{day}TXX" if letters == "TH" else f"{day}TXX:XX", f"{number:g} {size} from it")
