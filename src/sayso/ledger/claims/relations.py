"""Relations of propositions, out of the ledger."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from sayso.ledger.database.asking import in_groups
from sayso.ledger.tables.claims import PROPOSITIONS, RELATIONS, WORDINGS
from sayso.records import Feature, Relation, Span
from sayso.terms import RelationKind


@dataclass(frozen=True, slots=True)
class Related:
    """A relation with the numbers of its propositions and of their claims, left and right."""

    relation: Relation
    propositions: tuple[int, int]
    claims: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Opposed:
    """What the order of accounts takes of a contradiction: numbers of claims and of wordings."""

    claims: tuple[int, int]
    wordings: tuple[int, int]
    score: float


def load_opposed(conn: sa.Connection) -> list[Opposed]:
    """All contradictions."""
    r, first, second = RELATIONS.c, WORDINGS.alias("first"), WORDINGS.alias("second")
    asked = (
        sa.select(first.c.claim, second.c.claim, r.left_wording, r.right_wording, r.score)
        .join(first, first.c.wording == r.left_wording)
        .join(second, second.c.wording == r.right_wording)
        .where(CLASHES)
    )
    return [
        Opposed((left, right), (one, other), score)
        for left, right, one, other, score in conn.execute(asked).all()
    ]


def load_relations(
    conn: sa.Connection, condition: sa.ColumnElement[bool] | None = None
) -> Iterator[Related]:
    """The relations for which ``condition`` on RELATIONS holds, in the order of their ids."""
    r, one, other = RELATIONS.c, PROPOSITIONS.alias("one"), PROPOSITIONS.alias("other")
    first, second = WORDINGS.alias("first"), WORDINGS.alias("second")
    asked = (
        sa.select(
            RELATIONS,
            one.c.id.label("one"),
            other.c.id.label("other"),
            first.c.claim.label("claim"),
            second.c.claim.label("other_claim"),
        )
        .join(one, one.c.n == r.left)
        .join(other, other.c.n == r.right)
        .join(first, first.c.wording == r.left_wording)
        .join(second, second.c.wording == r.right_wording)
        .order_by(r.id)
    )
    for row in conn.execute(asked if condition is None else asked.where(condition)).mappings():
        yield _related(row)


def clashes_of(conn: sa.Connection, claims: Collection[int]) -> list[Related]:
    """The contradictions with a side in one of these claims, in the order of their ids."""
    w, r = WORDINGS.c, RELATIONS.c
    found = {
        one.relation.id: one
        for some in in_groups(sorted(claims))
        for side in (r.left_wording, r.right_wording)
        for one in load_relations(
            conn, sa.and_(CLASHES, side.in_(sa.select(w.wording).where(w.claim.in_(some))))
        )
    }
    return [found[id] for id in sorted(found)]


CLASHES = RELATIONS.c.kind == RelationKind.CONTRADICTS.value


def _related(row: sa.RowMapping) -> Related:
    """The row has its sides in the order of their numbers, the relation in that of their ids."""
    sides = (
        (row["one"], row["left"], row["claim"]),
        (row["other"], row["right"], row["other_claim"]),
    )
    (left, n, claim), (right, other, other_claim) = sorted(sides)
    own, their = (span and Span(*span) for span in json.loads(row["words"]))
    if n != row["left"]:
        own, their = their, own
    relation = Relation(
        row["id"],
        left,
        right,
        RelationKind(row["kind"]),
        row["score"],
        row["reason"],
        row["dimension"],
        own,
        their,
        tuple(Feature(*part) for part in json.loads(row["features"])),
    )
    return Related(relation, (n, other), (claim, other_claim))
