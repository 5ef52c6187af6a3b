"""What an actor says, and what others say of it: counted by day and channel, a page at a time."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from sayso.ledger.search.excerpts import Excerpt, load_excerpts
from sayso.ledger.tables.reports import ACTORS, ATTRIBUTIONS, HOPS, MENTIONS, SPANS, TIMES, VERSIONS
from sayso.terms import ChannelKind, Role

UNTOLD = "untold"  # the channel of what no channel is told of


@dataclass(frozen=True, slots=True)
class Sayings:
    """Some attributions of all that were asked for, which are ``many``."""

    rows: tuple[Excerpt, ...]
    many: int


@dataclass(frozen=True, slots=True)
class SaidOn:
    """How many attributions of one day came by one channel.

    ``day`` is when it was said, else when it was published; None where neither is told. ``channel``
    is the source's own, or "untold".
    """

    day: str | None
    channel: str
    many: int


def one_of(
    conn: sa.Connection, column: sa.ColumnElement[Any], values: Collection[str] | Collection[int]
) -> sa.ColumnElement[bool]:
    """That a column has one of these values, which may be more than a statement's parameters."""
    told = json.dumps(sorted(values))
    if conn.dialect.name == "sqlite":
        return column.in_(sa.select(sa.func.json_each(told).table_valued("value").c.value))
    each = sa.func.json_array_elements_text(sa.cast(sa.literal(told), sa.JSON())).column_valued()
    return column.in_(sa.select(sa.cast(each, column.type)))


def said_by(
    conn: sa.Connection,
    actors: Collection[str],
    *,
    channel: str | None = None,
    latest: bool = True,
    skip: int = 0,
    most: int = 25,
) -> Sayings:
    """What these actors (ids) say, the latest first or the earliest, what has no day last."""
    asked = _of_newest(one_of(conn, ATTRIBUTIONS.c.actor, actors))
    if channel is not None:
        kind = sa.func.coalesce(HOPS.c.kind, UNTOLD)
        asked = _with_channel(asked).where(kind == channel)
    return _page(conn, asked, latest=latest, skip=skip, most=most)


def said_of(
    conn: sa.Connection,
    actors: Collection[str],
    *,
    latest: bool = True,
    skip: int = 0,
    most: int = 25,
) -> Sayings:
    """What others say in whose content one of these actors (ids) is mentioned."""
    a, s, m, x = ATTRIBUTIONS.c, SPANS.c, MENTIONS.c, ACTORS.c
    spoken_of = (
        sa.select(a.n)
        .join(ACTORS, x.version == a.version)
        .join(MENTIONS, m.actor == x.n)
        .join(SPANS, sa.and_(s.attribution == a.n, s.role == Role.CONTENT.value))
        .where(one_of(conn, x.id, actors), m.start >= s.start, m.end <= s.end)
    )
    own = one_of(conn, a.actor, actors)
    asked = _of_newest(a.n.in_(spoken_of)).where(sa.or_(a.actor.is_(None), sa.not_(own)))
    return _page(conn, asked, latest=latest, skip=skip, most=most)


def count_days(conn: sa.Connection, actors: Collection[str]) -> list[SaidOn]:
    """How much these actors (ids) say a day and channel, in the order of days."""
    day = sa.func.substr(_WHEN, 1, 10).label("day")
    kind = sa.func.coalesce(HOPS.c.kind, UNTOLD).label("kind")
    many = sa.func.count()
    asked = (
        _with_channel(_of_newest(one_of(conn, ATTRIBUTIONS.c.actor, actors)))
        .with_only_columns(day, kind, many)
        .group_by(day, kind)
        .order_by(day.nulls_last(), kind)
    )
    return [SaidOn(*row) for row in conn.execute(asked)]


def channels() -> list[str]:
    """Every channel that a saying may have here."""
    return [*map(str, ChannelKind), UNTOLD]


# When it was said; else when the report was published.
_WHEN = sa.func.coalesce(TIMES.c.first, VERSIONS.c.published)


def _of_newest(condition: sa.ColumnElement[bool]) -> sa.Select[Any]:
    a, v, t = ATTRIBUTIONS.c, VERSIONS.c, TIMES.c
    said = sa.and_(t.version == a.version, t.ordinal == a.said)
    return (
        sa.select(a.n)
        .join(VERSIONS, v.n == a.version)
        .outerjoin(TIMES, said)
        .where(a.shown == 1, a.own == 0, condition)
    )


def _with_channel(asked: sa.Select[Any]) -> sa.Select[Any]:
    h = HOPS.c
    first = sa.and_(h.attribution == ATTRIBUTIONS.c.n, h.ordinal == 0)
    return asked.outerjoin(HOPS, first)


def _page(
    conn: sa.Connection, asked: sa.Select[Any], *, latest: bool, skip: int, most: int
) -> Sayings:
    n = ATTRIBUTIONS.c.n
    many = conn.scalar(sa.select(sa.func.count()).select_from(asked.subquery())) or 0
    ways = (_WHEN.desc(), n.desc()) if latest else (_WHEN, n)
    ordered = asked.order_by(ways[0].nulls_last(), ways[1]).offset(skip).limit(most)
    return Sayings(tuple(load_excerpts(conn, list(conn.scalars(ordered)))), many)
