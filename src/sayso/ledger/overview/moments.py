"""Events and sayings of the newest versions that have a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

import sqlalchemy as sa

from sayso.ledger.actors.speaking import one_of
from sayso.ledger.overview.gathering import (
    Gathered,
    Told,
    load_known,
    newest_versions,
    reused_in,
    tell,
)
from sayso.ledger.reports.accounts import ByVersion
from sayso.ledger.reports.attributions import load_attributions
from sayso.ledger.reports.events import load_events
from sayso.ledger.reports.loading import load_reports, load_reuses
from sayso.ledger.reports.settings import load_times
from sayso.ledger.tables.accounts import EVENTS
from sayso.ledger.tables.reports import ATTRIBUTIONS, TIMES, VERSIONS
from sayso.records import Attribution, Event, Moment, Participant, Party, Report, Time, words_of
from sayso.terms import EventType

_NO_TIME: tuple[Time, ...] = ()
# Of a report's events one in eight.
_TIMED = sa.and_(EVENTS.c.time.is_not(None), EVENTS.c.type != EventType.SAY.value)


def gather_moments(
    conn: sa.Connection, since: date | None = None, until: date | None = None
) -> Gathered[Moment]:
    """Every event, but for statements, and everything said that its report puts in time.

    Where days are told, both held, only of reports that came out or name a time between them.
    """
    moments: list[Moment] = []
    told: dict[str, Told] = {}
    within = None if since is None and until is None else _dated(conn, since, until)
    for some in newest_versions(conn, within):
        events, times = load_events(conn, some, _TIMED), load_times(conn, some)
        said = _said(conn, some, events)
        for n, report in load_reports(conn, some).items():
            of_report = _Report(report, said.get(report.id, {}), times.get(n, _NO_TIME))
            for moment, words in of_report.moments(events.get(n, ())):
                moments.append(moment)
                told[moment.id] = words
    ids = {party.actor for one in moments for party in _parties(one) if party.actor}
    reuses = load_reuses(conn, None if within is None else reused_in(conn, within))
    return Gathered(tuple(moments), told, load_known(conn, ids), tuple(reuses))


def _said(
    conn: sa.Connection, versions: Sequence[int], events: ByVersion[Event]
) -> Mapping[str, Mapping[str, Attribution]]:
    """Of each of these reports, by id, what others say that has a time, or tells of an event."""
    a = ATTRIBUTIONS.c
    telling = {one.attribution for some in events.values() for one in some if one.attribution}
    timed = sa.or_(a.said.is_not(None), a.happened.is_not(None), one_of(conn, a.id, telling))
    found: defaultdict[str, dict[str, Attribution]] = defaultdict(dict)
    for one in load_attributions(
        conn, sa.and_(a.version.in_(versions), a.own == 0, timed)
    ).values():
        found[one.report][one.id] = one
    return found


def _dated(conn: sa.Connection, since: date | None, until: date | None) -> set[int]:
    """Versions with a day between two; an instant of the last day sorts before the day after."""
    v, t = VERSIONS.c, TIMES.c
    first = since.isoformat() if since else ""
    last = (until + timedelta(days=1)).isoformat() if until else "~"
    found = set(conn.scalars(sa.select(v.n).where(v.published >= first, v.published < last)))
    spoken = sa.select(t.version).where(t.first >= first, t.first < last).distinct()
    return found | set(conn.scalars(spoken))


def _parties(moment: Moment) -> Iterator[Party]:
    yield from (*moment.actors, *moment.recipients)
    if moment.source:
        yield moment.source


class _Report:
    """One report with what is said in it, by id, and its times."""

    def __init__(
        self, report: Report, said: Mapping[str, Attribution], times: Sequence[Time]
    ) -> None:
        self._report, self._said, self._times = report, said, times
        self._published = report.published.isoformat() if report.published else None

    def moments(self, events: Sequence[Event]) -> Iterator[tuple[Moment, Told]]:
        """What has a time: events, and sayings whose own time no event in them has."""
        dated = set()
        for event in events:
            happened = self._time(event.time)
            if happened is None or event.type is EventType.SAY:
                continue
            dated.add((event.attribution, event.time))
            yield self._event(event, happened), tell(self._report, sorted(event.predicate))
        for one in self._said.values():
            said, happened = (self._time(at) for at in (one.setting.said, one.setting.happened))
            if (one.id, one.setting.happened) in dated:
                happened = None
            if said or happened:
                yield self._saying(one, said, happened), tell(self._report, one.content)

    def _time(self, at: int | None) -> Time | None:
        time = None if at is None else self._times[at]
        return time if time and time.start else None

    def _event(self, event: Event, happened: Time) -> Moment:
        within = self._said.get(event.attribution or "")
        return Moment(
            event.id,
            self._report.id,
            event.predicate[0],
            event.type,
            None,
            self._taking_part(event.actor),
            self._taking_part(event.recipient),
            self._source(within) if within else None,
            happened,
            self._time(within.setting.said) if within else None,
            self._published,
            event.negated,
            event.modality,
        )

    def _saying(self, one: Attribution, said: Time | None, happened: Time | None) -> Moment:
        return Moment(
            one.id,
            self._report.id,
            one.content[0],
            None,
            one.how.manner if one.how else None,
            (self._source(one),),
            happened=happened,
            said=said,
            published=self._published,
        )

    def _taking_part(self, some: Sequence[Participant]) -> tuple[Party, ...]:
        return tuple(Party(_plain(one.span.of(self._report.text)), one.actor) for one in some)

    def _source(self, one: Attribution) -> Party:
        return Party(_plain(words_of(one.source, self._report.text)), one.actor)


def _plain(words: str) -> str:
    return " ".join(words.split())
