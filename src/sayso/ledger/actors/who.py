"""Who is in a ledger: the groups of actors that are one, found by name or by id."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import sqlalchemy as sa

from sayso.errors import NoRecord
from sayso.ledger.actors.groups import SAME, Member, group
from sayso.ledger.actors.pairs import JudgedPair, decided, load_pairs
from sayso.ledger.actors.summing import Group, Row, sum_groups
from sayso.ledger.database.asking import in_groups
from sayso.ledger.reports.actors import load_actors
from sayso.ledger.tables.ids import begins, is_id
from sayso.ledger.tables.reports import ACTOR_NAMES, ACTORS, ATTRIBUTIONS, SAMENESS, VERSIONS
from sayso.names import fold
from sayso.records import Actor
from sayso.terms import ActorKind, Verdict

_CANDIDATES = 5  # that are named where a name fits several


def rank(members: Sequence[Row], said: Mapping[str, int]) -> tuple[int, int, str, str]:
    """A key by which groups are sorted: those that say most first, then those of most reports."""
    spoken = sum(said.get(row.id, 0) for row in members)
    first = min(members, key=lambda row: row.id)
    return (-spoken, -len({row.report for row in members}), fold(first.name), first.id)


def find_groups(conn: sa.Connection, who: str, where: str) -> list[Group]:
    """The groups that ``who`` may mean: an id or four letters of one, or a name.

    A name that is all of what somebody is called comes before one that is a part of it. Raises
    NoRecord where there is nobody.
    """
    groups = members_of(conn, _find(conn, who, where))
    said = count_said(conn, [row.id for members in groups for row in members])
    return sum_groups(conn, sorted(groups, key=lambda members: rank(members, said)), said)


def find_group(conn: sa.Connection, who: str, where: str) -> Group:
    """The one group that ``who`` means. Raises NoRecord where it is nobody or several."""
    found = find_groups(conn, who, where)
    if len(found) == 1:
        return found[0]
    raise ambiguous(found, who, where)


def find_actor(conn: sa.Connection, who: str, where: str) -> Actor:
    """The row that stands for who is called so: of those that bear the name, the least id.

    Raises NoRecord where it is nobody, or several that are not one.
    """
    numbers = _find(conn, who, where)
    if len(members_of(conn, numbers)) > 1:
        raise ambiguous(find_groups(conn, who, where), who, where)
    actors = load_actors(conn, ACTORS.c.n.in_(numbers)).values()
    return min(actors, key=lambda actor: actor.id)


def ambiguous(found: Sequence[Group], who: str, where: str) -> NoRecord:
    """What to say of a name that fits several: the same of each as the desk's search does."""
    told = [
        ", ".join(filter(None, (repr(one.name), one.post))) + f" ({one.id[:8]}, {one.counts})"
        for one in found[:_CANDIDATES]
    ]
    more = f" and {len(found) - _CANDIDATES} more" if len(found) > _CANDIDATES else ""
    return NoRecord(
        where,
        f"{who!r} may be {', '.join(told)}{more}",
        "give the id, or more of the name",
    )


def find_called(conn: sa.Connection, name: str) -> list[int]:
    """Numbers of the shown actors that are called so, whole; else of those with it in a name."""
    folded = fold(name)
    if not folded:
        return []
    a, names = ACTORS.c, ACTOR_NAMES.c
    asked = sa.select(a.n).join(ACTOR_NAMES, names.actor == a.n).where(a.shown == 1).distinct()
    within = (sa.literal(" ") + names.folded + " ").contains(f" {folded} ", autoescape=True)
    whole = list(conn.scalars(asked.where(names.folded == folded)))
    return whole or list(conn.scalars(asked.where(within)))


def _find(conn: sa.Connection, who: str, where: str) -> list[int]:
    numbers: list[int] = []
    if is_id(who):
        a = ACTORS.c
        begun = sa.select(a.n).where(a.shown == 1, begins(a.id, who, where))
        numbers = list(conn.scalars(begun))
    if numbers := numbers or find_called(conn, who):
        return numbers
    raise NoRecord(where, f"nobody is called {who!r}", "sayso actors lists names and ids")


