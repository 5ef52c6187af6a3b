"""Who is in a ledger, all together: the groups of actors that are one, those that say most first.

Most actors have no strong link, and most of the others bear the same name as all that links lead
to. Neither need be weighed link by link (groups.py), and of those without a link no more are loaded
than may be among the first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from heapq import nlargest
from typing import Any

import sqlalchemy as sa

from sayso.ledger.actors.groups import SAME, Judged, group
from sayso.ledger.actors.pairs import JudgedPair, decided, load_pairs
from sayso.ledger.actors.speaking import one_of
from sayso.ledger.actors.summing import Group, Row, call, main_kind, sum_groups
from sayso.ledger.actors.who import as_member, count_said, load_rows, rank
from sayso.ledger.database.asking import in_groups
from sayso.ledger.database.kept import kept
from sayso.ledger.reports.actors import load_names
from sayso.ledger.tables.reports import ACTOR_NAMES, ACTORS, OFFICES, SAMENESS
from sayso.names import fold
from sayso.terms import ActorKind

_AT_ONCE = 1_024  # groups that are put in order together, so that pages of them share that


def list_groups(
    conn: sa.Connection,
    *,
    kind: ActorKind | None = None,
    top: int | None = None,
    skip: int = 0,
    conflicts: bool = False,
) -> tuple[list[Group], int]:
    """Groups, those that say most first, and how many there are; ``top`` after the first ``skip``.

    Whoever is nothing but a pronoun ("we") is not among them. ``conflicts`` asks for those alone
    whose offices disagree.
    """
    end = None if top is None else skip + top
    if conflicts:
        clashing = kept(conn, ("conflicts", kind), lambda: _clashing(conn, kind))
        return clashing[skip:end], len(clashing)
    length = None if end is None else max(_AT_ONCE, 1 << end.bit_length())
    found, many = kept(conn, ("first", kind, length), lambda: _ordered(conn, kind, length))
    return sum_groups(conn, found[skip:end], _said(conn)), many


def _clashing(conn: sa.Connection, kind: ActorKind | None) -> list[Group]:
    """All groups whose offices disagree, in their order."""
    able, linked, said = _with_posts(conn), _joined(conn), _said(conn)
    found = [
        members
        for members in linked
        if kind in (None, main_kind(members)) and any(row.n in able for row in members)
    ]
    within = {row.n for members in linked for row in members}
    found += _alone(conn, ACTORS.c.n, able - within, kind)
    made = sum_groups(conn, sorted(found, key=lambda members: rank(members, said)), said)
    return [one for one in made if one.conflicts]


def _ordered(
    conn: sa.Connection, kind: ActorKind | None, length: int | None
) -> tuple[list[list[Row]], int]:
    """The members of the first groups in their order, and how many groups there are."""
    said, linked = _said(conn), _joined(conn)
    within = {row.id: row for members in linked for row in members}
    found = [members for members in linked if kind in (None, main_kind(members))]
    counted = sa.select(sa.func.count()).select_from(ACTORS).where(_listed(kind))
    apart = conn.scalar(counted) or 0
    many = len(found) + apart - sum(kind in (None, row.kind) for row in within.values())
    found = _first(conn, found, kind, said, within, many if length is None else min(length, many))
    return sorted(found, key=lambda members: rank(members, said))[:length], many


def _said(conn: sa.Connection) -> Mapping[str, int]:
    return kept(conn, "said", lambda: count_said(conn))


def groups_of(conn: sa.Connection, actors: Collection[str]) -> list[Group]:
    """The groups that have some of these actors (ids) in them, in no order."""
    linked, number = _joined(conn), joined_actors(conn)
    numbers = {number[id] for id in actors if id in number}
    alone = _alone(conn, ACTORS.c.id, set(actors) - number.keys(), None)
    return sum_groups(conn, [linked[at] for at in sorted(numbers)] + alone, _said(conn))


def names_of(
    conn: sa.Connection, actors: Collection[str]
) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """The groups of those actors (ids) that are one with others, and the names of all groups.

    The first name is what a group is called; who is alone is a group of his own id.
    """
    linked, number = _joined(conn), joined_actors(conn)
    called: dict[int, list[str]] = kept(conn, "called", dict)  # of groups that were asked for
    asked = {number[id] for id in actors if id in number}
    lacking = sorted(asked - called.keys())
    names = load_names(conn, [row.n for at in lacking for row in linked[at]])
    called.update((at, call(linked[at], names)) for at in lacking)
    groups = {id: called[number[id]][0] for id in actors if id in number}
    told = {id: tuple(forms) for id, *forms in (called[at] for at in asked)}
    return groups, told | names_alone(conn, set(actors) - groups.keys())


def names_alone(conn: sa.Connection, actors: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The names of actors (ids) that are one with nobody, each form once, the fullest first."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    n, a = ACTOR_NAMES.c, ACTORS.c
    apart = one_of(conn, a.id, actors)
    rows = sa.select(a.id, n.name).join(ACTOR_NAMES, n.actor == a.n).where(apart)
    for id, name in conn.execute(rows.order_by(a.n, n.ordinal)):
        found[id].setdefault(fold(name), name)
    return {id: tuple(forms.values()) for id, forms in found.items()}


def joined_actors(conn: sa.Connection) -> Mapping[str, int]:
    """Actors that are one with others, by strong links or a person's word: ids to a number each."""

    def numbered() -> Mapping[str, int]:
        return {row.id: at for at, members in enumerate(_joined(conn)) for row in members}

    return kept(conn, "joined actors", numbered)


