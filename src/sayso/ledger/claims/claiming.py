"""From relations to claims: those of all that hangs together with what changed are made anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

import sqlalchemy as sa

from sayso.ledger.database.asking import in_groups, looked_up
from sayso.ledger.tables.claims import CLAIMS, PROPOSITIONS, RELATIONS, WORDINGS
from sayso.ledger.tables.columns import BIG
from sayso.ledger.tables.reports import next_number
from sayso.records import Claim, Relation
from sayso.terms import RelationKind


class Claiming(Protocol):
    """What groups propositions; sayso.pipeline has it from reconcile."""

    def claims(self, ids: Iterable[str], relations: Iterable[Relation]) -> Iterable[Claim]:
        """The claims that propositions make up, each one of ``ids`` in one."""


def remake(
    conn: sa.Connection, wordings: Iterable[int], claims: Iterable[int], claiming: Claiming
) -> None:
    """Make the claims of these wordings anew, and of all that hangs together with them.

    ``claims`` are numbers of some that may have lost wordings.
    """
    old, part = _part(conn, set(wordings), set(claims))
    speakers = _speakers(conn, part)
    relations = _relations(conn, part, speakers)
    made = claiming.claims(speakers.values(), relations)
    _keep(conn, made, {id: wording for wording, id in speakers.items()}, old)


def _part(conn: sa.Connection, wordings: set[int], claims: set[int]) -> tuple[set[int], set[int]]:
    """The claims, and the wordings of these and of what relations lead to over any number.

    Two that contradict each other are no part of one claim, and lead nowhere.
    """
    w, r = WORDINGS.c, RELATIONS.c
    together = r.kind != RelationKind.CONTRADICTS.value
    part: set[int] = set()
    todo = wordings
    for some in in_groups(sorted(claims)):
        todo |= set(conn.scalars(sa.select(w.wording).where(w.claim.in_(some))))
    while todo:
        part |= todo
        met: set[int] = set()
        for some in in_groups(sorted(todo)):
            for here, there in (
                (r.left_wording, r.right_wording),
                (r.right_wording, r.left_wording),
            ):
                met.update(conn.scalars(sa.select(there).where(here.in_(some), together)))
            held = sa.select(w.claim).where(w.wording.in_(some), w.claim.is_not(None))
            fresh = set(conn.scalars(held)) - claims
            claims |= fresh
            for few in in_groups(sorted(fresh)):
                met.update(conn.scalars(sa.select(w.wording).where(w.claim.in_(few))))
        todo = met - part
    return claims, part


def _speakers(conn: sa.Connection, wordings: set[int]) -> dict[int, str]:
    """Ids of the propositions that speak for wordings; those that are gone have none."""
    w, p = WORDINGS.c, PROPOSITIONS.c
    asked = sa.select(w.wording, p.id).join(PROPOSITIONS, p.n == w.speaker)
    return {
        wording: id
        for some in in_groups(sorted(wordings))
        for wording, id in conn.execute(asked.where(w.wording.in_(some)))
    }


def _relations(
    conn: sa.Connection, part: set[int], speakers: Mapping[int, str]
) -> Iterable[Relation]:
    """The relations inside a part as relations of those who speak for its wordings."""
    r = RELATIONS.c
    asked = sa.select(r.left_wording, r.right_wording, r.id, r.kind, r.score)
    for some in in_groups(sorted(part)):
        for here, there, id, kind, score in conn.execute(
            asked.where(r.left_wording.in_(some))
        ).all():
            if here in speakers and there in speakers:
                left, right = sorted((speakers[here], speakers[there]))
                yield Relation(id, left, right, RelationKind(kind), score, "")


def _keep(
    conn: sa.Connection, made: Iterable[Claim], wordings: Mapping[str, int], old: set[int]
) -> None:
    """Put claims in the place of ``old`` ones; those that have an id of these keep their number."""
    c = CLAIMS.c
    known: dict[str, tuple[int, int]] = {}
    for some in in_groups(sorted(old)):
        rows = conn.execute(sa.select(c.id, c.n, c.stated).where(c.n.in_(some)))
        known.update({row.id: (row.n, row.stated) for row in rows})
    speakers = _numbers(conn, wordings)
    fresh, stated, member_of = [], [], {}
    number = next_number(conn, CLAIMS)
    for claim in made:
        n, before = known.pop(claim.id, (0, 0))
        now = speakers[claim.stated]
        if not n:
            n, number = number, number + 1
            fresh.append({"n": n, "id": claim.id, "stated": now})
        elif before != now:
            stated.append({"one": n, "now": now})
        member_of.update({wordings[id]: n for id in claim.propositions})
    if fresh:
        conn.execute(sa.insert(CLAIMS), fresh)
    if stated:
        of_it = sa.update(CLAIMS).where(c.n == sa.bindparam("one", type_=BIG))
        conn.execute(of_it.values(stated=sa.bindparam("now", type_=BIG)), stated)
    _move(conn, member_of)
    for gone in in_groups(sorted(n for n, _ in known.values())):
        conn.execute(sa.delete(CLAIMS).where(c.n.in_(gone)))


def _numbers(conn: sa.Connection, ids: Iterable[str]) -> dict[str, int]:
    return looked_up(conn, PROPOSITIONS.c.id, set(ids), PROPOSITIONS.c.n)


def _move(conn: sa.Connection, member_of: Mapping[int, int]) -> None:
    """Put wordings into the claims that these are of now."""
    w = WORDINGS.c
    moved = dict(member_of)
    for some in in_groups(sorted(member_of)):
        for wording, n in conn.execute(sa.select(w.wording, w.claim).where(w.wording.in_(some))):
            if moved[wording] == n:
                del moved[wording]
    if moved:
        here = sa.update(WORDINGS).where(w.wording == sa.bindparam("one", type_=BIG))
        rows = [{"one": wording, "to": n} for wording, n in moved.items()]
        conn.execute(here.values(claim=sa.bindparam("to", type_=BIG)), rows)
