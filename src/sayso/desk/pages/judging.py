"""``/judge``, ``/undo``: a person's decision beside the machine's row. ``/judgements``: all."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Query
from fastapi.responses import RedirectResponse, Response

from sayso.desk.addresses import ours
from sayso.desk.answers import Answer, Desk, TheDesk, page
from sayso.desk.correcting import Asked, change_of
from sayso.desk.judged import judged_of
from sayso.desk.paging import SIZE, Number, Paged
from sayso.desk.shapes.claims import JudgementsPage
from sayso.errors import LedgerError
from sayso.ledger import Change
from sayso.ledger.judgements.keeping import Kept
from sayso.ledger.judgements.rows import judgement_cells, judgement_row
from sayso.ledger.pages import AttributionPage
from sayso.terms import Verdict

router = APIRouter()


@router.post("/judge", include_in_schema=False, response_model=None)
def judge(desk: TheDesk, asked: Annotated[Asked, Form()]) -> Response:
    """Keep a decision on an attribution, a claim or a relation, or on two actors."""
    _must(desk)
    note = asked.note.strip() or None
    if asked.verdict in (Verdict.SAME, Verdict.DIFFERENT):
        desk.ledger.judge_actors(asked.id, asked.other, asked.verdict, desk.judge, note=note)
    else:
        change = _change(desk, asked) if asked.verdict is Verdict.EDIT else None
        desk.ledger.judge(asked.id, asked.verdict, desk.judge, change=change, note=note)
    return RedirectResponse(ours(asked.back), status_code=303)


@router.post("/undo", include_in_schema=False, response_model=None)
def undo(
    desk: TheDesk, id: Annotated[str, Form(max_length=100)], back: Annotated[str, Form()] = "/"
) -> Response:
    """Take back the judgement with this id, by a row of its own."""
    _must(desk)
    desk.ledger.undo(desk.judge, id)
    return RedirectResponse(ours(back), status_code=303)


@page(router, "/judgements", JudgementsPage, table=True)
def judgements(
    desk: TheDesk,
    judge: Annotated[str | None, Query(max_length=200)] = None,
    of: Annotated[str | None, Query(max_length=100)] = None,
    page: Number = 1,
) -> Answer:
    """Every judgement ever made, the last first: of one judge, or on the record with an id."""
    found, many = desk.ledger.judgements(
        judge=judge or None, target=of or None, skip=(page - 1) * SIZE, top=SIZE
    )
    paged = Paged(found, page, many)
    return Answer(
        "judgements.html",
        {
            "judgements": paged,
            "judged": {one.judgement.id: judged_of(one.judgement) for one in found},
            "judges": desk.ledger.judges(),
            "judge": judge or "",
            "of": of or "",
        },
        {**paged.about, "rows": [_row(one) for one in found]},
        [{**judgement_cells(one.judgement), "undone": int(one.undone)} for one in found],
    )


def _row(one: Kept) -> dict[str, object]:
    return {**judgement_row(one.judgement), "undone": one.undone}


def _change(desk: Desk, asked: Asked) -> Change:
    found = desk.ledger.show(asked.id)
    if not isinstance(found, AttributionPage):
        told = f"{asked.id} is no attribution of the last reading"
        raise LedgerError(desk.ledger.where, told, "only attributions are corrected")
    actor = found.excerpt.actor
    name = actor.name if actor else ""
    return change_of(asked, found.excerpt.attribution, name, desk.ledger.where)


def _must(desk: Desk) -> None:
    if not desk.may_judge:
        raise HTTPException(403, "this desk is only for reading")
