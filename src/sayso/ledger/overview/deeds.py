"""Events of the newest versions, by type, by who does it to whom, and by when and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from sayso.errors import NoRecord
from sayso.ledger.actors.speaking import one_of
from sayso.ledger.actors.who import find_groups
from sayso.ledger.index.near import Near, places_near
from sayso.ledger.overview.counting import newest
from sayso.ledger.overview.gathering import Known, Told, load_known, tell
from sayso.ledger.reports.attributions import load_attributions
from sayso.ledger.reports.events import load_events
from sayso.ledger.reports.loading import load_reports
from sayso.ledger.reports.settings import load_places, load_times
from sayso.ledger.tables.accounts import EVENTS, PARTICIPANTS
from sayso.ledger.tables.reports import ATTRIBUTIONS, TIMES, TOPONYMS, VERSIONS
from sayso.records import Attribution, Event, Participant, Party, Place, Report, Time, words_of
from sayso.terms import EventType

_AT_ONCE = 200  # versions whose texts are in memory together


@dataclass(frozen=True, slots=True)
class EventQuery:
    """Which events are asked for; all that is told must hold.

    One of several ``types`` will do. ``actor`` and ``recipient`` are ids or names of who does and
    who undergoes it. ``since`` and ``until`` are days, both held: some part of when it is said to
    have happened lies between. ``near`` is where. At most ``top`` of them, None for all.
    """

    types: tuple[EventType, ...] = ()
    actor: str | None = None
    recipient: str | None = None
    since: date | None = None
    until: date | None = None
    near: Near | None = None
    top: int | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """An event as its report tells it, with what its numbers point at.

    ``source`` is who says that it happened, None for the report itself; ``counted`` are the words
    of its quantities.
    """

    event: Event
    told: Told
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    source: Party | None
    happened: Time | None
    place: Place | None
    counted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deeds:
    """Events, the latest first and those without a time last, of ``many`` that were asked for."""

    rows: tuple[Deed, ...]
    many: int
    known: Known


def find_deeds(conn: sa.Connection, query: EventQuery, where: str) -> Deeds:
    """The events that a query asks for. Raises NoRecord where nobody is called so."""
    asked = _asked(conn, query, where)
    many = conn.scalar(sa.select(sa.func.count()).select_from(asked.subquery())) or 0
    e, t, v = EVENTS.c, TIMES.c, VERSIONS.c
    order = (t.first.desc().nulls_last(), v.published.desc().nulls_last(), v.n, e.ordinal)
    keys = [tuple(row) for row in conn.execute(asked.order_by(*order).limit(query.top))]
    return _deeds(conn, keys, many)


def _deeds(conn: sa.Connection, keys: Sequence[tuple[int, int]], many: int) -> Deeds:
    found = dict(_load(conn, keys))
    rows = tuple(found[key] for key in keys)
    parties = (p for one in rows for p in (*one.actors, *one.recipients, one.source) if p)
    return Deeds(rows, many, load_known(conn, {p.actor for p in parties if p.actor}))


def load_deed(conn: sa.Connection, id: str, where: str) -> Deeds:
    """The one event with this id, of whichever version. Raises NoRecord."""
    e = EVENTS.c
    keys = [tuple(row) for row in conn.execute(sa.select(e.version, e.ordinal).where(e.id == id))]
    if not keys:
        raise NoRecord(where, f"no event here has the id {id!r}", "sayso events lists ids")
    return _deeds(conn, keys[-1:], 1)


def _asked(conn: sa.Connection, query: EventQuery, where: str) -> sa.Select[Any]:
    """Version and ordinal of the events that are asked for."""
    e, t, v = EVENTS.c, TIMES.c, VERSIONS.c
    happened = sa.and_(t.version == e.version, t.ordinal == e.time)
    asked = sa.select(e.version, e.ordinal).join(VERSIONS, v.n == e.version)
    asked = asked.outerjoin(TIMES, happened).where(e.version.in_(newest()))
    if query.types:
        asked = asked.where(e.type.in_([kind.value for kind in query.types]))
    if query.since:
        asked = asked.where(sa.func.substr(t.last, 1, 10) >= query.since.isoformat())
    if query.until:
        asked = asked.where(sa.func.substr(t.first, 1, 10) <= query.until.isoformat())
    if query.near:
        o = TOPONYMS.c
        there = sa.and_(o.version == e.version, o.ordinal == e.place)
        asked = asked.join(TOPONYMS, there)
        asked = asked.where(one_of(conn, o.place, places_near(conn, query.near)))
    for role, name in (("actor", query.actor), ("recipient", query.recipient)):
        if name:
            ids = {id for group in find_groups(conn, name, where) for id in group.actors}
            asked = asked.where(_takes_part(conn, role, ids))
    return asked


def _takes_part(conn: sa.Connection, role: str, ids: set[str]) -> sa.ColumnElement[bool]:
    e, p = EVENTS.c, PARTICIPANTS.c
    own = sa.and_(p.version == e.version, p.event == e.ordinal, p.role == role)
    return sa.exists().where(own, one_of(conn, p.actor, ids))


def _load(
    conn: sa.Connection, keys: Sequence[tuple[int, int]]
) -> Iterator[tuple[tuple[int, int], Deed]]:
    wanted: defaultdict[int, list[int]] = defaultdict(list)
    for version, ordinal in keys:
        wanted[version].append(ordinal)
    numbers = sorted(wanted)
    for at in range(0, len(numbers), _AT_ONCE):
        some = numbers[at : at + _AT_ONCE]
        reports, events = load_reports(conn, some), load_events(conn, some)
        times, places = load_times(conn, some), load_places(conn, some)
        a = ATTRIBUTIONS.c
        told_by = {events[n][i].attribution for n in some for i in wanted[n]} - {None}
        within = sa.and_(a.version.in_(some), one_of(conn, a.id, {id for id in told_by if id}))
        said = {one.id: one for one in load_attributions(conn, within).values()}
        for n in some:
            for i in wanted[n]:
                event = events[n][i]
                happened = None if event.time is None else times[n][event.time]
                place = None if event.place is None else places[n][event.place]
                source = said.get(event.attribution or "")
                yield (n, i), _deed(event, reports[n], source, happened, place)


def _deed(
    event: Event,
    report: Report,
    source: Attribution | None,
    happened: Time | None,
    place: Place | None,
) -> Deed:
    def taking_part(some: Sequence[Participant]) -> tuple[Party, ...]:
        return tuple(Party(_plain(one.span.of(report.text)), one.actor) for one in some)

    return Deed(
        event,
        tell(report, sorted(event.predicate)),
        taking_part(event.actor),
        taking_part(event.recipient),
        Party(_plain(words_of(source.source, report.text)), source.actor) if source else None,
        happened if happened and happened.start else None,
        place,
        tuple(_plain(one.span.of(report.text)) for one in event.quantities),
    )


def _plain(words: str) -> str:
    return " ".join(words.split())