def members_of(conn: sa.Connection, numbers: Collection[int]) -> list[list[Row]]:
    """The groups that have some of these actors in them."""
    pairs = load_pairs(conn)
    reached = set(numbers)
    while True:  # links reach as far as they reach; then what people joined to that
        reached |= set(_linked(conn, reached))
        joined = {n for one in pairs for n in _sides(one) if _sides(one) & reached} - reached
        if not joined:
            break
        reached |= joined
    rows = [row for some in in_groups(sorted(reached)) for row in load_rows(conn, _shown(some))]
    wanted = set(numbers)
    found = grouped(conn, rows, pairs)
    return [members for members in found if wanted & {row.n for row in members}]


def _shown(numbers: Collection[int]) -> sa.ColumnElement[bool]:
    return sa.and_(ACTORS.c.n.in_(numbers), ACTORS.c.shown == 1)


def _sides(one: JudgedPair) -> set[int]:
    if one.judgement.verdict is not Verdict.SAME or one.left is None or one.right is None:
        return set()
    return {one.left, one.right}


def _linked(conn: sa.Connection, numbers: Iterable[int]) -> Iterator[int]:
    """Everybody that strong links lead to. Rows of neighbours are long: the database walks them."""
    s = SAMENESS.c
    for some in in_groups(sorted(numbers)):
        start = sa.select(ACTORS.c.n).where(ACTORS.c.n.in_(some))
        reach = start.cte("reach", recursive=True)
        other = sa.case((s.left == reach.c.n, s.right), else_=s.left)
        ends = sa.or_(s.left == reach.c.n, s.right == reach.c.n)
        reach = reach.union(sa.select(other).where(ends, s.score >= SAME))
        yield from conn.scalars(sa.select(reach.c.n))


def load_rows(conn: sa.Connection, condition: sa.ColumnElement[bool]) -> list[Row]:
    """The actors for which ``condition`` on ACTORS holds, in no order."""
    a, names, v = ACTORS.c, ACTOR_NAMES.c, VERSIONS.c
    asked = (
        sa.select(a.n, a.id, v.id.label("report"), a.kind, a.named, a.known, names.name)
        .join(VERSIONS, v.n == a.version)
        .join(ACTOR_NAMES, sa.and_(names.actor == a.n, names.ordinal == 0))
        .where(condition)
    )
    return [
        Row(n, id, report, ActorKind(kind), named > 0, known, name)
        for n, id, report, kind, named, known, name in conn.execute(asked).all()
    ]


def as_member(row: Row) -> Member:
    """What grouping must know of it."""
    return Member(row.id, row.kind, row.name if row.named else "", row.known)


def grouped(
    conn: sa.Connection, rows: Sequence[Row], pairs: Sequence[JudgedPair]
) -> list[list[Row]]:
    """The groups of these actors, which hang together with nobody else."""
    by_id = {row.id: row for row in rows}
    ids = {row.n: row.id for row in rows}
    links = _links(conn, list(ids))
    scored = ((ids[a], ids[b], score) for a, b, score in links if a in ids and b in ids)
    groups = group(list(map(as_member, rows)), scored, decided(pairs, ids))
    return [[by_id[id] for id in one] for one in groups]


def _links(conn: sa.Connection, numbers: Sequence[int]) -> Iterator[tuple[int, int, float]]:
    s = SAMENESS.c
    asked = sa.select(s.left, s.right, s.score).where(s.score >= SAME)
    for some in in_groups(sorted(numbers)):
        yield from conn.execute(asked.where(s.left.in_(some))).all()


def count_said(conn: sa.Connection, ids: Sequence[str] | None = None) -> dict[str, int]:
    """How many attributions have an actor as their source, by its id.

    Those that are not shown are counted too, since a report's actors are not shown then either.
    """
    a = ATTRIBUTIONS.c
    asked = sa.select(a.actor, sa.func.count()).where(a.actor.is_not(None)).group_by(a.actor)
    if ids is None:
        return {str(id): int(many) for id, many in conn.execute(asked)}
    return {
        str(id): int(many)
        for some in in_groups(ids)
        for id, many in conn.execute(asked.where(a.actor.in_(some)))
    }
