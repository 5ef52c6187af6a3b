"""What claims have from lineage, where it has changed between two reports that were there."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from sayso.ledger.claims.claiming import remake
from sayso.ledger.claims.copied import Pair, copies_between
from sayso.ledger.claims.meeting import PAIR, Weighing, link, load_near, wordings_of
from sayso.ledger.tables.claims import PROPOSITIONS, RELATIONS


def recopy(conn: sa.Connection, versions: Collection[Pair], weighing: Weighing) -> None:
    """Compare anew what was copied between these pairs of versions, or no longer counts as so."""
    touched: set[int] = set()
    for one, other in sorted(versions):
        copies = copies_between(conn, one, other, weighing)
        before = load_near(conn, copies.keys() | _copied(conn, one, other))
        turned = {
            pair: before.get(pair, (0, None))[0]
            for pair in before.keys() | copies.keys()
            if (copies[pair].id if pair in copies else None) != before.get(pair, (0, None))[1]
        }
        if gone := [{"one": left, "other": right} for left, right in turned.keys() & before.keys()]:
            conn.execute(sa.delete(RELATIONS).where(PAIR), gone)
        copied = {pair: copies[pair] for pair in turned.keys() & copies.keys()}
        meeting = {pair: near for pair, near in turned.items() if pair in copied or near > 0}
        link(conn, meeting, copied, {}, weighing)
        touched.update(n for pair in turned for n in pair)
    if touched:
        remake(conn, wordings_of(conn, touched), set(), weighing)


def _copied(conn: sa.Connection, one: int, other: int) -> set[Pair]:
    """Pairs of propositions of two versions of which one was copied."""
    r, p = RELATIONS.c, PROPOSITIONS.c
    ours, theirs = (sa.select(p.n).where(p.version == version) for version in (one, other))
    between = sa.or_(
        sa.and_(r.left.in_(ours), r.right.in_(theirs)),
        sa.and_(r.left.in_(theirs), r.right.in_(ours)),
    )
    asked = sa.select(r.left, r.right).where(between, r.reuse.is_not(None))
    return {(left, right) for left, right in conn.execute(asked)}
