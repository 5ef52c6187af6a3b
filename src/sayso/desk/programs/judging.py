"""``POST /v1/judge`` and ``/v1/undo``: what the forms of the desk do, for programs."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from sayso.desk.answers import Answer, TheDesk, as_json
from sayso.desk.programs.bodies import BODY_FAULTS, check_json, check_open
from sayso.desk.shapes.said import JudgementRow
from sayso.ledger import Change
from sayso.ledger.judgements.rows import judgement_row
from sayso.records import Span
from sayso.terms import Certainty, ChannelKind, Manner, QuoteType, Verdict

router = APIRouter(dependencies=[Depends(check_json), Depends(check_open)])

_Place = Annotated[int, Field(ge=0, le=100_000_000)]
_Spans = Annotated[list[tuple[_Place, _Place]], Field(max_length=100)]
_KEPT: dict[int | str, dict[str, Any]] = {
    201: {"model": JudgementRow, "description": "It is kept"},
    **BODY_FAULTS,
}


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Correction(_Asked):
    """What is otherwise than the machine has it, as judgements tell it; [] says there is none."""

    source: _Spans | None = None
    cue: _Spans | None = None
    content: _Spans | None = None
    quote_type: QuoteType | None = None
    manner: Manner | None = None
    channels: Annotated[list[ChannelKind], Field(max_length=100)] | None = None
    certainty: Certainty | None = None
    actor: Annotated[str, Field(max_length=1_000)] | None = None

    @property
    def change(self) -> Change:
        """The same as the ledger takes it."""
        return Change(
            _spans(self.source),
            _spans(self.cue),
            _spans(self.content),
            self.quote_type,
            self.manner,
            None if self.channels is None else tuple(self.channels),
            self.certainty,
            self.actor,
        )


class Decision(_Asked):
    """A verdict on the record with this id; ``same`` and ``different`` are on two actors."""

    id: str = Field(max_length=100)
    verdict: Verdict
    note: str | None = Field(None, max_length=2_000)
    other: str = Field("", max_length=1_000, description="the other actor, by id or name")
    change: Correction | None = Field(None, description="of an edit")


class Undoing(_Asked):
    """Takes back the judgement with this id, or one's last on the record with it."""

    id: str = Field(max_length=100)


@router.post(
    "/v1/judge", operation_id="judge", status_code=201, response_model=None, responses=_KEPT
)
def judge(desk: TheDesk, asked: Decision) -> Response:
    """Keep a decision on an attribution, a claim or a relation, or on two actors."""
    if asked.verdict in (Verdict.SAME, Verdict.DIFFERENT):
        made = desk.ledger.judge_actors(
            asked.id, asked.other, asked.verdict, desk.judge, note=asked.note
        )
    else:
        change = asked.change.change if asked.change else None
        made = desk.ledger.judge(
            asked.id, asked.verdict, desk.judge, change=change, note=asked.note
        )
    return as_json(desk, Answer("", {}, judgement_row(made), status=201))


@router.post("/v1/undo", operation_id="undo", status_code=201, response_model=None, responses=_KEPT)
def undo(desk: TheDesk, asked: Undoing) -> Response:
    """Take a judgement back, by a row of its own."""
    made = desk.ledger.undo(desk.judge, asked.id)
    return as_json(desk, Answer("", {}, judgement_row(made), status=201))


def _spans(told: list[tuple[int, int]] | None) -> tuple[Span, ...] | None:
    return None if told is None else tuple(Span(*one) for one in told)
