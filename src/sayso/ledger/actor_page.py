"""All that is known of one actor: names, offices, what it said, what was said of it, links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from sayso.across import Sameness
from sayso.ledger.actors import in_groups, load_actors
from sayso.ledger.excerpts import Excerpt, load_excerpts
from sayso.ledger.loading import load_reports, load_samenesses
from sayso.ledger.pairs import load_pairs
from sayso.ledger.schema import ACTORS, ATTRIBUTIONS, MENTIONS, SAMENESS, SPANS, VERSIONS
from sayso.ledger.summing import Group, Held
from sayso.ledger.who import find_group
from sayso.names import fold
from sayso.records import Actor, Judgement, Report
from sayso.terms import Role

MOST = 20  # attributions of either sort that a page shows unless told, the latest published first
_LINKS = 10  # of either sort


@dataclass(frozen=True, slots=True)
class Link:
    """That two actors may be one, with the two; ``joined`` is whether both are in the group."""

    sameness: Sameness
    left: Actor
    right: Actor
    joined: bool


@dataclass(frozen=True, slots=True)
class ActorPage:
    """A group of actors that are one.

    ``said`` is what it said and ``told`` what others said that speaks of it: the latest published,
    of as many as ``said_in_all`` and ``told_in_all``. ``links`` are, of those that join it, the
    best for every two forms of its name, and then the best of those that lead elsewhere.
    ``offices`` has every title once, as the first report added has it, and ``reports`` the reports
    of these and of the conflicts, by id. ``judgements`` are on pairs with one of it.
    """

    group: Group
    offices: tuple[Held, ...]
    said: tuple[Excerpt, ...]
    said_in_all: int
    told: tuple[Excerpt, ...]
    told_in_all: int
    links: tuple[Link, ...]
    judgements: tuple[Judgement, ...]
    reports: dict[str, Report]


def load_actor_page(conn: sa.Connection, who: str, where: str, most: int = MOST) -> ActorPage:
    """The page of the actor that an id or a name means. Raises NoRecord."""
    group = find_group(conn, who, where)
    members = {
        n: actor
        for some in in_groups(group.actors)
        for n, actor in load_actors(conn, ACTORS.c.id.in_(some)).items()
    }
    said = _newest(conn, (_said_by(some) for some in in_groups(group.actors)))
    told = _newest(conn, (_speaking_of(some) for some in in_groups(list(members))))
    own = set(said)
    told = [number for number in told if number not in own]
    offices = _offices(members.values(), group)
    held = [*offices, *(side for one in group.conflicts for side in (one.left, one.right))]
    return ActorPage(
        group,
        offices,
        tuple(load_excerpts(conn, said[:most])),
        len(said),
        tuple(load_excerpts(conn, told[:most])),
        len(told),
        tuple(_links(conn, members)),
        tuple(one.judgement for one in load_pairs(conn) if {one.left, one.right} & members.keys()),
        _load_reports(conn, {one.report for one in held}),
    )


def _offices(actors: Iterable[Actor], group: Group) -> tuple[Held, ...]:
    """Each title once, those of most reports first."""
    first: dict[str, Held] = {}
    for actor in actors:
        for office in actor.offices:
            first.setdefault(fold(office.title), Held(office, actor.id, actor.report))
    return tuple(first[fold(title)] for title, _ in group.offices[:MOST])


def _said_by(ids: Sequence[str]) -> sa.Select[Any]:
    a = ATTRIBUTIONS.c
    return _BY_DAY.where(a.actor.in_(ids))


def _speaking_of(numbers: Sequence[int]) -> sa.Select[Any]:
    """Attributions with a mention of one of these actors in their content."""
    a, s, m, x = ATTRIBUTIONS.c, SPANS.c, MENTIONS.c, ACTORS.c
    return (
        _BY_DAY.join(ACTORS, x.version == a.version)
        .join(MENTIONS, m.actor == x.n)
        .join(SPANS, sa.and_(s.attribution == a.n, s.role == Role.CONTENT.value))
        .where(x.n.in_(numbers), m.start >= s.start, m.end <= s.end)
        .distinct()
    )


_BY_DAY = (
    sa.select(ATTRIBUTIONS.c.n, VERSIONS.c.published)
    .join(VERSIONS, VERSIONS.c.n == ATTRIBUTIONS.c.version)
    .where(ATTRIBUTIONS.c.shown == 1, ATTRIBUTIONS.c.own == 0)
)


def _newest(conn: sa.Connection, asked: Iterable[sa.Select[Any]]) -> list[int]:
    """Numbers of attributions, the latest published first, those without a day last."""
    found = {n: published or "" for one in asked for n, published in conn.execute(one)}
    return sorted(found, key=lambda n: (found[n], n), reverse=True)


def _load_reports(conn: sa.Connection, ids: Iterable[str]) -> dict[str, Report]:
    numbers = [
        n
        for some in in_groups(sorted(ids))
        for n in conn.scalars(sa.select(VERSIONS.c.n).where(VERSIONS.c.id.in_(some)))
    ]
    return {report.id: report for report in load_reports(conn, numbers).values()}


def _links(conn: sa.Connection, members: Mapping[int, Actor]) -> Iterator[Link]:
    s = SAMENESS.c
    best: dict[frozenset[str], tuple[float, int, int]] = {}
    leading: list[tuple[float, int, int]] = []
    for some in in_groups(sorted(members)):
        around = sa.or_(s.left.in_(some), s.right.in_(some))
        for left, right, score in conn.execute(sa.select(s.left, s.right, s.score).where(around)):
            row = (-score, left, right)
            if left in members and right in members:
                forms = frozenset((fold(members[left].name), fold(members[right].name)))
                best[forms] = min(row, best.get(forms, row))
            else:
                leading.append(row)
    inner = sorted(best.values())[:_LINKS]
    for joined, rows in ((True, inner), (False, sorted(set(leading))[:_LINKS])):
        yield from _load_links(conn, rows, joined=joined)


def _load_links(
    conn: sa.Connection, rows: Sequence[tuple[float, int, int]], *, joined: bool
) -> Iterator[Link]:
    s = SAMENESS.c
    actors = load_actors(conn, ACTORS.c.n.in_({n for _, *pair in rows for n in pair}))
    by_id = {actor.id: actor for actor in actors.values()}
    for _, left, right in rows:
        (found,) = load_samenesses(conn, sa.and_(s.left == left, s.right == right))
        yield Link(found, by_id[found.left], by_id[found.right], joined)
