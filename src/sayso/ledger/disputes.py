"""What is disputed: claims that stand against one another, all that hang together as one.

A says 14 died, B says 11 and C says nobody: three pairs that cannot both hold, and one dispute.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from sayso.ledger.claim_tables import RELATIONS, WORDINGS
from sayso.ledger.claims import Between, ClaimPage, load_claims, put_forward_by
from sayso.ledger.contested import pairs_in_order
from sayso.ledger.judged_claims import load_judged
from sayso.ledger.relations import CLASHES
from sayso.ledger.tallying import tally_claims
from sayso.parts import join

SIDES = 12  # of a dispute that are loaded, those of most lines
_Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Claims of which each stands against another: some of ``sides_in_all``.

    That of most lines comes first, then one against it. ``against`` is what stands between them,
    the surest first.
    """

    sides: tuple[ClaimPage, ...]
    sides_in_all: int
    against: tuple[Between, ...]

    @property
    def rejected(self) -> bool:
        """Whether people say of all of it that it is no contradiction."""
        return all(one.rejected for one in self.against)


@dataclass(frozen=True, slots=True)
class Disputes:
    """Some of ``many`` disputes; ``grounds`` counts clashing pairs by what they clash in."""

    found: tuple[Dispute, ...]
    many: int
    grounds: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Clash:
    """What two claims clash in, and whether people say of all of it that they do not."""

    grounds: frozenset[str]
    rejected: bool


def list_disputes(
    conn: sa.Connection,
    where: str,
    *,
    ground: str | None = None,
    source: str | None = None,
    rejected: bool = False,
    skip: int = 0,
    top: int | None = None,
) -> Disputes:
    """Disputes, those with most lines on two sides first; ``top``, without the first ``skip``.

    Those alone that are about one ``ground`` (Relation.dimension), or in which a ``source`` takes
    part: an actor by name or id, or an outlet in its own voice. With ``rejected``, also what
    people say is none. Raises NoRecord where nobody is called so.
    """
    clashes = _clashes(conn)
    standing = [pair for pair in pairs_in_order(conn) if rejected or not clashes[pair].rejected]
    grounds: defaultdict[str, int] = defaultdict(int)
    for pair in standing:
        for one in clashes[pair].grounds:
            grounds[one] += 1
    pairs = [pair for pair in standing if ground is None or ground in clashes[pair].grounds]
    parts = _together(pairs)
    if source is not None:
        theirs = put_forward_by(conn, source, where)
        parts = [part for part in parts if not theirs.isdisjoint(part)]
    shown = parts[skip : None if top is None else skip + top]
    found = tuple(_load(conn, shown, set(pairs)))
    return Disputes(found, len(parts), dict(sorted(grounds.items())))


def _clashes(conn: sa.Connection) -> dict[_Pair, _Clash]:
    """What stands between every two claims, in both orders of the two."""
    r, first, second = RELATIONS.c, WORDINGS.alias("first"), WORDINGS.alias("second")
    asked = (
        sa.select(first.c.claim, second.c.claim, r.left_wording, r.right_wording, r.dimension)
        .join(first, first.c.wording == r.left_wording)
        .join(second, second.c.wording == r.right_wording)
        .where(CLASHES)
    )
    gone = load_judged(conn).rejected()
    found: defaultdict[_Pair, list[tuple[str, bool]]] = defaultdict(list)
    for one, other, left, right, ground in conn.execute(asked).all():
        told = (str(ground), frozenset((left, right)) in gone)
        for pair in {(one, other), (other, one)}:
            found[pair].append(told)
    return {
        pair: _Clash(frozenset(ground for ground, _ in some), all(rejected for _, rejected in some))
        for pair, some in found.items()
    }


def _together(pairs: Sequence[_Pair]) -> list[list[int]]:
    """Claims that hang together, in the order of the pairs.

    Of each the first is the one of most lines, which is the left of its first pair; then come
    those that it stands against, in the order of the pairs.
    """
    first = {n: at for at, pair in reversed(list(enumerate(pairs))) for n in pair}
    against: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        against[one].add(other)
        against[other].add(one)
    parts = []
    for part in join(first, pairs):
        lead = pairs[min(first[n] for n in part)][0]
        parts.append(sorted(part, key=lambda n: (n != lead, n not in against[lead], first[n], n)))
    return sorted(parts, key=lambda part: first[part[0]])


def _load(
    conn: sa.Connection, parts: Sequence[Sequence[int]], pairs: Collection[_Pair]
) -> list[Dispute]:
    shown = [n for part in parts for n in part[:SIDES]]
    tallies = tally_claims(conn, shown)
    pages = dict(zip(tallies, load_claims(conn, tallies), strict=True))
    found = []
    for part in parts:
        sides = _in_order([pages[n] for n in part[:SIDES]])
        of = {pages[n].id: n for n in part[:SIDES]}
        between = {
            one.relation.id: one
            for side in sides
            for one in side.against
            if _between(of, one, pairs)
        }
        ordered = sorted(
            between.values(), key=lambda one: (one.rejected, -one.relation.score, one.relation.id)
        )
        found.append(Dispute(sides, len(part), tuple(ordered)))
    return found


def _in_order(pages: Iterable[ClaimPage]) -> tuple[ClaimPage, ...]:
    """Claims of most lines first, but second comes the first that stands against the first."""
    lead, *others = sorted(pages, key=lambda page: page.rank)
    against = {id for one in lead.against for id in (one.left_claim, one.right_claim)}
    second = [page for page in others if page.id in against][:1]
    return (lead, *second, *(page for page in others if page not in second))


def _between(of: Mapping[str, int], one: Between, pairs: Collection[_Pair]) -> bool:
    """Whether a clash is one of those of a dispute with these claims, by id."""
    left, right = of.get(one.left_claim), of.get(one.right_claim)
    if left is None or right is None:
        return False
    return (left, right) in pairs or (right, left) in pairs
