"""Every two claims that cannot both hold, in their order."""

from __future__ import annotations

from collections import defaultdict

import sqlalchemy as sa

from sayso.ledger.claims.judged import load_judged
from sayso.ledger.claims.relations import Opposed, load_opposed
from sayso.ledger.claims.tallying import Tally, tally_claims
from sayso.ledger.database.kept import kept


def pairs_in_order(conn: sa.Connection) -> list[tuple[int, int]]:
    """Numbers of every two claims that cannot both hold, in their order."""
    return kept(conn, "accounts", lambda: _opposed(conn), judged=True)


def _tallied(conn: sa.Connection) -> tuple[list[Opposed], dict[int, Tally]]:
    """Contradictions, and what their claims stand on, whatever people say of them."""
    opposed = load_opposed(conn)
    return opposed, tally_claims(conn, {n for one in opposed for n in one.claims})


def _opposed(conn: sa.Connection) -> list[tuple[int, int]]:
    """Numbers of every two claims that cannot both hold, in their order, the claim first that is.

    Only what this order takes is loaded.
    """
    opposed, tallies = kept(conn, "opposed", lambda: _tallied(conn))
    gone = load_judged(conn).rejected()
    found: defaultdict[frozenset[int], list[tuple[bool, float]]] = defaultdict(list)
    for one in opposed:
        found[frozenset(one.claims)].append((frozenset(one.wordings) in gone, -one.score))

    def rank(pair: tuple[int, int]) -> tuple[bool, int, int, float, str, str]:
        left, right = (tallies[n] for n in pair)
        rejected, score = min(found[frozenset(pair)])
        return (rejected, -len(right.lines), -len(left.lines), score, left.id, right.id)

    def ordered(both: frozenset[int]) -> tuple[int, int]:
        some = sorted(both, key=lambda n: tallies[n].rank)
        return some[0], some[-1]  # a claim that contradicts itself is both

    return sorted(map(ordered, found), key=rank)
