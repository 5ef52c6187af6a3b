"""Who has which passage from whom, a page at a time: no whole text is loaded for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from sayso.ledger.overview.counting import newest
from sayso.ledger.tables.reports import LINEAGE, VERSIONS
from sayso.records import Reuse, Span
from sayso.terms import Direction

_LEFT, _RIGHT = VERSIONS.alias("left_version"), VERSIONS.alias("right_version")
_ABOUT = ("id", "outlet", "title", "published", "where", "url")


@dataclass(frozen=True, slots=True)
class Side:
    """A passage in one of its two reports; ``published`` is ISO 8601."""

    report: str
    outlet: str | None
    title: str | None
    published: str | None
    where: str
    url: str | None
    span: Span
    words: str

    @property
    def name(self) -> str:
        """What its report is called in a line: its outlet, its title, or its file."""
        return self.outlet or self.title or self.where.rstrip("/").rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Copy:
    """The same words in two reports, or twice in one."""

    reuse: Reuse
    left: Side
    right: Side

    @property
    def taker(self) -> Side:
        """The side that has it from the other; left where nothing tells."""
        return self.right if self.reuse.direction is Direction.RIGHT_FROM_LEFT else self.left

    @property
    def giver(self) -> Side:
        """The other side."""
        return self.left if self.taker is self.right else self.right

    @property
    def directed(self) -> bool:
        """Whether something tells who has it from whom."""
        return self.reuse.direction is not Direction.UNDIRECTED


@dataclass(frozen=True, slots=True)
class Copying:
    """How much one outlet has from another: passages, and reports of ``taker`` that hold some.

    None is for reports that name no outlet. Where it is not ``directed``, nothing tells who has it
    from whom, and ``taker`` is the first by name.
    """

    taker: str | None
    giver: str | None
    directed: bool
    passages: int
    reports: int


def load_copies(conn: sa.Connection, report: str) -> list[Copy]:
    """The passages that a version, by its id, shares, those that it has from others first."""
    either = sa.or_(_LEFT.c.id == report, _RIGHT.c.id == report)
    found = [_copy(row) for row in conn.execute(_asked().where(either)).mappings()]
    return sorted(found, key=lambda one: (not one.directed, one.taker.report != report))


def list_copies(
    conn: sa.Connection,
    *,
    outlet: str | None = None,
    other: str | None = None,
    within: bool = False,
    skip: int = 0,
    top: int = 25,
) -> tuple[list[Copy], int]:
    """Passages that the newest versions share, the latest published first, and how many there are.

    Those of one ``outlet`` alone, or between it and an ``other``; "" is none named. ``within`` adds
    what stands twice under one outlet.
    """
    condition = _between(outlet, other, within=within)
    many = sa.select(sa.func.count()).select_from(_joined()).where(condition)
    latest = sa.func.max if conn.dialect.name == "sqlite" else sa.func.greatest
    day = latest(*(sa.func.coalesce(side.c.published, "") for side in (_LEFT, _RIGHT)))
    asked = _asked().where(condition).order_by(day.desc(), LINEAGE.c.id).offset(skip).limit(top)
    rows = conn.execute(asked).mappings().all()
    return [_copy(row) for row in rows], int(conn.scalar(many) or 0)


def copies_after(conn: sa.Connection, last: str, many: int) -> list[Copy]:
    """The next passages that the newest versions share, in the order of ids, after ``last``."""
    asked = _asked().where(_between(None, None, within=True), LINEAGE.c.id > last)
    rows = conn.execute(asked.order_by(LINEAGE.c.id).limit(many)).mappings().all()
    return [_copy(row) for row in rows]


def count_copying(conn: sa.Connection, *, within: bool = False) -> list[Copying]:
    """Every outlet with every other that it shares passages with, those of most passages first."""
    left, right = (sa.func.coalesce(side.c.outlet, "") for side in (_LEFT, _RIGHT))
    told = LINEAGE.c.direction
    undirected = told == Direction.UNDIRECTED.value
    turned = sa.or_(told == Direction.RIGHT_FROM_LEFT.value, sa.and_(undirected, left > right))
    passages = (
        sa.select(
            sa.case((turned, right), else_=left).label("taker"),
            sa.case((turned, left), else_=right).label("giver"),
            sa.case((undirected, 0), else_=1).label("directed"),
            sa.case((turned, LINEAGE.c.right), else_=LINEAGE.c.left).label("report"),
        )
        .select_from(_joined())
        .where(_between(None, None, within=within))
        .subquery()
    )
    p = passages.c
    many = sa.func.count()
    asked = (
        sa.select(p.taker, p.giver, p.directed, many, sa.func.count(p.report.distinct()))
        .group_by(p.taker, p.giver, p.directed)
        .order_by(many.desc(), p.taker, p.giver, p.directed.desc())
    )
    return [
        Copying(taker or None, giver or None, bool(directed), passages, reports)
        for taker, giver, directed, passages, reports in conn.execute(asked)
    ]


def _joined() -> sa.FromClause:
    c = LINEAGE.c
    return LINEAGE.join(_LEFT, _LEFT.c.n == c.left).join(_RIGHT, _RIGHT.c.n == c.right)


def _between(outlet: str | None, other: str | None, *, within: bool) -> sa.ColumnElement[bool]:
    """What lineage of the newest versions is asked for."""
    sides = [sa.func.coalesce(side.c.outlet, "") for side in (_LEFT, _RIGHT)]
    wanted: list[sa.ColumnElement[bool]] = [
        LINEAGE.c.left.in_(newest()),
        LINEAGE.c.right.in_(newest()),
    ]
    if not within:
        wanted.append(sides[0] != sides[1])
    named = [one for one in (outlet, other) if one is not None]
    if len(named) == 2:
        wanted.append(
            sa.or_(
                sa.and_(sides[0] == named[0], sides[1] == named[1]),
                sa.and_(sides[0] == named[1], sides[1] == named[0]),
            )
        )
    elif named:
        wanted.append(sa.or_(*(side == named[0] for side in sides)))
    return sa.and_(*wanted)


def _asked() -> sa.Select[Any]:
    c = LINEAGE.c
    columns: list[sa.ColumnElement[Any]] = []
    for name, side, start, end in (
        ("left", _LEFT, c.left_start, c.left_end),
        ("right", _RIGHT, c.right_start, c.right_end),
    ):
        columns += [side.c[part].label(f"{name}_{part}") for part in _ABOUT]
        columns.append(sa.func.substr(side.c.text, start + 1, end - start).label(f"{name}_words"))
        columns += [start.label(f"{name}_from"), end.label(f"{name}_to")]
    told = (c.id, c.similarity, c.direction, c.reason)
    return sa.select(*told, *columns).select_from(_joined())


def _copy(row: sa.RowMapping) -> Copy:
    left, right = (_side(row, name) for name in ("left", "right"))
    reuse = Reuse(
        row["id"],
        left.report,
        left.span,
        right.report,
        right.span,
        row["similarity"],
        Direction(row["direction"]),
        row["reason"],
    )
    return Copy(reuse, left, right)


def _side(row: sa.RowMapping, name: str) -> Side:
    span = Span(row[f"{name}_from"], row[f"{name}_to"])
    about = {part: row[f"{name}_{part}"] for part in _ABOUT if part != "id"}
    return Side(report=row[f"{name}_id"], span=span, words=row[f"{name}_words"], **about)
