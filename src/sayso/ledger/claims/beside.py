"""A claim beside those that cannot hold with it, what else stands to it, and when it was said."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from sayso.errors import NoRecord
from sayso.ledger.claims.loading import (
    Between,
    ClaimPage,
    claim_of,
    load_between,
    load_betweens,
    load_claims,
)
from sayso.ledger.claims.relations import clashes_of
from sayso.ledger.claims.tallying import Tally, tally_claims
from sayso.ledger.tables.claims import CLAIMS, RELATIONS, WORDINGS
from sayso.ledger.tables.ids import resolve
from sayso.terms import RelationKind

OTHERS = 10  # relations of a kind that are shown, the surest
_KINDS = (RelationKind.CORROBORATES, RelationKind.QUALIFIES)


@dataclass(frozen=True, slots=True)
class Beside:
    """A claim, some of the ``rivals_in_all`` claims against it, and what else stands to it.

    ``others`` are the surest relations of a kind, of ``others_in_all``: what corroborates the
    claim, within it or from another, and what qualifies it. ``days`` counts for each claim here
    how often it was said, by the ISO 8601 day of the report; "" where nobody knows.
    """

    claim: ClaimPage
    rivals: tuple[ClaimPage, ...]
    rivals_in_all: int
    others: Mapping[RelationKind, tuple[Between, ...]]
    others_in_all: Mapping[RelationKind, int]
    days: Mapping[str, Mapping[str, int]]

    def against(self, rival: ClaimPage) -> tuple[Between, ...]:
        """What stands between the claim and one of its rivals, the surest first."""
        both = {self.claim.id, rival.id}
        return tuple(one for one in self.claim.against if {one.left_claim, one.right_claim} == both)


def claim_meant(conn: sa.Connection, id: str, where: str) -> str:
    """The id of the claim that has this id, or is of the proposition or the relation that has it.

    Raises NoRecord.
    """
    table, whole = resolve(conn, id, where)
    if table == "claims":
        return whole
    if table == "propositions":
        return claim_of(conn, whole, where)
    if table == "relations":
        return load_between(conn, whole).left_claim
    raise NoRecord(where, f"{id} is no claim", "the list of claims has all that there are")


def load_beside(conn: sa.Connection, id: str, *, skip: int, rivals: int, most: int) -> Beside:
    """The claim with this id beside ``rivals`` claims against it, without the first ``skip``.

    ``most`` is how many lines of a claim, and sayings of a line, are given.
    """
    number = int(conn.scalar(sa.select(CLAIMS.c.n).where(CLAIMS.c.id == id)) or 0)
    against = _rivals(conn, number)
    shown = (number, *against[skip : skip + rivals])
    tallies = tally_claims(conn, shown)
    ordered = {n: tallies[n] for n in shown}
    claim, *others = load_claims(conn, ordered, most=most)
    counted, related = _others(conn, number)
    return Beside(
        claim,
        tuple(others),
        len(against),
        related,
        counted,
        {one.id: _days(one) for one in ordered.values()},
    )


def _rivals(conn: sa.Connection, number: int) -> list[int]:
    """Numbers of the claims against this one, those that clash most surely first."""
    found = sorted(clashes_of(conn, [number]), key=lambda one: -one.relation.score)
    return list(dict.fromkeys(n for one in found for n in one.claims if n != number))


def _others(
    conn: sa.Connection, number: int
) -> tuple[dict[RelationKind, int], dict[RelationKind, tuple[Between, ...]]]:
    r = RELATIONS.c
    of_it = sa.select(WORDINGS.c.wording).where(WORDINGS.c.claim == number)
    # Two statements: an OR over both sides would read every relation that there is.
    sides: defaultdict[RelationKind, dict[str, float]] = defaultdict(dict)
    for side in (r.left_wording, r.right_wording):
        asked = sa.select(r.kind, r.id, r.score).where(side.in_(of_it), r.kind.in_(_KINDS))
        for kind, id, score in conn.execute(asked):
            sides[RelationKind(kind)][id] = score
    related = {}
    for kind in _KINDS:
        ids = sorted(sides[kind], key=lambda id: (-sides[kind][id], id))[:OTHERS]
        related[kind] = tuple(_surest(load_betweens(conn, ids)))
    return {kind: len(sides[kind]) for kind in _KINDS}, related


def _surest(found: Iterable[Between]) -> Sequence[Between]:
    return sorted(found, key=lambda one: (one.rejected, -one.relation.score, one.relation.id))


def _days(tally: Tally) -> Counter[str]:
    return Counter(one.published[:10] for line in tally.lines for one in line)