def _joined(conn: sa.Connection) -> list[list[Row]]:
    return kept(conn, "joined", lambda: _linked(conn, load_pairs(conn)))


def _first(
    conn: sa.Connection,
    linked: Iterable[list[Row]],
    kind: ActorKind | None,
    said: Mapping[str, int],
    within: Collection[str],
    top: int,
) -> list[list[Row]]:
    """Those of all groups that may be among the first ``top``, in no order."""
    spoken = [(sum(said.get(row.id, 0) for row in members), members) for members in linked]
    least = min(nlargest(top, (many for many, _ in spoken)), default=0)
    least = least if len(spoken) >= top else 0
    found = [members for many, members in spoken if many >= least]
    levels: defaultdict[int, list[str]] = defaultdict(list)
    for id, many in said.items():
        if many >= least and id not in within:
            levels[many].append(id)
    alone: list[list[Row]] = []
    for many in sorted(levels, reverse=True):
        if len(alone) >= top:
            break
        alone += _alone(conn, ACTORS.c.id, levels[many], kind)
    if len(found) + len(alone) < top:
        everybody = load_rows(conn, _listed(kind))
        alone = [[row] for row in everybody if row.id not in within]
    return found + alone


def _alone(
    conn: sa.Connection,
    column: sa.ColumnElement[Any],
    keys: Collection[int] | Collection[str],
    kind: ActorKind | None,
) -> list[list[Row]]:
    """Groups of one each: the actors whose ``column`` is one of ``keys``."""
    of_them = (column.in_(some) for some in in_groups(sorted(keys)))
    return [[row] for some in of_them for row in load_rows(conn, sa.and_(some, _listed(kind)))]


def _listed(kind: ActorKind | None) -> sa.ColumnElement[bool]:
    found = sa.and_(*listed(ACTORS))
    return found if kind is None else sa.and_(found, ACTORS.c.kind == kind.value)


def listed(actors: sa.FromClause) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]:
    """That actors are in the newest versions, and are more than a pronoun."""
    return actors.c.shown == 1, actors.c.named >= 0


def _with_posts(conn: sa.Connection) -> set[int]:
    return set(conn.scalars(sa.select(OFFICES.c.actor).where(OFFICES.c.post.is_not(None))))


def _linked(conn: sa.Connection, pairs: Sequence[JudgedPair]) -> list[list[Row]]:
    """The groups of all actors with a strong link to others, or a person's word on them."""
    s = SAMENESS.c
    links = conn.execute(sa.select(s.left, s.right, s.score).where(s.score >= SAME)).all()
    sides = [(pair.left, pair.right) for pair in pairs if pair.left and pair.right]
    numbers = {n for left, right, _ in links for n in (left, right)}
    numbers.update(n for both in sides for n in both if n)
    rows = {row.n: row for (row,) in _alone(conn, ACTORS.c.n, numbers, None)}
    judged = decided(pairs, {n: row.id for n, row in rows.items()})
    links = [link for link in links if link[0] in rows and link[1] in rows]
    return group_linked(rows, links, sides, judged)


def group_linked(
    rows: Mapping[int, Row],
    links: Collection[tuple[int, int, float]],
    sides: Collection[tuple[int, int]] = (),
    judged: Sequence[Judged] = (),
) -> list[list[Row]]:
    """The groups of actors by their strong links; ``sides`` are pairs that people judged."""
    met = [(left, right) for left, right, _ in links]
    met += [(left, right) for left, right in sides if left in rows and right in rows]
    told = {n for both in sides for n in both}
    alike: list[list[Row]] = []
    others: set[int] = set()
    for together in _met(rows, met):
        members = [rows[n] for n in together]
        if len({likeness(row) for row in members}) == 1 and told.isdisjoint(together):
            alike.append(sorted(members, key=lambda row: row.id))
        else:
            others.update(together)
    scored = [(rows[a].id, rows[b].id, score) for a, b, score in links if a in others]
    by_id = {rows[n].id: rows[n] for n in others}
    weighed = group([as_member(row) for row in by_id.values()], scored, judged)
    return alike + [[by_id[id] for id in one] for one in weighed]


def likeness(row: Row) -> tuple[bool, str, str | None]:
    """What grouping looks at: where it is the same, nothing keeps two actors apart."""
    member = as_member(row)
    return (member.kind is ActorKind.PERSON, member.name, member.known)


def _met(numbers: Iterable[int], pairs: Iterable[tuple[int, int]]) -> Iterable[list[int]]:
    """What hangs together by pairs, as lists."""
    of = {n: [n] for n in numbers}
    for left, right in pairs:
        one, other = of[left], of[right]
        if one is other:
            continue
        if len(one) < len(other):
            one, other = other, one
        one += other
        of.update(dict.fromkeys(other, one))
    return {id(one): one for one in of.values()}.values()
