"""``/outlet/NAME``: its reports, its own voice, whom it quotes, who copies whom, its labels."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter

from sayso.desk.answers import Answer, TheDesk, page
from sayso.desk.called import LEANINGS, lines_by_target
from sayso.desk.paging import SIZE, Number, Paged
from sayso.desk.said import said
from sayso.desk.shapes.reports import OneOutlet
from sayso.export.jsonl import attribution_rows
from sayso.ledger.overview.copies import Copying
from sayso.ledger.overview.outlets import Issued, OutletPage
from sayso.views.counted import count, label_rows

router = APIRouter()

MOST_LABELS = 40


@page(router, "/outlet/{name:path}", OneOutlet, table=True)
def outlet(desk: TheDesk, name: str, page: Number = 1, own: Number = 1) -> Answer:
    """An outlet; ``page`` is of its reports, ``own`` of what it says in its own voice."""
    skips = {"skip": (page - 1) * SIZE, "own": (own - 1) * SIZE}
    found = desk.ledger.outlet(name, **skips)
    called = count(found.labels, ())
    labels = lines_by_target(called, found.labels)
    takes = [one for one in found.copying if one.directed and one.taker == name]
    gives = [one for one in found.copying if one.directed and one.giver == name]
    shares = [one for one in found.copying if not one.directed]
    return Answer(
        "outlet.html",
        {
            "outlet": found,
            "reports": Paged(found.reports, page, found.many),
            "own": Paged([said(one) for one in found.own.rows], own, found.own.many),
            "labels": labels[:MOST_LABELS],
            "labels_in_all": len(labels),
            "leanings": LEANINGS,
            "takes": takes,
            "gives": gives,
            "shares": shares,
        },
        _row(found) | {"labels": label_rows(called, found.labels)},
        [_issued(one) for one in found.reports],
    )


def _row(found: OutletPage) -> dict[str, object]:
    return {
        "outlet": found.name,
        "first": found.first,
        "last": found.last,
        "reports_in_all": found.many,
        "reports": [_issued(one) for one in found.reports],
        "own_in_all": found.own.many,
        "own": [row for one in found.own.rows for row in attribution_rows(one.reading, own=True)],
        "quotes": [
            {"actor": one.name, "actor_id": one.id, "times": one.times} for one in found.quoted
        ],
        "copying": [_copying(one) for one in found.copying],
    }


def _issued(one: Issued) -> Mapping[str, object]:
    return {
        "report": one.id,
        "title": one.title,
        "where": one.where,
        "published": one.published,
        "attributions": one.said,
        "assertions": one.own,
    }


def _copying(one: Copying) -> Mapping[str, object]:
    return {
        "taker": one.taker,
        "giver": one.giver,
        "directed": one.directed,
        "passages": one.passages,
        "reports": one.reports,
    }
