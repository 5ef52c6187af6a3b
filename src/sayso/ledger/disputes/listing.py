"""What is disputed: claims that stand against one another on one ground, as one dispute.

A says 14 died, B says 11 and C says nobody: three pairs that cannot both hold, and one dispute.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from sayso.ledger.claims.contested import pairs_in_order
from sayso.ledger.claims.judged import load_judged
from sayso.ledger.claims.loading import Between, ClaimPage, load_claims, put_forward_by
from sayso.ledger.claims.relations import CLASHES
from sayso.ledger.claims.tallying import tally_claims
from sayso.ledger.tables.claims import RELATIONS, WORDINGS
from sayso.parts import join

SIDES = 12  # of a dispute that are loaded, those of most lines
_Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Claims of which each stands against another on one ``ground``: some of ``sides_in_all``.

    That of most lines comes first, then one against it. ``against`` is what stands between them,
    the surest first. Which of them stand together, parting.py tells.
    """

    ground: str
    sides: tuple[ClaimPage, ...]
    sides_in_all: int
    against: tuple[Between, ...]

    @property
    def rejected(self) -> bool:
        """Whether people say of all of it that it is no contradiction."""
        return all(one.rejected for one in self.against)


@dataclass(frozen=True, slots=True)
class Disputes:
    """Some of ``many`` disputes; ``grounds`` counts all on each ground, whichever is asked for."""

    found: tuple[Dispute, ...]
    many: int
    grounds: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Part:
    """Numbers of the claims of one dispute, those of most lines first."""

    ground: str
    claims: tuple[int, ...]


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
    grounds = _grounds(conn)
    clashes = [
        (pair, one)
        for pair in pairs_in_order(conn)
        for one, gone in sorted(grounds[frozenset(pair)].items())
        if rejected or not gone
    ]
    parts = _together(clashes)
    counted = Counter(part.ground for part in parts)
    if ground is not None:
        parts = [part for part in parts if part.ground == ground]
    if source is not None:
        theirs = put_forward_by(conn, source, where)
        parts = [part for part in parts if not theirs.isdisjoint(part.claims)]
    shown = parts[skip : None if top is None else skip + top]
    found = _load(conn, shown, {(frozenset(pair), one) for pair, one in clashes})
    return Disputes(tuple(found), len(parts), dict(sorted(counted.items())))


def _grounds(conn: sa.Connection) -> dict[frozenset[int], dict[str, bool]]:
    """What every two claims clash in, with whether people say of all of it that they do not."""
    r, first, second = RELATIONS.c, WORDINGS.alias("first"), WORDINGS.alias("second")
    asked = (
        sa.select(first.c.claim, second.c.claim, r.left_wording, r.right_wording, r.dimension)
        .join(first, first.c.wording == r.left_wording)
        .join(second, second.c.wording == r.right_wording)
        .where(CLASHES)
    )
    gone = load_judged(conn).rejected()
    found: defaultdict[frozenset[int], dict[str, bool]] = defaultdict(dict)
    for one, other, left, right, ground in conn.execute(asked).all():
        of_pair = found[frozenset((one, other))]
        of_pair[ground] = of_pair.get(ground, True) and frozenset((left, right)) in gone
    return found


def _together(clashes: Sequence[tuple[_Pair, str]]) -> list[_Part]:
    """Claims that hang together on one ground, in the order of the clashes.

    Of each the first is the one of most lines, which is the left of its first clash; then come
    those that it stands against, in the order of the clashes.
    """
    first: dict[tuple[str, int], int] = {}
    against: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    for at, ((one, other), ground) in enumerate(clashes):
        for n, rival in ((one, other), (other, one)):
            first.setdefault((ground, n), at)
            against[ground, n].add(rival)
    pairs = (((ground, one), (ground, other)) for (one, other), ground in clashes)
    found = []
    for part in join(first, pairs):
        at, ground = min(first[node] for node in part), part[0][0]
        lead = clashes[at][0][0]
        order = {
            n: (n != lead, n not in against[ground, lead], first[ground, n], n) for _, n in part
        }
        found.append((at, _Part(ground, tuple(sorted(order, key=order.__getitem__)))))
    return [part for _, part in sorted(found, key=lambda pair: pair[0])]


def _load(
    conn: sa.Connection, parts: Sequence[_Part], clashes: Collection[tuple[frozenset[int], str]]
) -> Iterator[Dispute]:
    tallies = tally_claims(conn, {n for part in parts for n in part.claims[:SIDES]})
    pages = dict(zip(tallies, load_claims(conn, tallies), strict=True))
    for part in parts:
        shown = part.claims[:SIDES]
        of = {pages[n].id: n for n in shown}
        between = {
            one.relation.id: one
            for n in shown
            for one in pages[n].against
            if one.relation.dimension == part.ground and {one.left_claim, one.right_claim} <= {*of}
            if (frozenset((of[one.left_claim], of[one.right_claim])), part.ground) in clashes
        }
        surest = sorted(
            between.values(), key=lambda one: (one.rejected, -one.relation.score, one.relation.id)
        )
        sides = _in_order([pages[n] for n in shown])
        yield Dispute(part.ground, sides, len(part.claims), tuple(surest))


def _in_order(pages: Iterable[ClaimPage]) -> tuple[ClaimPage, ...]:
    """Claims of most lines first, but second comes the first that stands against the first."""
    lead, *others = sorted(pages, key=lambda page: page.rank)
    against = {id for one in lead.against for id in (one.left_claim, one.right_claim)}
    second = [page for page in others if page.id in against][:1]
    return (lead, *second, *(page for page in others if page not in second))
