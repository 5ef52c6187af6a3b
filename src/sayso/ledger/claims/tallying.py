"""Who puts a claim forward, and on how many lines: counted when it is asked for.

Which claims there are is kept (claiming.py). Their lines are not: they depend on which actors are
one, and that on what people say of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from sayso.ledger.actors.listing import joined_actors
from sayso.ledger.database.asking import in_groups
from sayso.ledger.tables.claims import CLAIMS, PROPOSITIONS, RELATIONS, WORDINGS
from sayso.ledger.tables.reports import ATTRIBUTIONS, VERSIONS
from sayso.parts import independent_lines, join
from sayso.terms import RelationKind

# Numbers of the groups of actors (ids), at least of those that are asked for; see joined_actors.
Joined = Callable[[Collection[str]], Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Member:
    """A proposition of a claim, as counting needs it; ``published`` is "" where nobody knows."""

    n: int
    id: str
    claim: int
    version: int
    wording: int
    who: str
    published: str
    actor: str | None


@dataclass(frozen=True, slots=True)
class Tally:
    """A claim with its propositions by line: the first published first, of a line and of lines."""

    id: str
    stated: int
    lines: tuple[tuple[Member, ...], ...]
    reports: int
    sources: int

    @property
    def rank(self) -> tuple[int, int, int, str]:
        """A key by which claims are sorted: those of most independent lines first."""
        return (-len(self.lines), -self.sources, -self.reports, self.id)


def tally_claims(
    conn: sa.Connection, claims: Collection[int], joined: Joined | None = None
) -> dict[int, Tally]:
    """The claims of these numbers; ``joined`` tells which actors are one, unless that is kept."""
    members = list(_members(conn, claims))
    by_claim: defaultdict[int, list[Member]] = defaultdict(list)
    for one in members:
        by_claim[one.claim].append(one)
    copies = _copies(conn, members)
    same = same_sources(members, joined or (lambda _: joined_actors(conn)))
    c = CLAIMS.c
    found = {}
    for some in in_groups(sorted(claims)):
        for n, id, stated in conn.execute(sa.select(c.n, c.id, c.stated).where(c.n.in_(some))):
            found[n] = tally(id, stated, by_claim[n], copies.get(n, ()), same)
    return found


def _members(conn: sa.Connection, claims: Iterable[int]) -> Iterator[Member]:
    w, p, a, v = WORDINGS.c, PROPOSITIONS.c, ATTRIBUTIONS.c, VERSIONS.c
    asked = (
        sa.select(p.n, p.id, w.claim, p.version, p.wording, p.who, v.published, a.actor)
        .select_from(WORDINGS)
        .join(PROPOSITIONS, sa.and_(p.wording == w.wording, p.shown == 1))
        .join(VERSIONS, v.n == p.version)
        .join(ATTRIBUTIONS, a.id == p.attribution)
    )
    for some in in_groups(sorted(claims)):
        for row in conn.execute(asked.where(w.claim.in_(some))):
            yield Member(*row[:6], row.published or "", row.actor)


def _copies(conn: sa.Connection, members: Iterable[Member]) -> dict[int, list[tuple[str, str]]]:
    """By claim, pairs of which one was copied: those in the same words, and those of lineage."""
    r, by_n = RELATIONS.c, {one.n: one for one in members}
    found: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for claim, pair in in_same_words(by_n.values()):
        found[claim].append(pair)
    copied = sa.select(r.left, r.right).where(r.kind == RelationKind.COPIED.value)
    for some in in_groups(sorted(by_n)):
        for left, right in conn.execute(copied.where(r.left.in_(some))):
            one, other = by_n[left], by_n.get(right)
            if other is not None and one.claim == other.claim:
                found[one.claim].append((one.id, other.id))
    return found


def in_same_words(members: Iterable[Member]) -> Iterator[tuple[int, tuple[str, str]]]:
    """Claim and pair of those that say it in the words of another report: the first by id."""
    first: dict[int, Member] = {}
    for one in sorted(members, key=lambda one: one.id):
        speaker = first.setdefault(one.wording, one)
        if speaker.version != one.version:
            yield one.claim, (speaker.id, one.id)


def same_sources(members: Iterable[Member], joined: Joined) -> dict[str, str]:
    """For sources that are one under several names, a name in common."""
    actors = {one.actor: one.who for one in members if one.actor}
    group_of = joined(actors)
    by_group: defaultdict[int, set[str]] = defaultdict(set)
    for id in actors.keys() & group_of.keys():
        by_group[group_of[id]].add(actors[id])
    pairs = [(min(names), name) for names in by_group.values() for name in names]
    parts = join(sorted({name for pair in pairs for name in pair}), pairs)
    return {name: min(part) for part in parts for name in part}


def tally(
    id: str,
    stated: int,
    members: Sequence[Member],
    copies: Iterable[tuple[str, str]],
    same: Mapping[str, str],
) -> Tally:
    """The lines of a claim with this id, given which of its ``members`` were copied."""
    who = {one.id: same.get(one.who, one.who) for one in members}
    by_id = {one.id: one for one in members}
    lines = [
        tuple(sorted((by_id[one] for one in line), key=_first))
        for line in independent_lines(who, copies)
    ]
    return Tally(
        id,
        stated,
        tuple(sorted(lines, key=lambda line: _first(line[0]))),
        len({one.version for one in members}),
        len(set(who.values())),
    )


def _first(one: Member) -> tuple[bool, str, str]:
    """By day, those without one last, then by id."""
    return (not one.published, one.published, one.id)
