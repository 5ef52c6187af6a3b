"""The reports of a ledger, a page at a time, with how much was read and copied in each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from sayso.ledger.database.asking import in_groups
from sayso.ledger.index.words import find_words
from sayso.ledger.overview.counting import newest
from sayso.ledger.tables.reports import ATTRIBUTIONS, LINEAGE, REPORTS, VERSIONS
from sayso.terms import Direction


class Order(StrEnum):
    """What reports are sorted by, the latest or the most first."""

    PUBLISHED = "published"
    ADDED = "added"
    ATTRIBUTIONS = "attributions"


@dataclass(frozen=True, slots=True)
class Listed:
    """A report, by its newest version. ``published`` and ``added`` are ISO 8601.

    ``copied`` is the share of its characters that it has from other reports, ``shared`` of those
    that others have too and nothing tells from whom; both 0 to 1. ``versions`` counts its texts.
    """

    id: str
    version: str
    title: str | None
    outlet: str | None
    published: str | None
    added: str
    where: str
    characters: int
    versions: int
    attributions: int
    copied: float
    shared: float


def list_reports(
    conn: sa.Connection,
    outlet: str | None,
    since: date | None,
    until: date | None,
    words: str,
    order: Order,
    skip: int,
    top: int,
) -> tuple[list[Listed], int]:
    """Reports and how many there are: of an ``outlet``, of some days, with ``words`` in the title.

    Case and accents of the words do not count. ``outlet`` "" asks for those that name none.
    """
    v = VERSIONS.c
    wanted: list[sa.ColumnElement[bool]] = [v.n.in_(newest())]
    if outlet is not None:
        wanted.append(sa.func.coalesce(v.outlet, "") == outlet)
    if since:
        wanted.append(v.published >= since.isoformat())
    if until:
        wanted.append(sa.func.substr(v.published, 1, 10) <= until.isoformat())
    condition = sa.and_(*wanted)
    titled = _titled(conn, condition, words) if words.strip() else None
    if titled is not None:
        many = len(titled)
        numbers = _in_order(conn, condition, order, 0, None)
        ordered = [n for n in numbers if n in titled][skip : skip + top]
    else:
        counted = sa.select(sa.func.count()).select_from(VERSIONS).where(condition)
        many = int(conn.scalar(counted) or 0)
        ordered = _in_order(conn, condition, order, skip, top)
    return _load(conn, ordered), many


def list_outlets(conn: sa.Connection, top: int) -> list[tuple[str, int]]:
    """Outlets with how many reports they have, those of most first."""
    v, many = VERSIONS.c, sa.func.count()
    asked = sa.select(v.outlet, many).where(v.outlet.is_not(None), v.n.in_(newest()))
    rows = conn.execute(asked.group_by(v.outlet).order_by(many.desc(), v.outlet).limit(top))
    return [(str(outlet), int(number)) for outlet, number in rows]


def _titled(conn: sa.Connection, condition: sa.ColumnElement[bool], words: str) -> set[int]:
    wanted = [word for _, _, word in find_words(words)]
    v = VERSIONS.c
    asked = sa.select(v.n, v.title).where(condition, v.title.is_not(None))
    found = ((n, {word for _, _, word in find_words(title)}) for n, title in conn.execute(asked))
    return {n for n, title in found if title.issuperset(wanted)} if wanted else set()


def _in_order(
    conn: sa.Connection,
    condition: sa.ColumnElement[bool],
    order: Order,
    skip: int,
    top: int | None,
) -> list[int]:
    v, a = VERSIONS.c, ATTRIBUTIONS.c
    asked = sa.select(v.n).where(condition)
    if order is Order.ADDED:
        asked = asked.order_by(v.n.desc())
    elif order is Order.PUBLISHED:
        asked = asked.order_by(v.published.desc().nulls_last(), v.n.desc())
    else:
        said = sa.select(a.version, sa.func.count().label("many")).where(a.shown == 1, a.own == 0)
        counts = said.group_by(a.version).subquery()
        asked = asked.join(counts, counts.c.version == v.n, isouter=True)
        asked = asked.order_by(sa.func.coalesce(counts.c.many, 0).desc(), v.n.desc())
    return list(conn.scalars(asked.offset(skip).limit(top)))


def _load(conn: sa.Connection, numbers: Sequence[int]) -> list[Listed]:
    v, r = VERSIONS.c, REPORTS.c
    length = sa.func.length(v.text).label("characters")
    asked = (
        sa.select(
            v.n, r.id.label("report"), v.id, v.title, v.outlet, v.published, v.added, v.where,
            length, v.number,
        )
        .join(REPORTS, r.n == v.report)
        .where(v.n.in_(numbers))
    )  # fmt: skip
    rows = {row.n: row for row in conn.execute(asked)}
    said, passages = _said(conn, numbers), _passages(conn, numbers)
    found = []
    for row in (rows[n] for n in numbers):
        copied, shared = (_share(passages[row.n, known], row.characters) for known in (True, False))
        about = (row.report, row.id, row.title, row.outlet, row.published, row.added, row.where)
        told = (row.characters, row.number, said.get(row.n, 0), copied, shared)
        found.append(Listed(*about, *told))
    return found


def _said(conn: sa.Connection, numbers: Sequence[int]) -> dict[int, int]:
    a = ATTRIBUTIONS.c
    asked = sa.select(a.version, sa.func.count()).where(a.version.in_(numbers), a.own == 0)
    return {n: int(many) for n, many in conn.execute(asked.group_by(a.version))}


def _passages(
    conn: sa.Connection, numbers: Sequence[int]
) -> defaultdict[tuple[int, bool], list[tuple[int, int]]]:
    """The stretches that each has from another report (True), or only shares with one (False)."""
    c = LINEAGE.c
    found: defaultdict[tuple[int, bool], list[tuple[int, int]]] = defaultdict(list)
    sides: Iterable[tuple[Any, Any, Any, Direction]] = (
        (c.left, c.left_start, c.left_end, Direction.LEFT_FROM_RIGHT),
        (c.right, c.right_start, c.right_end, Direction.RIGHT_FROM_LEFT),
    )
    for side, start, end, taking in sides:
        for some in in_groups(numbers):
            asked = sa.select(side, start, end, c.direction)
            asked = asked.where(side.in_(some), c.left != c.right)
            for n, first, last, direction in conn.execute(asked):
                if direction in (taking, Direction.UNDIRECTED):
                    found[n, direction == taking].append((first, last))
    return found


def _share(stretches: Iterable[tuple[int, int]], of: int) -> float:
    """How much of a text some stretches of it make up together."""
    covered, reached = 0, 0
    for start, end in sorted(stretches):
        covered += max(0, end - max(start, reached))
        reached = max(reached, end)
    return covered / of if of else 0.0
