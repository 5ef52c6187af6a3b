"""The places of a ledger with what was said there, or is said to have happened there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import sqlalchemy as sa

from sayso.ledger.database.kept import kept
from sayso.ledger.overview.counting import newest
from sayso.ledger.tables.accounts import EVENTS
from sayso.ledger.tables.reports import ATTRIBUTIONS, PLACES, TOPONYMS


@dataclass(frozen=True, slots=True)
class Placed:
    """A place over all reports: ``radius`` in kilometres is how large it is.

    The point is None where nothing tells where it lies; ``known`` is its id where it has one.
    ``said`` are attributions that were made there, ``happened`` attributions and events that tell
    of something there, ``reports`` those that name it, and ``named`` is how often they do.
    """

    name: str
    known: str | None
    latitude: float | None
    longitude: float | None
    radius: float | None
    named: int
    reports: int
    said: int
    happened: int


@dataclass(slots=True)
class _Tally:
    name: str
    known: str | None
    point: tuple[float | None, float | None, float | None]
    named: int = 0
    versions: set[int] = field(default_factory=set)
    said: int = 0
    happened: int = 0


def list_places(conn: sa.Connection) -> tuple[Placed, ...]:
    """Those of most sayings and happenings first, then those of most reports."""
    return kept(conn, "places", lambda: tuple(_list(conn)))


def _list(conn: sa.Connection) -> list[Placed]:
    t, p = TOPONYMS.c, PLACES.c
    tallies: dict[object, _Tally] = {}
    of: dict[int, _Tally] = {}
    asked = sa.select(p.n, p.name, p.known, p.latitude, p.longitude, p.radius)
    for n, name, known, latitude, longitude, radius in conn.execute(asked):
        key = known or (name, latitude, longitude)
        of[n] = tallies.setdefault(key, _Tally(name, known, (latitude, longitude, radius)))
    named = sa.select(t.place, t.version, sa.func.count()).where(t.version.in_(newest()))
    for n, version, many in conn.execute(named.group_by(t.place, t.version)):
        of[n].named += many
        of[n].versions.add(version)
    for n, many in _told(conn, ATTRIBUTIONS.c.said_at):
        of[n].said += many
    for column in (ATTRIBUTIONS.c.happened_at, EVENTS.c.place):
        for n, many in _told(conn, column):
            of[n].happened += many
    found = [
        Placed(
            one.name, one.known, *one.point, one.named, len(one.versions), one.said, one.happened
        )
        for one in tallies.values()
        if one.versions
    ]
    return sorted(found, key=lambda one: (-(one.said + one.happened), -one.reports, one.name))


def _told(conn: sa.Connection, column: sa.Column[int]) -> Iterable[tuple[int, int]]:
    """How often a place is the one that a column of attributions or events means."""
    t, c = TOPONYMS.c, column.table.c
    there = sa.and_(t.version == c.version, t.ordinal == column)
    asked = sa.select(t.place, sa.func.count()).select_from(column.table.join(TOPONYMS, there))
    rows = conn.execute(asked.where(c.version.in_(newest())).group_by(t.place))
    counts: defaultdict[int, int] = defaultdict(int)
    for place, many in rows:
        counts[place] += many
    return counts.items()
