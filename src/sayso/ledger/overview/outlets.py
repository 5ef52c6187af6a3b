"""An outlet at length: its reports, what it says itself, whom it quotes, and its labels."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from sayso.errors import NoRecord
from sayso.ledger.actors.listing import joined_actors, names_of
from sayso.ledger.actors.speaking import Sayings
from sayso.ledger.database.kept import kept
from sayso.ledger.overview.copies import Copying, count_copying
from sayso.ledger.overview.counting import newest
from sayso.ledger.overview.gathering import Gathered
from sayso.ledger.overview.labelling import gather_labels_in
from sayso.ledger.search.excerpts import load_excerpts
from sayso.ledger.tables.reports import ACTORS, ATTRIBUTIONS, VERSIONS
from sayso.records import Label

_QUOTED = 20  # of those whom it quotes most


@dataclass(frozen=True, slots=True)
class Issued:
    """A report of an outlet, with how many attributions, and assertions of its own, it has."""

    id: str
    title: str | None
    where: str
    published: str | None
    said: int
    own: int


@dataclass(frozen=True, slots=True)
class Quoted:
    """Whom an outlet has words of ``times`` times: the group's id, its name, and its kind."""

    id: str
    name: str
    kind: str
    times: int


@dataclass(frozen=True, slots=True)
class OutletPage:
    """A page of an outlet: some of its ``reports``, which are ``many``, the latest first.

    ``own`` is what it says in its own voice, the latest first. ``quoted`` are those whom it quotes
    most. ``copying`` is between it and others, whichever has it from the other.
    """

    name: str
    reports: tuple[Issued, ...]
    many: int
    first: str | None
    last: str | None
    own: Sayings
    quoted: tuple[Quoted, ...]
    copying: tuple[Copying, ...]
    labels: Gathered[Label]


def load_outlet(
    conn: sa.Connection,
    name: str,
    where: str,
    *,
    skip: int = 0,
    own: int = 0,
    size: int = 25,
) -> OutletPage:
    """The outlet of this name; ``skip`` reports and ``own`` assertions are left out, of each list.

    Raises NoRecord.
    """
    v = VERSIONS.c
    of_it = sa.and_(v.outlet == name, v.n.in_(newest()))
    counts = sa.select(sa.func.count(), sa.func.min(v.published), sa.func.max(v.published))
    many, first, last = conn.execute(counts.where(of_it)).one()
    if not many:
        what = f"no report here is of an outlet called {name!r}"
        raise NoRecord(where, what, "sayso stats names the outlets of most reports")
    copying = kept(conn, "copying", lambda: count_copying(conn))
    return OutletPage(
        name,
        tuple(_issued(conn, of_it, skip, size)),
        many,
        first,
        last,
        _own(conn, of_it, own, size),
        tuple(_quoted(conn, of_it)),
        tuple(one for one in copying if name in (one.taker, one.giver)),
        gather_labels_in(conn, name),
    )


def _issued(
    conn: sa.Connection, of_it: sa.ColumnElement[bool], skip: int, size: int
) -> list[Issued]:
    v, a = VERSIONS.c, ATTRIBUTIONS.c
    asked = sa.select(v.n, v.id, v.title, v.where, v.published).where(of_it)
    asked = asked.order_by(v.published.desc().nulls_last(), v.n.desc()).offset(skip).limit(size)
    rows = conn.execute(asked).all()
    told = sa.select(a.version, a.own, sa.func.count())
    within = a.version.in_([row.n for row in rows])
    grouped = told.where(within, a.shown == 1).group_by(a.version, a.own)
    many = {(version, own): count for version, own, count in conn.execute(grouped)}
    return [
        Issued(id, title, where, published, many.get((n, 0), 0), many.get((n, 1), 0))
        for n, id, title, where, published in rows
    ]


def _own(conn: sa.Connection, of_it: sa.ColumnElement[bool], skip: int, size: int) -> Sayings:
    """What it asserts itself, but for what stands within what others say."""
    v, a = VERSIONS.c, ATTRIBUTIONS.c
    asked = sa.select(a.n).join(VERSIONS, v.n == a.version).where(of_it, a.shown == 1, a.own == 1)
    many = conn.scalar(sa.select(sa.func.count()).select_from(asked.subquery())) or 0
    latest = asked.order_by(v.published.desc().nulls_last(), a.version.desc(), a.n)
    rows = load_excerpts(conn, conn.scalars(latest.offset(skip).limit(size)).all())
    return Sayings(tuple(rows), many)


def _quoted(conn: sa.Connection, of_it: sa.ColumnElement[bool]) -> list[Quoted]:
    """Groups of actors by how often it has words of theirs."""
    v, a = VERSIONS.c, ATTRIBUTIONS.c
    asked: sa.Select[Any] = (
        sa.select(a.actor, sa.func.count())
        .join(VERSIONS, v.n == a.version)
        .where(of_it, a.shown == 1, a.own == 0, a.actor.is_not(None))
        .group_by(a.actor)
    )
    joined = joined_actors(conn)
    counts: Counter[object] = Counter()
    stands: dict[object, str] = {}
    for actor, many in conn.execute(asked):
        key = joined.get(actor, actor)
        counts[key] += many
        stands[key] = min(actor, stands.get(key, actor))
    most = sorted(counts, key=lambda key: (-counts[key], stands[key]))[:_QUOTED]
    of, names = names_of(conn, [stands[key] for key in most])
    a = ACTORS.c
    kinds = sa.select(a.id, a.kind).where(a.id.in_([stands[key] for key in most]))
    kind_of = {str(id): str(kind) for id, kind in conn.execute(kinds)}
    found = ((of.get(stands[key], stands[key]), kind_of[stands[key]], counts[key]) for key in most)
    return [Quoted(id, names[id][0], kind, many) for id, kind, many in found]
