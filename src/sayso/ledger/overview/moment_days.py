"""On how many days how much happened or was said, counted without reading a text."""

from __future__ import annotations

from collections import Counter
from typing import Any

import sqlalchemy as sa

from sayso.ledger.database.kept import kept
from sayso.ledger.overview.counting import newest
from sayso.ledger.tables.accounts import EVENTS
from sayso.ledger.tables.reports import ATTRIBUTIONS, TIMES, VERSIONS
from sayso.terms import Clock, EventType

Days = tuple[tuple[str, int], ...]


def count_moments(conn: sa.Connection, clock: Clock) -> Days:
    """ISO 8601 days with how many moments (as gather_moments gives) a clock puts there, in order.

    Each telling counts, where the timeline has those of one thing as one entry.
    """
    return kept(conn, ("moment days", clock), lambda: _count(conn, clock))


def _count(conn: sa.Connection, clock: Clock) -> Days:
    counts: Counter[str] = Counter()
    asked = {
        Clock.HAPPENED: (_events(TIMES.c.first), _sayings(_HAPPENED, TIMES.c.first)),
        Clock.SAID: (_sayings(_SAID, TIMES.c.first),),
        Clock.PUBLISHED: (
            _events(VERSIONS.c.published),
            _sayings(sa.or_(_HAPPENED, _SAID), VERSIONS.c.published),
        ),
    }
    for one in asked[clock]:
        for day, many in conn.execute(one):
            counts[day] += many
    return tuple(sorted((day, many) for day, many in counts.items() if day))


def _events(when: sa.ColumnElement[str]) -> sa.Select[Any]:
    e, t, v = EVENTS.c, TIMES.c, VERSIONS.c
    day = sa.func.substr(when, 1, 10)
    timed = sa.and_(t.version == e.version, t.ordinal == e.time)
    return (
        sa.select(day, sa.func.count())
        .select_from(EVENTS.join(TIMES, timed).join(VERSIONS, v.n == e.version))
        .where(t.first.is_not(None), e.type != EventType.SAY.value, v.n.in_(newest()))
        .group_by(day)
    )


_HAPPENED = TIMES.c.ordinal == ATTRIBUTIONS.c.happened
_SAID = TIMES.c.ordinal == ATTRIBUTIONS.c.said


def _sayings(which: sa.ColumnElement[bool], when: sa.ColumnElement[str]) -> sa.Select[Any]:
    """Sayings by one of their times, unless an event in them has it."""
    a, t, v, e = ATTRIBUTIONS.c, TIMES.c, VERSIONS.c, EVENTS.c
    day = sa.func.substr(when, 1, 10)
    told = sa.exists().where(
        e.version == a.version,
        e.attribution == a.id,
        e.time == t.ordinal,
        e.type != EventType.SAY.value,
        _HAPPENED,
    )
    return (
        sa.select(day, sa.func.count(a.n.distinct()))
        .select_from(
            ATTRIBUTIONS.join(TIMES, t.version == a.version).join(VERSIONS, v.n == a.version)
        )
        .where(which, t.first.is_not(None), a.shown == 1, a.own == 0, ~told)
        .group_by(day)
    )
