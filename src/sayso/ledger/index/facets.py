"""Facets: what a search filters by, as words of one column of the full-text index.

So a filter costs what a word of a query costs. They begin with q and a letter that no English word
has after it, should one ever stand in an outlet's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sayso.records import Attribution, Reading, Setting, Time
from sayso.terms import Certainty, ChannelKind, Manner, QuoteType

#: The facet of what the report asserts itself.
OWN = "qown"
#: The facet, and the first, of what a person added.
ADDED = "qadded"
#: Letters of the days on which something was said, and on which it is said to have happened.
SAID, HAPPENED = "s", "h"
#: Times are found by their days between these; a stretch that goes on before or after is cut.
EARLIEST, LATEST = date(1900, 1, 1), date(2099, 12, 31)


def type_facet(quote_type: QuoteType) -> str:
    """The word that stands for a quote type."""
    return f"qt{quote_type}"


def manner_facet(manner: Manner) -> str:
    """The word that stands for a manner."""
    return f"qn{manner}"


def channel_facet(kind: ChannelKind) -> str:
    """The word that stands for a channel of this kind, on whatever step."""
    return "qc" + kind.replace("_", "")


def certainty_facet(certainty: Certainty) -> str:
    """The word that stands for a certainty."""
    return f"qk{certainty}"


def place_facet(number: int) -> str:
    """The word that stands for a row of the ledger's places."""
    return f"qp{number}"


# Days are nodes of a tree of years, months and days: y2019, m201904, d20190430.


def day_facets(day: date) -> list[str]:
    """The words that stand for a day, its month and its year, as one of publication."""
    return [f"q{node}" for node in _upwards(f"d{day:%Y%m%d}")]


def range_facets(first: date, last: date) -> list[str]:
    """Words of which any day of publication from ``first`` to ``last`` has one, and no other."""
    return [f"q{node}" for node in _cover(first, last)]


def stretch_facets(letter: str, first: date, last: date) -> list[str]:
    """The words that stand for a stretch: for each node that it meets, and that it fills."""
    first, last = max(first, EARLIEST), min(last, LATEST)
    filled = _cover(first, last)
    met = dict.fromkeys(above for node in filled for above in _upwards(node))
    wide = [f"q{letter}w{node}" for node in filled if node[0] != "d"]
    return [f"q{letter}{node}" for node in met] + wide


def meeting_facets(letter: str, first: date, last: date) -> list[str]:
    """Words of which a stretch has one if a day of it is from ``first`` to ``last``."""
    asked = _cover(max(first, EARLIEST), min(last, LATEST))
    above = dict.fromkeys(wide for node in asked for wide in _upwards(node)[1:])
    return [f"q{letter}{node}" for node in asked] + [f"q{letter}w{node}" for node in above]


def _cover(first: date, last: date) -> list[str]:
    """As few years, months and days as make up the days from ``first`` to ``last``."""
    found = []
    day = first
    while day <= last:
        if (day.month, day.day) == (1, 1) and date(day.year, 12, 31) <= last:
            node, end = f"y{day:%Y}", date(day.year, 12, 31)
        elif day.day == 1 and (month_end := _month_end(day)) <= last:
            node, end = f"m{day:%Y%m}", month_end
        else:
            node, end = f"d{day:%Y%m%d}", day
        found.append(node)
        if end == date.max:
            break
        day = end + timedelta(days=1)
    return found


def _upwards(node: str) -> list[str]:
    """A node, its month and its year."""
    digits = node[1:]
    longer = [f"d{digits}"] if len(digits) == 8 else []
    longer += [f"m{digits[:6]}"] if len(digits) >= 6 else []
    return [*longer, f"y{digits[:4]}"]


def _month_end(day: date) -> date:
    if day.month == 12:
        return date(day.year, 12, 31)
    return date(day.year, day.month + 1, 1) - timedelta(days=1)


def facets_of(
    attribution: Attribution,
    reading: Reading,
    places: Iterable[int],
    outlet: str | None,
    *,
    own: bool,
) -> str:
    """All facets of an attribution, and its outlet; ``places`` are the numbers of its own."""
    added = attribution.judged is not None and attribution.judged.added_by is not None
    found = [ADDED] * added + [type_facet(attribution.quote_type)]
    if published := reading.report.published:
        found += day_facets(published)
    if how := attribution.how:
        found += [manner_facet(how.manner), certainty_facet(how.certainty)]
        found += dict.fromkeys(channel_facet(hop.kind) for hop in how.hops)
    found += _time_facets(attribution.setting, reading.times)
    found += dict.fromkeys(map(place_facet, places))
    if own:
        found.append(OWN)
    return " ".join([*found, outlet or ""]).strip()


def _time_facets(setting: Setting, times: tuple[Time, ...]) -> Iterator[str]:
    for letter, number in ((SAID, setting.said), (HAPPENED, setting.happened)):
        if number is None:
            continue
        time = times[number]
        if time.start is not None and time.end is not None:
            days = (date.fromisoformat(end[:10]) for end in (time.start, time.end))
            yield from stretch_facets(letter, *days)
