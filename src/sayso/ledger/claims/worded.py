"""Claims by the words in which somebody puts them forward."""

from __future__ import annotations

import sqlalchemy as sa

from sayso.ledger.claims.loading import ClaimPage, load_claims
from sayso.ledger.claims.tallying import tally_claims
from sayso.ledger.database.asking import in_groups
from sayso.ledger.search.query import Query, find_attributions
from sayso.ledger.tables.claims import PROPOSITIONS, WORDINGS
from sayso.ledger.tables.reports import ATTRIBUTIONS

_LOOKED_AT = 200  # attributions, the latest that match


def claims_worded(conn: sa.Connection, words: str, top: int) -> list[ClaimPage]:
    """Claims with all the ``words`` in one attribution, those of most lines first; ``top`` of them.

    Of more than 200 attributions that have the words, the latest count.
    """
    numbers = find_attributions(conn, Query(words, own=True, limit=_LOOKED_AT))
    a, p, w = ATTRIBUTIONS.c, PROPOSITIONS.c, WORDINGS.c
    claims: set[int] = set()
    for some in in_groups(numbers):
        asked = (
            sa.select(w.claim)
            .join(PROPOSITIONS, sa.and_(p.wording == w.wording, p.shown == 1))
            .join(ATTRIBUTIONS, a.id == p.attribution)
            .where(a.n.in_(some))
        )
        claims.update(conn.scalars(asked))
    tallies = tally_claims(conn, claims)
    first = sorted(tallies, key=lambda n: tallies[n].rank)[:top]
    return load_claims(conn, {n: tallies[n] for n in first})
