"""Times and places of one report: into the ledger, and back as records."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection

import sqlalchemy as sa

from sayso.ledger.tables.reports import PLACES, TIMES, TOPONYMS, next_number
from sayso.records import Place, Reading, Span, Time, identify
from sayso.terms import Precision


def keep_times(conn: sa.Connection, reading: Reading, version: int) -> None:
    """Add the times of a version."""
    rows = [
        {
            "version": version,
            "ordinal": at,
            "start": time.span.start,
            "end": time.span.end,
            "value": time.value,
            "precision": time.precision.value,
            "first": time.start,
            "last": time.end,
            "reason": time.reason,
        }
        for at, time in enumerate(reading.times)
    ]
    if rows:
        conn.execute(sa.insert(TIMES), rows)


def load_times(conn: sa.Connection, versions: Collection[int]) -> dict[int, tuple[Time, ...]]:
    """The times of each of these versions that has any."""
    found: defaultdict[int, list[Time]] = defaultdict(list)
    t = TIMES.c
    asked = sa.select(TIMES).where(t.version.in_(versions)).order_by(t.version, t.ordinal)
    for row in conn.execute(asked).mappings():
        span, precision = Span(row["start"], row["end"]), Precision(row["precision"])
        stretch = (row["first"], row["last"])
        found[row["version"]].append(Time(span, row["value"], precision, *stretch, row["reason"]))
    return {version: tuple(times) for version, times in found.items()}


def keep_places(conn: sa.Connection, reading: Reading, version: int) -> list[int]:
    """Add the places of a version; gives the number of what each of them means."""
    meant = [_meaning(place) for place in reading.places]
    if not meant:
        return []
    numbers = _numbers(conn, {str(row["id"]): row for row in meant})
    found = [numbers[str(row["id"])] for row in meant]
    rows = [
        {
            "version": version,
            "ordinal": at,
            "start": place.span.start,
            "end": place.span.end,
            "place": number,
            "reason": place.reason,
        }
        for at, (place, number) in enumerate(zip(reading.places, found, strict=True))
    ]
    conn.execute(sa.insert(TOPONYMS), rows)
    return found


def _meaning(place: Place) -> dict[str, object]:
    """What a name means, as a row without its number."""
    row = {
        "name": place.name,
        "known": place.known,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "radius": place.radius,
        "others": json.dumps(place.others, ensure_ascii=False),
    }
    return {"id": identify("place", *(repr(part) for part in row.values())), **row}


def _numbers(conn: sa.Connection, rows: dict[str, dict[str, object]]) -> dict[str, int]:
    """The numbers of rows by their ids; those that are new are added."""
    p = PLACES.c
    known = conn.execute(sa.select(p.id, p.n).where(p.id.in_(rows)))
    numbers: dict[str, int] = {row.id: row.n for row in known}
    new = [id for id in rows if id not in numbers]
    if new:
        numbers.update((id, n) for n, id in enumerate(new, next_number(conn, PLACES)))
        conn.execute(sa.insert(PLACES), [{"n": numbers[id], **rows[id]} for id in new])
    return numbers


def load_places(conn: sa.Connection, versions: Collection[int]) -> dict[int, tuple[Place, ...]]:
    """The places of each of these versions that has any."""
    found: defaultdict[int, list[Place]] = defaultdict(list)
    t, p = TOPONYMS.c, PLACES.c
    asked = (
        sa.select(TOPONYMS, *(p[name] for name in _MEANT))
        .join(PLACES, p.n == t.place)
        .where(t.version.in_(versions))
        .order_by(t.version, t.ordinal)
    )
    for row in conn.execute(asked).mappings():
        name, known, latitude, longitude, radius, others = (row[name] for name in _MEANT)
        point = (latitude, longitude, radius)
        meant = (name, known, *point, tuple(json.loads(others)), row["reason"])
        found[row["version"]].append(Place(Span(row["start"], row["end"]), *meant))
    return {version: tuple(places) for version, places in found.items()}


_MEANT = ("name", "known", "latitude", "longitude", "radius", "others")
