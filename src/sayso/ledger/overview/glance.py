"""A whole ledger at a glance, counted in SQL: ten thousand reports take no longer to open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from sayso.ledger.actors.listing import list_groups
from sayso.ledger.actors.summing import Group
from sayso.ledger.claims.relations import CLASHES
from sayso.ledger.database.kept import kept
from sayso.ledger.overview.counting import newest
from sayso.ledger.tables.accounts import LABELS
from sayso.ledger.tables.claims import CLAIMS, RELATIONS, WORDINGS
from sayso.ledger.tables.reports import (
    ACTOR_NAMES,
    ACTORS,
    ATTRIBUTIONS,
    FAILURES,
    LINEAGE,
    REPORTS,
    VERSIONS,
)
from sayso.parts import join
from sayso.terms import About, Direction, LabelForm

_MOST_OF_IT = 0.5  # of a report's text in another, by which both count as one line
_FEW = 5  # rows of each list
_USERS = 3  # who uses a name
_SPEAKERS = 8


@dataclass(frozen=True, slots=True)
class Day:
    """How many reports came out on an ISO 8601 day, and how much others say in them."""

    day: str
    reports: int
    sayings: int


@dataclass(frozen=True, slots=True)
class Called:
    """What happened is called ``name`` so often, in so many outlets; ``users`` do it most."""

    name: str
    uses: int
    outlets: int
    users: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taker:
    """An outlet with so many reports, of which ``taking`` hold passages taken from others."""

    outlet: str
    reports: int
    taking: int


@dataclass(frozen=True, slots=True)
class Addition:
    """A text that was added at an instant, UTC, ISO 8601."""

    id: str
    title: str | None
    outlet: str | None
    where: str
    published: str | None
    added: str


@dataclass(frozen=True, slots=True)
class Failed:
    """Something that could not be read, why, what mends it, and when it was last tried."""

    where: str
    what: str
    mend: str
    last: str


@dataclass(frozen=True, slots=True)
class Glance:
    """Counts of the newest versions, and the first rows of what there is most or last of.

    ``lines`` are reports that are not for the most part another's text. ``days`` are in order,
    ``speakers`` those of ``actors`` who say most.
    """

    reports: int
    outlets: int
    lines: int
    attributions: int
    claims: int
    contested: int
    failures: int
    actors: int
    speakers: tuple[Group, ...]
    days: tuple[Day, ...]
    called: tuple[Called, ...]
    takers: tuple[Taker, ...]
    added: tuple[Addition, ...]
    failed: tuple[Failed, ...]


def load_glance(conn: sa.Connection) -> Glance:
    """The ledger at a glance."""
    read = kept(conn, "glance", lambda: _glance(conn))
    failures = _count(conn, sa.select(FAILURES.c.id))
    return replace(read, failures=failures, failed=tuple(_failed(conn)))


def _glance(conn: sa.Connection) -> Glance:
    """All but the failures, which may come without anything being read."""
    reports = _count(conn, sa.select(REPORTS.c.n))
    speakers, actors = list_groups(conn, top=_SPEAKERS)
    return Glance(
        reports=reports,
        outlets=_count(conn, sa.select(VERSIONS.c.outlet).distinct().where(_HAS_OUTLET)),
        lines=reports - _copied(conn),
        attributions=_count(conn, sa.select(ATTRIBUTIONS.c.n).where(_SAID)),
        claims=_count(conn, sa.select(CLAIMS.c.n)),
        contested=_count(conn, _contested()),
        failures=0,
        actors=actors,
        speakers=tuple(speakers),
        days=tuple(_days(conn)),
        called=tuple(_called(conn)),
        takers=tuple(_takers(conn)),
        added=tuple(_additions(conn)),
        failed=(),
    )


_SAID = sa.and_(ATTRIBUTIONS.c.shown == 1, ATTRIBUTIONS.c.own == 0)
_HAS_OUTLET = VERSIONS.c.outlet.is_not(None)


def _count(conn: sa.Connection, asked: sa.Select[Any]) -> int:
    return int(conn.scalar(sa.select(sa.func.count()).select_from(asked.subquery())) or 0)


def _contested() -> sa.Select[Any]:
    r, w = RELATIONS.c, WORDINGS.c
    sides = (
        sa.select(w.claim).join(RELATIONS, side == w.wording).where(CLASHES)
        for side in (r.left_wording, r.right_wording)
    )
    return sa.select(sa.union(*sides).subquery().c.claim)


def _copied(conn: sa.Connection) -> int:
    """How many reports to leave out, of those that are for the most part the same text."""
    x, v, w = LINEAGE.c, VERSIONS.alias("left"), VERSIONS.alias("right")
    latest = newest()
    pairs = sa.select(
        v.c.report,
        w.c.report.label("other"),
        sa.func.sum(x.left_end - x.left_start).label("one"),
        sa.func.sum(x.right_end - x.right_start).label("two"),
        sa.func.max(sa.func.length(v.c.text)).label("all_one"),
        sa.func.max(sa.func.length(w.c.text)).label("all_two"),
    )
    pairs = pairs.join(v, v.c.n == x.left).join(w, w.c.n == x.right)
    pairs = pairs.where(v.c.n.in_(latest), w.c.n.in_(latest), v.c.report != w.c.report)
    together = [
        (str(row.report), str(row.other))
        for row in conn.execute(pairs.group_by(v.c.report, w.c.report))
        if max(row.one / row.all_one, row.two / row.all_two) >= _MOST_OF_IT
    ]
    reports = {id for pair in together for id in pair}
    return len(reports) - sum(1 for _ in join(sorted(reports), together))


def _days(conn: sa.Connection) -> Iterator[Day]:
    """By the day of the reports: what they tell of the day of a saying is on the timeline."""
    v, a = VERSIONS.c, ATTRIBUTIONS.c
    day = sa.func.substr(v.published, 1, 10).label("day")
    dated = sa.and_(v.n.in_(newest()), v.published.is_not(None))
    reports = sa.select(day, sa.func.count()).where(dated).group_by(day).order_by(day)
    within = sa.select(a.version, sa.func.count().label("many")).where(_SAID)
    said = within.group_by(a.version).subquery()
    of_day = sa.select(day, sa.func.sum(said.c.many)).join(said, said.c.version == v.n)
    sayings = {str(day): int(many) for day, many in conn.execute(of_day.where(dated).group_by(day))}
    for one, many in conn.execute(reports):
        yield Day(str(one), int(many), sayings.get(str(one), 0))


def _called(conn: sa.Connection) -> Iterator[Called]:
    """The nouns that happenings are called by most; a modifier ("illegal") is none."""
    x, n = LABELS.c, ACTOR_NAMES.c
    named = sa.and_(
        x.about == About.EVENT.value,
        x.form != LabelForm.MODIFIER.value,
        x.rejected == 0,
        x.version.in_(newest()),
    )
    many, outlets = sa.func.count(), sa.func.count(x.outlet.distinct())
    first = sa.select(x.key, many, outlets).where(named).group_by(x.key)
    rows = conn.execute(first.order_by(outlets.desc(), many.desc(), x.key).limit(_FEW)).all()
    # The outlet's own voice has no user; who has no name ("one of them") is not told.
    who = sa.case((x.user.is_(None), x.outlet), (ACTORS.c.named == 1, n.name)).label("who")
    by_user = (
        sa.select(x.key, who, many)
        .join(ACTORS, ACTORS.c.id == x.user, isouter=True)
        .join(ACTOR_NAMES, sa.and_(n.actor == ACTORS.c.n, n.ordinal == 0), isouter=True)
        .where(named, x.key.in_([row[0] for row in rows]), who.is_not(None))
        .group_by(x.key, who)
        .order_by(many.desc(), who)
    )
    users: defaultdict[str, list[str]] = defaultdict(list)
    for key, user, _ in conn.execute(by_user):
        users[key].append(str(user))
    for key, uses, of in rows:
        yield Called(str(key), int(uses), int(of), tuple(users[key][:_USERS]))


def _takers(conn: sa.Connection) -> Iterator[Taker]:
    """Outlets by how many of their reports have passages from others."""
    x, v = LINEAGE.c, VERSIONS.c
    taking = sa.union(
        sa.select(x.left).where(x.direction == Direction.LEFT_FROM_RIGHT.value, x.left != x.right),
        sa.select(x.right).where(x.direction == Direction.RIGHT_FROM_LEFT.value, x.left != x.right),
    ).subquery()
    reports, taken = sa.func.count(), sa.func.count(taking.c[0])
    asked = (
        sa.select(v.outlet, reports, taken)
        .join(taking, taking.c[0] == v.n, isouter=True)
        .where(_HAS_OUTLET, v.n.in_(newest()))
        .group_by(v.outlet)
        .having(taken > 0)
        .order_by(taken.desc(), reports, v.outlet)
        .limit(_FEW)
    )
    for outlet, many, some in conn.execute(asked):
        yield Taker(str(outlet), int(many), int(some))


def _additions(conn: sa.Connection) -> Iterable[Addition]:
    v = VERSIONS.c
    asked = sa.select(v.id, v.title, v.outlet, v.where, v.published, v.added)
    rows = conn.execute(asked.order_by(v.n.desc()).limit(_FEW))
    return (Addition(*row) for row in rows)


def _failed(conn: sa.Connection) -> Iterable[Failed]:
    f = FAILURES.c
    asked = sa.select(f.where, f.what, f.mend, f.last).order_by(f.last.desc(), f.id)
    return (Failed(*row) for row in conn.execute(asked.limit(_FEW)))
