"""What people decide about claims, and about relations of what is said.

It is a judgement like any other. Its target is the id that the claim or the relation has; its words
say by which propositions it can be found again, should what came later give it another id.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from sayso.ledger.claims.sayings import Saying
from sayso.ledger.judgements.keeping import keep, load_judgements, standing
from sayso.ledger.reports.propositions import wording_number
from sayso.ledger.tables.reports import JUDGEMENTS
from sayso.records import Judgement, Proposition, Relation
from sayso.terms import Verdict


@dataclass(frozen=True, slots=True)
class JudgedClaims:
    """The judgements that stand on claims by the propositions that they were of, and on relations.

    A relation is known by the wordings of its sides.
    """

    by_proposition: dict[str, list[Judgement]]
    by_wordings: dict[frozenset[str], list[Judgement]]

    def of_claim(self, propositions: Iterable[str]) -> tuple[Judgement, ...]:
        """Those on a claim of these propositions, in the order of time."""
        found = {j.id: j for one in propositions for j in self.by_proposition.get(one, ())}
        return tuple(sorted(found.values(), key=lambda judgement: judgement.at))

    def of_relation(self, left: Proposition, right: Proposition) -> tuple[Judgement, ...]:
        """Those on the relation of these two, in the order of time."""
        return tuple(self.by_wordings.get(frozenset((left.wording, right.wording)), ()))

    def rejected(self) -> set[frozenset[int]]:
        """Numbers of the wordings whose relation the last who judged it says is not so."""
        return {
            frozenset(map(wording_number, sides))
            for sides, made in self.by_wordings.items()
            if made and made[-1].verdict is Verdict.REJECT
        }


def load_judged(conn: sa.Connection) -> JudgedClaims:
    """All of them."""
    judged = JudgedClaims(defaultdict(list), defaultdict(list))
    for one in standing(load_judgements(conn)):
        words = json.loads(one.words)
        if "claim" in words:
            judged.by_proposition.setdefault(words["claim"]["proposition"], []).append(one)
        elif "relation" in words:
            sides = frozenset(words[side]["wording"] for side in ("left", "right"))
            judged.by_wordings.setdefault(sides, []).append(one)
    return judged


def keep_claim(
    conn: sa.Connection, id: str, stated: Saying, verdict: Verdict, judge: str, note: str | None
) -> Judgement:
    """Add a judgement on a claim."""
    words = json.dumps({"claim": _side(stated)}, ensure_ascii=False)
    return keep(conn, id, verdict, judge, None, note, None, stated.excerpt.report.id, words)


def keep_review(
    conn: sa.Connection, id: str, stated: Saying, reviewer: str, note: str
) -> Judgement | None:
    """Add what a fact checker published on a claim; None where it is there, on whatever claim."""
    j = JUDGEMENTS.c
    same = sa.and_(j.judge == reviewer, j.note == note, j.verdict == Verdict.REVIEW.value)
    if conn.scalar(sa.select(j.id).where(same).limit(1)) is not None:
        return None
    return keep_claim(conn, id, stated, Verdict.REVIEW, reviewer, note)


def keep_relation(
    conn: sa.Connection,
    relation: Relation,
    left: Saying,
    right: Saying,
    verdict: Verdict,
    judge: str,
    note: str | None,
) -> Judgement:
    """Add a judgement on how two sayings stand to each other."""
    told = {"kind": relation.kind.value, "reason": relation.reason}
    seen = {"relation": told, "left": _side(left), "right": _side(right)}
    words = json.dumps(seen, ensure_ascii=False)
    report = left.excerpt.report.id
    return keep(conn, relation.id, verdict, judge, None, note, None, report, words)


def _side(said: Saying) -> dict[str, str]:
    one = said.proposition
    return {
        "proposition": one.id,
        "wording": one.wording,
        "report": one.report,
        "name": said.words,
    }
