"""A person's decision on whatever has an id: an attribution, a claim, a relation, or a report."""

from __future__ import annotations

import sqlalchemy as sa

from sayso.errors import LedgerError, NoRecord
from sayso.ledger.claims.judged import keep_claim, keep_relation
from sayso.ledger.claims.loading import claim_of, load_between, load_stated
from sayso.ledger.judgements.added import follow, keep_added, version_meant
from sayso.ledger.judgements.keeping import Change, check_change, keep_judgement
from sayso.ledger.pages import load_excerpt
from sayso.ledger.tables.ids import resolve
from sayso.records import Judgement
from sayso.terms import Verdict

_OF_ONE = (Verdict.ACCEPT, Verdict.REJECT, Verdict.EDIT)


def decide(
    conn: sa.Connection,
    id: str,
    verdict: Verdict,
    judge: str,
    change: Change | None,
    note: str | None,
    where: str,
) -> Judgement:
    """Add a judgement on what has this id, or an attribution to a report.

    Raises NoRecord, LedgerError.
    """
    table, whole = resolve(conn, id, where)
    if verdict is Verdict.ADD:
        return _add(conn, whole, judge, change, note, where)
    if verdict not in _OF_ONE:
        raise LedgerError(where, f"one record is not to {verdict}", "accept, reject or edit it")
    if (verdict is Verdict.EDIT) != (change is not None):
        raise LedgerError(where, "only an edit has a change", "judge it as edit")
    found = load_excerpt(conn, whole) if table == "attributions" else None
    if found is not None:
        if change is not None:
            check_change(change, found.report, where)
        return keep_judgement(conn, found, verdict, judge, change, note)
    if change is not None:
        told = f"{id} is no attribution of the last reading"
        raise NoRecord(where, told, "only attributions are edited; accept or reject it")
    if table == "relations":
        between = load_between(conn, whole)
        sides = (between.left, between.right)
        return keep_relation(conn, between.relation, *sides, verdict, judge, note)
    if table in ("claims", "propositions"):
        claim = whole if table == "claims" else claim_of(conn, whole, where)
        return keep_claim(conn, claim, load_stated(conn, claim), verdict, judge, note)
    told = f"{id} is no attribution of the last reading, no claim and no relation"
    raise NoRecord(where, told, "sayso search, claims and accounts print ids")


def _add(
    conn: sa.Connection, id: str, judge: str, change: Change | None, note: str | None, where: str
) -> Judgement:
    if (number := version_meant(conn, id)) is None:
        told = f"{id} is no report's id, nor that of a version of one"
        raise NoRecord(where, told, "an attribution is added to a report; search prints its id")
    judgement = keep_added(conn, number, judge, change, note, where)
    follow(conn, judgement)
    return judgement
