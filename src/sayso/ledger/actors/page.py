"""All that is known of one actor: names, offices, what it said, what was said of it, links."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from sayso.across import Sameness
from sayso.ledger.actors.pairs import load_pairs
from sayso.ledger.actors.speaking import Sayings, one_of, said_by, said_of
from sayso.ledger.actors.summing import Group, Held
from sayso.ledger.actors.who import find_group
from sayso.ledger.database.asking import in_groups
from sayso.ledger.reports.actors import load_actors, load_names
from sayso.ledger.reports.loading import load_reports, load_samenesses
from sayso.ledger.search.excerpts import Excerpt
from sayso.ledger.tables.reports import ACTORS, OFFICES, SAMENESS, VERSIONS
from sayso.names import fold
from sayso.records import Actor, Judgement, Office, Report, Span

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

    ``said`` is what it said and ``told`` what others said that speaks of it: the latest said,
    of as many as ``said_in_all`` and ``told_in_all``. ``links`` are, of those that join it, the
    best for every two forms of its name, and then the best of those that lead elsewhere.
    ``offices`` has every title once, as the first report added has it, and ``reports`` the reports
    of these, of the conflicts and of the links, by id. ``judgements`` are on pairs with one of it.
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
    said = said_by(conn, group.actors, most=most)
    return make_actor_page(conn, group, said, said_of(conn, group.actors, most=most))


def make_actor_page(conn: sa.Connection, group: Group, said: Sayings, told: Sayings) -> ActorPage:
    """The page of a group, with these of the attributions by it and of those that speak of it."""
    a = ACTORS.c
    members = set(conn.scalars(sa.select(a.n).where(one_of(conn, a.id, group.actors))))
    offices = _offices(conn, members, group)
    held = [*offices, *(side for one in group.conflicts for side in (one.left, one.right))]
    links = tuple(_links(conn, members))
    reports = {one.report for one in held}
    reports |= {side.report for link in links for side in (link.left, link.right)}
    return ActorPage(
        group,
        offices,
        said.rows,
        said.many,
        told.rows,
        told.many,
        links,
        tuple(one.judgement for one in load_pairs(conn) if {one.left, one.right} & members),
        _load_reports(conn, reports),
    )


def _offices(conn: sa.Connection, members: Collection[int], group: Group) -> tuple[Held, ...]:
    """Each title once, those of most reports first."""
    o, a, v = OFFICES.c, ACTORS.c, VERSIONS.c
    asked = (
        sa.select(OFFICES, a.id, v.id.label("report"))
        .join(ACTORS, a.n == o.actor)
        .join(VERSIONS, v.n == a.version)
        .where(one_of(conn, o.actor, members))
        .order_by(o.actor, o.ordinal)
    )
    first: dict[str, Held] = {}
    for row in conn.execute(asked).mappings():
        span, former = Span(row["start"], row["end"]), bool(row["former"])
        office = Office(row["title"], span, former, row["since"], row["until"])
        first.setdefault(fold(office.title), Held(office, row["id"], row["report"]))
    return tuple(first[fold(title)] for title, _ in group.offices[:MOST])


def _load_reports(conn: sa.Connection, ids: Iterable[str]) -> dict[str, Report]:
    numbers = [
        n
        for some in in_groups(sorted(ids))
        for n in conn.scalars(sa.select(VERSIONS.c.n).where(VERSIONS.c.id.in_(some)))
    ]
    return {report.id: report for report in load_reports(conn, numbers).values()}


def _links(conn: sa.Connection, members: Collection[int]) -> Iterator[Link]:
    s = SAMENESS.c
    names = load_names(conn, sorted(members))
    best: dict[frozenset[str], tuple[float, int, int]] = {}
    leading: list[tuple[float, int, int]] = []
    for some in in_groups(sorted(members)):
        around = sa.or_(s.left.in_(some), s.right.in_(some))
        for left, right, score in conn.execute(sa.select(s.left, s.right, s.score).where(around)):
            row = (-score, left, right)
            if left in members and right in members:
                forms = frozenset((fold(names[left][0]), fold(names[right][0])))
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
