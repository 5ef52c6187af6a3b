"""``/lineage``: who copied whom, and which passages."""

from __future__ import annotations

from dataclasses import asdict

from fastapi import APIRouter

from sayso.desk.answers import Answer, TheDesk, page
from sayso.desk.asking import Words
from sayso.desk.paging import SIZE, Number, Paged, cut
from sayso.desk.shapes.reports import LineagePage
from sayso.ledger.overview.copies import Copy, Side

router = APIRouter()

_PAIRS = 12  # pairs of outlets that are shown unless all are asked for
_NONE = "-"  # asks for reports that name no outlet


@page(router, "/lineage", LineagePage, table=True)
def lineage(
    desk: TheDesk,
    outlet: Words = None,
    other: Words = None,
    within: bool = False,
    every: bool = False,
    page: Number = 1,
) -> Answer:
    """How much each outlet has from others, and the passages, the latest published first."""
    copying = [
        one
        for one in desk.ledger.copying(within=within)
        if outlet is None or _outlet(outlet) in (one.taker or "", one.giver or "")
    ]
    found, many = desk.ledger.copies(
        outlet=_outlet(outlet),
        other=_outlet(other),
        within=within,
        skip=(page - 1) * SIZE,
        top=SIZE,
    )
    paged = Paged(found, page, many)
    return Answer(
        "lineage.html",
        {
            "copying": cut(copying, 1, len(copying) or 1 if every else _PAIRS),
            "copies": paged,
            "outlet": outlet,
            "other": other,
            "within": within,
            "outlets": desk.ledger.outlets(),
        },
        {
            **paged.about,
            "outlets": [asdict(one) for one in copying],
            "rows": [_row(one) for one in found],
        },
        [_cells(one) for one in found],
    )


def _outlet(asked: str | None) -> str | None:
    return "" if asked == _NONE else asked


def _row(one: Copy) -> dict[str, object]:
    """A passage as ``sayso lineage --json`` has it, with what is known of its reports here."""
    return {
        "id": one.reuse.id,
        "left": _side(one.left),
        "right": _side(one.right),
        "similarity": round(one.reuse.similarity, 4),
        "direction": one.reuse.direction.value,
        "reason": one.reuse.reason,
    }


def _side(side: Side) -> dict[str, object]:
    return {
        "report": side.report,
        "start": side.span.start,
        "end": side.span.end,
        "text": side.words,
        "where": side.where,
        "title": side.title,
        "outlet": side.outlet,
        "published": side.published,
        "url": side.url,
    }


def _cells(one: Copy) -> dict[str, object]:
    """The same as a row of a table: who has it first, and from whom."""
    cells: dict[str, object] = {"id": one.reuse.id}
    for name, side in (("taker", one.taker), ("giver", one.giver)):
        told = _side(side)
        parts = ("report", "outlet", "published", "start", "end", "text", "url")
        cells |= {f"{name}_{part}": told[part] for part in parts}
    about = _row(one)
    return cells | {part: about[part] for part in ("similarity", "direction", "reason")}
