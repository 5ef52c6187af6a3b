"""How long and how often: durations, sets, and what has no place in the calendar."""

from __future__ import annotations

import re

from sayso.parse.times.calendar import shift
from sayso.parse.times.lexicon import words
from sayso.parse.times.moment import Meaning, Moment, said
from sayso.parse.times.numbers import count, duration, unit

LENGTH = "a length of time"
OFTEN = "again and again"
_BACK = ("last", "past", "previous", "preceding", "latest", "first")
_ADVERBS = {
    "hourly": "PT1H", "daily": "XXXX-XX-XX", "nightly": "XXXX-XX-XXTNI", "weekly": "XXXX-WXX",
    "monthly": "XXXX-XX", "quarterly": "XXXX-QX", "yearly": "XXXX", "annually": "XXXX",
    "annual": "XXXX",
}  # fmt: skip


def length(match: re.Match[str], _: Moment) -> Meaning:
    """Three days, two-week, nearly an hour, several months."""
    number = count(match["count"])
    if said(match, "half"):
        number = (number or 1) + 0.5
    return Meaning(duration(number, unit(match["unit"])), LENGTH)


def many_units(match: re.Match[str], _: Moment) -> Meaning:
    """Weeks, months, years: nobody says how many."""
    return Meaning(duration(None, unit(match["unit"])), "nobody says how many")


def the_years(_: re.Match[str], __: Moment) -> Meaning:
    """Over the years."""
    return Meaning("PXY", "nobody says how many")


def last_units(match: re.Match[str], moment: Moment) -> Meaning:
    """The last two weeks, the next few days: a length that begins or ends on today's day."""
    number, letters = count(match["count"]), unit(match["unit"])
    which = said(match, "which")
    if number is None and which in _BACK:
        return Meaning("PAST_REF", "nobody says how many")
    meaning = Meaning(duration(number, letters), moment.counted)
    if number is None or moment.today is None or which == "first" or letters.startswith("T"):
        return meaning
    step = -1 if which in _BACK else 1
    other = shift(moment.today, step * int(number), letters)
    if other is None:
        return meaning
    first, last = sorted((moment.today, other))
    return Meaning(meaning.value, meaning.reason, (first.isoformat(), last.isoformat()))


def recent_units(match: re.Match[str], _: Moment) -> Meaning:
    """Recent weeks, coming months."""
    if said(match, "towards") in ("past", "earlier"):
        return Meaning("PAST_REF", "nobody says how many")
    if said(match, "towards") in ("future", "coming", "later"):
        return Meaning("FUTURE_REF", "nobody says how many")
    return Meaning(duration(None, unit(match["unit"])), "nobody says how many")


def every(match: re.Match[str], _: Moment) -> Meaning:
    """Every day, each July, every two weeks."""
    if month := said(match, "month"):
        return Meaning(f"XXXX-{words().months[month]:02}", OFTEN)
    if season := said(match, "season"):
        return Meaning(f"XXXX-{words().seasons[season][0]}", OFTEN)
    if of_day := said(match, "of_day"):
        return Meaning(f"XXXX-XX-XXT{words().parts[of_day][0]}", OFTEN)
    number = count(match["count"]) if match["count"] else 1.0
    return Meaning(duration(number, unit(match["unit"])), OFTEN)


def often(match: re.Match[str], _: Moment) -> Meaning:
    """Daily, weekly, annually."""
    return Meaning(_ADVERBS[said(match, "often")], OFTEN)


def reference(match: re.Match[str], _: Moment) -> Meaning:
    """Now, recently, soon."""
    return Meaning(words().references[said(match, "reference")], "no place in the calendar")
