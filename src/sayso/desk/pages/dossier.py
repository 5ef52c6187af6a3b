"""``/dossier``: claims in a person's order, with notes, as a page and as files.

The whole dossier is in the address, so it can be kept, sent and gone back from; nothing of it is
in the ledger.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from sayso.desk.answers import Answer, Desk, TheDesk, elsewhere, page
from sayso.desk.shapes.claims import DossierPage
from sayso.desk.wording import short
from sayso.dossier import Note, gather, write
from sayso.errors import NoRecord
from sayso.ledger.claims.loading import ClaimPage
from sayso.ledger.claims.rows import claim_row

router = APIRouter()

MOST = 50  # claims of one dossier
_OFFERED = 10
_UNTITLED = "Dossier"
_TYPES = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What the address says: claims in their order, each with its words, and what heads them."""

    title: str
    note: str
    notes: tuple[Note, ...]

    @property
    def query(self) -> str:
        """The plan as an address has it."""
        told = [("title", self.title), ("note", self.note)]
        for one in self.notes:
            told += [("claim", one.claim), ("above", one.words)]
        return urlencode([(name, value) for name, value in told if value or name == "above"])

    def with_claim(self, id: str) -> Plan:
        """One claim more, at the end."""
        return replace(self, notes=(*self.notes, Note(id)))

    def moved(self, move: str) -> Plan:
        """After "up-2", "down-0" or "out-1"; what makes no sense changes nothing."""
        way, _, told = move.partition("-")
        at = int(told) if told.isdecimal() else len(self.notes)
        notes = list(self.notes)
        if at >= len(notes):
            return self
        one = notes.pop(at)
        if way in ("up", "down"):
            notes.insert(max(at - 1, 0) if way == "up" else at + 1, one)
        return replace(self, notes=tuple(notes))


def _plan(
    title: str = "",
    note: str = "",
    claim: Annotated[list[str], Query(max_length=MOST)] = [],  # noqa: B006  FastAPI copies it
    above: Annotated[list[str], Query(max_length=MOST)] = [],  # noqa: B006
) -> Plan:
    told = [*above, *[""] * len(claim)]
    return Plan(title, note, tuple(Note(*one) for one in zip(claim, told, strict=False)))


ThePlan = Annotated[Plan, Depends(_plan)]


@page(router, "/dossier", DossierPage, leads=True)
def dossier(desk: TheDesk, plan: ThePlan, find: str = "", add: str = "", move: str = "") -> Answer:
    """The chosen claims, and more to choose from: those with the words of ``find``, or contested.

    ``add`` is a claim for the end, ``move`` is "up-2", "down-0" or "out-1", counted from 0.
    """
    if add or move:
        changed = (plan.with_claim(add) if add else plan).moved(move)
        return elsewhere(desk, f"/dossier?{changed.query}&{urlencode({'find': find})}")
    chosen = [_claim(desk, one.claim) for one in plan.notes]
    offered = [one for one in _offered(desk, find) if one.id not in {it.id for it in chosen}]
    told = {
        "title": plan.title,
        "note": plan.note,
        "claims": [
            {"note": note.words, **claim_row(one)}
            for note, one in zip(plan.notes, chosen, strict=True)
        ],
    }
    shown = {"plan": plan, "chosen": chosen, "offered": offered[:_OFFERED], "find": find}
    return Answer("dossier.html", {**shown, "forms": list(_TYPES)}, told)


@router.get("/dossier.{form}", include_in_schema=False, response_model=None)
def file(desk: TheDesk, plan: ThePlan, form: Literal["md", "html", "pdf"]) -> Response:
    """The dossier as a file."""
    today = datetime.now(UTC).date()
    title = plan.title or _UNTITLED
    made = gather(desk.ledger, plan.notes, title=title, note=plan.note, on=today)
    named = {"Content-Disposition": f'attachment; filename="dossier.{form}"'}
    return Response(write(made, form), media_type=_TYPES[form], headers=named)


def _claim(desk: Desk, id: str) -> ClaimPage:
    found = desk.ledger.show(id)
    if not isinstance(found, ClaimPage):
        raise NoRecord(desk.ledger.where, f"{short(id, 40)} is no claim", "choose one of /claims")
    return found


def _offered(desk: Desk, find: str) -> list[ClaimPage]:
    if find.strip():
        return desk.ledger.claims_worded(find, top=_OFFERED + MOST)
    return desk.ledger.claims(contested=True, top=_OFFERED + MOST)[0]
