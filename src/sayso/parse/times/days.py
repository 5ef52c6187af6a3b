"""Days, and hours in them: dates, days of the week, today, 9 a.m."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sayso.parse.times.calendar import real_day, shift
from sayso.parse.times.lexicon import words
from sayso.parse.times.moment import AS_WRITTEN, DAY, Meaning, Moment, Tense, said
from sayso.parse.times.numbers import ordinal

# A year in two digits is of the hundred years that end so many years from now.
_SHORT_YEAR = 30
_UP_TO = re.compile(r"(?:\b(?:to|through|until|till)\s+|[-–]\s*)$", re.IGNORECASE)
# The one day that reports name by its date long after: "the Sept. 11 attacks".
SEPTEMBER_11 = (9, 11)
_ATTACKS = re.compile(r",?\s+(?:terror\w*\s+)?(?:attack|hijack|Commission\b|terror)")


def month_of(written: str) -> int:
    """The number of a month's name."""
    return words().months[written.lower()]


def date_of(match: re.Match[str], moment: Moment) -> Meaning | None:
    """A month and a day of it, with the year or without."""
    day = ordinal(said(match, "day"))
    month, year = month_of(said(match, "month")), said(match, "year")
    if not year and (month, day) == SEPTEMBER_11 and _ATTACKS.match(match.string, match.end()):
        year = "2001"
    meaning = day and dated(month, day, year, moment)
    return with_part(meaning, said(match, "of_day")) if meaning else None


def dated(month: int, day: int, year: str, moment: Moment) -> Meaning | None:
    """A day of a month, in the year that is written or, where that is "", the likeliest one."""
    if real_day(2000, month, day) is None:
        return None  # 31 February
    if year:
        known = real_day(int(year), month, day)
        return Meaning(known.isoformat(), AS_WRITTEN) if known else None
    if moment.today is None:
        return Meaning(f"XXXX-{month:02}-{day:02}", moment.counted)
    years = (moment.today.year + step for step in (-1, 0, 1))
    days = [known for year in years if (known := real_day(year, month, day))]
    return Meaning(nearest(days, moment).isoformat(), moment.counted)


def nearest(days: list[date], moment: Moment) -> date:
    """The day of several that tense and distance make likeliest.

    A verb of the past still speaks of a day to come that is near while the last one is nearly a
    year away ("was due to expire Dec. 7", written in November).
    """
    today = moment.today or date.max

    def distance(day: date) -> float:
        away = (day - today).days
        against = away * moment.tense.value < 0
        return abs(away) * (3.0 if against else 1.0)

    return min(days, key=distance) if days else today


def numeric(match: re.Match[str], _: Moment) -> Meaning | None:
    """2019-04-30, 4/30/2019, 30.4.2019; where both may be the month, the first is."""
    if match["iso_year"]:
        year, month, day = (int(match[f"iso_{name}"]) for name in ("year", "month", "day"))
    else:
        year, month, day = (int(match[name]) for name in ("any_year", "first", "second"))
        if match["sign"] == "." or month > 12:
            month, day = day, month
    if year < 100:
        year += 2000 if year < _SHORT_YEAR else 1900
    known = real_day(year, month, day)
    return Meaning(known.isoformat(), AS_WRITTEN) if known else None


def weekday_of(match: re.Match[str], moment: Moment) -> Meaning | None:
    """Tuesday, last Tuesday, Tuesday morning, Tuesday of last week."""
    name = said(match, "weekday").rstrip(".")
    number = words().weekdays.get(name) or words().short_days[name]
    which, of_day = said(match, "which"), said(match, "of_day")
    if which in ("every", "each") or said(match, "plural"):
        return with_part(Meaning(f"XXXX-WXX-{number}", "again and again"), of_day)
    if moment.today is None:
        meaning = Meaning(f"XXXX-WXX-{number}", moment.counted)
    else:
        day = _weekday(number, which, said(match, "week"), moment.today, moment.tense)
        day = _after_start(day, match, moment)
        meaning = Meaning(day.isoformat(), moment.counted)
    return with_part(meaning, of_day)


