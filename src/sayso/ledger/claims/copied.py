"""Which propositions were copied from which, as far as they are compared."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

import sqlalchemy as sa

from sayso.ledger.database.asking import in_groups
from sayso.ledger.reports.loading import load_reuses
from sayso.ledger.reports.propositions import load_propositions
from sayso.ledger.tables.claims import PROPOSITIONS
from sayso.ledger.tables.reports import LINEAGE, VERSIONS
from sayso.records import Proposition, Reuse

Pair = tuple[int, int]  # numbers of propositions, the lesser first


class Copying(Protocol):
    """What finds copies; sayso.pipeline has it from reconcile."""

    def copies(
        self, propositions: Iterable[Proposition], reuses: Iterable[Reuse]
    ) -> Mapping[tuple[str, str], Reuse]:
        """Pairs of propositions, ids in their order, of which one was copied from the other."""


def copies_in(
    conn: sa.Connection, version: int, ours: Mapping[int, Proposition], copying: Copying
) -> tuple[dict[Pair, Reuse], dict[int, Proposition]]:
    """What of a version was copied, in other words than the same, and the other propositions."""
    c = LINEAGE.c
    reuses = list(load_reuses(conn, sa.or_(c.left == version, c.right == version)))
    return _copies_of(conn, reuses, ours, copying)


def copies_between(
    conn: sa.Connection, one: int, other: int, copying: Copying
) -> dict[Pair, Reuse]:
    """What was copied between two versions."""
    c = LINEAGE.c
    between = sa.tuple_(c.left, c.right).in_([(one, other), (other, one)])
    return _copies_of(conn, list(load_reuses(conn, between)), {}, copying)[0]


def _copies_of(
    conn: sa.Connection,
    reuses: Collection[Reuse],
    ours: Mapping[int, Proposition],
    copying: Copying,
) -> tuple[dict[Pair, Reuse], dict[int, Proposition]]:
    """Copies by these reuses, and all propositions of their reports; ``ours`` are at hand."""
    if not reuses:
        return {}, {}
    p = PROPOSITIONS.c
    ids = {id for one in reuses for id in (one.left_report, one.right_report)}
    of_them = sa.select(VERSIONS.c.n).where(VERSIONS.c.id.in_(ids))
    theirs = load_propositions(conn, sa.and_(p.version.in_(of_them), p.shown == 1))
    theirs.update(ours)
    number = {one.id: n for n, one in theirs.items()}
    found = {}
    for (one, other), reuse in copying.copies(theirs.values(), reuses).items():
        left, right = sorted((number[one], number[other]))
        if theirs[left].wording != theirs[right].wording:
            found[left, right] = reuse
    return found, theirs


def copied_already(
    conn: sa.Connection, pairs: Iterable[Pair], copying: Copying
) -> dict[Pair, Reuse]:
    """Of pairs that were both there before, those of which one was copied from the other.

    They meet only now, since another came between or went; what was copied corroborates nothing.
    """
    wanted, p, c = set(pairs), PROPOSITIONS.c, LINEAGE.c
    found: dict[Pair, Reuse] = {}
    for some in in_groups(sorted({n for pair in wanted for n in pair})):
        versions = sa.select(p.version).where(p.n.in_(some))
        reuses = {it.id: it for it in load_reuses(conn, c.left.in_(versions))}
        found.update(_copies_of(conn, reuses.values(), {}, copying)[0])
    return {pair: found[pair] for pair in found.keys() & wanted}
