"""Which of a ledger's places lie near a point."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from sayso.globe import box, distance
from sayso.ledger.index.words import find_words
from sayso.ledger.tables.reports import PLACES

#: Kilometres. A place of so large a radius is a town yet; larger ones are near only where as much
#: was asked for: "in the province" does not tell that it was in the town.
TOWN = 35.0


@dataclass(frozen=True, slots=True)
class Near:
    """A circle around a point in degrees; ``reach`` is its radius in kilometres."""

    latitude: float
    longitude: float
    reach: float


def places_near(conn: sa.Connection, near: Near) -> list[int]:
    """Numbers of the places that meet the circle, and are not much larger than it."""
    widest = max(near.reach, TOWN)
    p = PLACES.c
    (south, north), meridians = box(near.latitude, near.longitude, near.reach + widest)
    within = sa.or_(*(p.longitude.between(west, east) for west, east in meridians))
    asked = sa.select(p.n, p.latitude, p.longitude, p.radius).where(
        p.latitude.is_not(None), p.latitude.between(south, north), within, p.radius <= widest
    )
    centre = (near.latitude, near.longitude)
    return [
        n
        for n, latitude, longitude, radius in conn.execute(asked)
        if distance(centre, (latitude, longitude)) <= near.reach + radius
    ]


def spoken_of(conn: sa.Connection, ids: Iterable[str]) -> set[str]:
    """Those of these known places that a report of the ledger means."""
    known = PLACES.c.known
    return set(conn.scalars(sa.select(known).where(known.in_(list(ids))).distinct()))


def points_called(conn: sa.Connection, name: str) -> list[tuple[str, float, float]]:
    """Name and point of the places that are called so, each once: what no gazetteer knows."""
    p = PLACES.c
    asked = sa.select(p.name, p.latitude, p.longitude).where(p.latitude.is_not(None))
    wanted = _words(name)
    found = (tuple(row) for row in conn.execute(asked) if _words(row.name) == wanted)
    return list(dict.fromkeys(found))


def _words(name: str) -> list[str]:
    return [word for _, _, word in find_words(name)]