def _weekday(number: int, which: str, week: str, today: date, tense: Tense) -> date:
    """A day of the week, counted from 1, as it is meant today; today's own is today."""
    back = timedelta(days=(today.isoweekday() - number) % 7)
    ahead = timedelta(days=(number - today.isoweekday()) % 7)
    if week:
        step = {"last": -7, "next": 7}.get(week, 0)
        return today + timedelta(days=number - today.isoweekday() + step)
    if which in ("last", "this past", "past"):
        return today - (back or timedelta(days=7))
    if which == "next":
        coming = today + (ahead or timedelta(days=7))
        same = coming.isocalendar()[:2] == today.isocalendar()[:2]
        return coming + timedelta(days=7) if same else coming
    if which in ("this", "this coming", "coming", "the coming") or tense is Tense.FUTURE:
        return today + ahead
    return today - back


def _after_start(day: date, match: re.Match[str], moment: Moment) -> date:
    """The end of a range lies behind its start: "from Monday to Wednesday"."""
    if not moment.here or not _UP_TO.search(match.string[: match.start("weekday")]):
        return day
    start = date.fromisoformat(moment.here[:10])
    return start + timedelta(days=(day - start).days % 7) if day < start else day


_DEICTIC = {
    "today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "this": 0, "last": -1,
    "the day before yesterday": -2, "the day after tomorrow": 2,
}  # fmt: skip


def deictic(match: re.Match[str], moment: Moment) -> Meaning:
    """Today, yesterday, tonight, tomorrow morning, last night, this evening."""
    word = said(match, "deictic")
    part = "night" if word == "tonight" else said(match, "of_day")
    return with_part(moment.away(_DEICTIC[word], "D"), part)


def with_part(meaning: Meaning, of_day: str) -> Meaning:
    """The part of a day."""
    if not of_day or "T" in meaning.value:
        return meaning
    code = words().parts[of_day][0]
    return Meaning(f"{meaning.value}T{code}", meaning.reason)


def part_of_day(match: re.Match[str], moment: Moment) -> Meaning:
    """That morning, the night before, the next evening: of the day told last, else of today."""
    told = moment.here or moment.last(DAY)
    step = {"next": 1, "following": 1, "previous": -1}.get(said(match, "which"), 0)
    step -= 1 if said(match, "before") else 0
    day = shift(date.fromisoformat(told[:10]), step, "D") if told else None
    if day is None:
        return with_part(moment.away(step, "D"), said(match, "of_day"))
    return with_part(Meaning(day.isoformat(), "the day told before"), said(match, "of_day"))


def clock(match: re.Match[str], moment: Moment) -> Meaning | None:
    """9 a.m., 21:30 GMT, noon, with the day it belongs to where one stands beside it."""
    at = _hour(match)
    if at is None:
        return None
    day = _clock_day(match, moment)
    if day is None:
        return None
    value = day.value.partition("T")[0]
    reason = day.reason + (f", {match['zone']}" if match["zone"] else "")
    return Meaning(f"{value}T{at}", reason)


def _clock_day(match: re.Match[str], moment: Moment) -> Meaning | None:
    if said(match, "weekday"):
        return weekday_of(match, moment)
    if said(match, "month"):
        return date_of(match, moment)
    if said(match, "deictic"):
        return moment.away(_DEICTIC[said(match, "deictic")], "D")
    if moment.here:
        return Meaning(moment.here[:10], "the day told before")
    return moment.away(0, "D")


def _hour(match: re.Match[str]) -> str | None:
    if match["word"]:
        return "12:00" if said(match, "word") in ("noon", "midday") else "00:00"
    hour = int(match["hour"] or match["hour24"] or match["hundreds"])
    minute = match["minute"] or match["minute24"] or match["rest"]
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"].lower().startswith("p") else 0)
    if hour > 23 or int(minute or 0) > 59:
        return None
    return f"{hour:02}:{minute or '00'}"
