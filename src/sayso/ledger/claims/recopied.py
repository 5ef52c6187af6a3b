"""What claims have from lineage, where it has changed between two reports that were there."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Mapping

import sqlalchemy as sa

from sayso.ledger.claims.claiming import remake
from sayso.ledger.claims.copied import Pair, copies_between
from sayso.ledger.claims.meeting import Weighing, holders_of, link, wordings_of
from sayso.ledger.tables.claims import PROPOSITIONS, RELATIONS, WORDINGS


def recopy(conn: sa.Connection, versions: Collection[Pair], weighing: Weighing) -> None:
    """Compare anew what these pairs of versions put forward: what was copied is another now.

    All of it, since two of which one was copied may have had no relation, and now have one.
    """
    touched: set[int] = set()
    for one, other in sorted(versions):
        ours, theirs = _shown(conn, one), _shown(conn, other)
        if not (ours and theirs):
            continue
        meeting = _meeting(conn, ours, theirs)
        copies = copies_between(conn, one, other, weighing)
        touched |= _part(conn, ours, theirs)
        touched |= link(conn, meeting, copies, {}, weighing)
    if touched:
        remake(conn, wordings_of(conn, touched), set(), weighing)


def _shown(conn: sa.Connection, version: int) -> dict[int, set[int]]:
    """The propositions of a version that count, and the keys of those that speak for a wording."""
    p, w = PROPOSITIONS.c, WORDINGS.c
    asked = (
        sa.select(p.n, w.held)
        .outerjoin(WORDINGS, w.speaker == p.n)
        .where(p.version == version, p.shown == 1)
    )
    return {n: set(array("q", held)) if held else set() for n, held in conn.execute(asked)}


def _meeting(
    conn: sa.Connection, ours: Mapping[int, set[int]], theirs: Mapping[int, set[int]]
) -> Counter[Pair]:
    """Pairs of ours and theirs, each with the number of keys by which they meet."""
    keys = set().union(*ours.values()) & set().union(*theirs.values())
    return Counter(
        (min(one, other), max(one, other))
        for speakers in holders_of(conn, keys).values()
        for one in ours.keys() & set(speakers)
        for other in theirs.keys() & set(speakers)
    )


def _part(conn: sa.Connection, ours: Collection[int], theirs: Collection[int]) -> set[int]:
    """Take away all relations of ours and theirs; gives the numbers of those that had one."""
    r = RELATIONS.c
    between = sa.or_(
        sa.and_(r.left.in_(ours), r.right.in_(theirs)),
        sa.and_(r.left.in_(theirs), r.right.in_(ours)),
    )
    had = {n for pair in conn.execute(sa.select(r.left, r.right).where(between)) for n in pair}
    conn.execute(sa.delete(RELATIONS).where(between))
    return had
