"""Entries of the timeline as lines of a page, and the stretch of days that a page can show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sayso.desk.addresses import to, to_words
from sayso.export.setting import stretch
from sayso.records import Moment, Party
from sayso.terms import Clock, Modality
from sayso.views.telling import Telling

if TYPE_CHECKING:
    from sayso.pipeline import Entry

MOST = 300  # tellings that one page reads the reports of; real reports have seven each


@dataclass(frozen=True, slots=True)
class Who:
    """A party; ``address`` is its page, None for who is not known."""

    name: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Happened:
    """An entry: when, what kind of thing, who, in which words, and since when who says so.

    ``how`` is how far it is told as so; ``says`` is who says that an event happened, None for the
    report itself. ``event`` is the page of an event, ``address`` where the words stand.
    """

    when: str
    kind: str
    event: str | None
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    how: tuple[str, ...]
    sentence: str
    address: str
    as_of: str | None
    says: tuple[Who | None, ...]
    reports: int
    lines: int
    outlets: tuple[str, ...]


def happened(entry: Entry, telling: Telling) -> Happened:
    """An entry as a line of a page."""
    first = entry.moments[0]
    event = first.event is not None
    sources = {telling.name(one.source) if one.source else "": one.source for one in entry.moments}
    return Happened(
        _when(first, entry, telling.clock),
        telling.kind(first),
        to("event", first.id) if event else None,
        tuple(_who(party, telling) for party in first.actors),
        tuple(_who(party, telling) for party in first.recipients),
        tuple(_how(first)),
        telling.told[first.id].sentence,
        to_words(first.report, first.span.start, first.span.end, None if event else first.id),
        entry.as_of,
        tuple(_who(one, telling) if one else None for one in sources.values()) if event else (),
        entry.reports,
        entry.lines,
        tuple(telling.outlets(entry)),
    )


def _when(moment: Moment, entry: Entry, clock: Clock) -> str:
    time = {Clock.HAPPENED: moment.happened, Clock.SAID: moment.said}.get(clock)
    return stretch(time) if time else entry.at


def _who(party: Party, telling: Telling) -> Who:
    return Who(telling.name(party), to("actor", party.actor) if party.actor else None)


def _how(moment: Moment) -> list[str]:
    how = ["not"] if moment.negated else []
    return how + ([moment.modality.value] if moment.modality is not Modality.ASSERTED else [])


@dataclass(frozen=True, slots=True)
class Window:
    """The days that a page shows, both held; ``before`` and ``after`` are tellings outside.

    ``cut`` is whether more was asked for than a page can show.
    """

    since: date | None
    until: date | None
    before: int
    after: int
    cut: bool


def window(days: Sequence[tuple[str, int]], since: date | None, until: date | None) -> Window:
    """As many of the days asked for as a page can show: from ``since`` on, else the last."""
    low = since.isoformat() if since else ""
    high = until.isoformat() if until else "~"
    asked = [(day, many) for day, many in days if low <= day <= high]
    if sum(many for _, many in asked) <= MOST:
        return Window(since, until, *_outside(days, low, high), cut=False)
    chosen: list[str] = []
    many = 0
    for day, some in asked if since else reversed(asked):
        if chosen and many + some > MOST:
            break
        chosen.append(day)
        many += some
    first, last = min(chosen), max(chosen)
    outside = _outside(days, first, last)
    return Window(date.fromisoformat(first), date.fromisoformat(last), *outside, cut=True)


def _outside(days: Sequence[tuple[str, int]], low: str, high: str) -> tuple[int, int]:
    before = sum(many for day, many in days if day < low)
    return before, sum(many for day, many in days if day > high)
