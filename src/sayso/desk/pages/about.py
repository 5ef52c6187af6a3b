"""``/-/about``, ``/-/terms`` and ``/-/docs``: of the ledger, of its words, for programs."""

from __future__ import annotations

import json
from dataclasses import asdict

from fastapi import APIRouter, Request
from fastapi.responses import Response

from sayso import __version__
from sayso.desk.answers import Answer, TheDesk, as_html, page
from sayso.desk.described import addresses, describe
from sayso.desk.paging import SIZE, Number, Paged
from sayso.desk.shapes.overview import AboutPage
from sayso.terms import GLOSSARY

router = APIRouter()


@page(router, "/-/about", AboutPage, table=True)
def about(desk: TheDesk, page: Number = 1) -> Answer:
    """How much there is, what it was read with, and what could not be read and why."""
    stats, runs = desk.ledger.stats(), desk.ledger.runs()
    found, many = desk.ledger.failures(skip=(page - 1) * SIZE, top=SIZE)
    failures = Paged(found, page, many)
    shown = {
        "stats": stats,
        "runs": [(run, json.loads(run.settings)) for run in runs],
        "failures": failures,
    }
    data = {
        "version": __version__,
        "counts": asdict(stats),
        "runs": [asdict(run) for run in runs],
        "failures": {**failures.about, "rows": [asdict(one) for one in found]},
    }
    return Answer("about.html", shown, data, [asdict(one) for one in found])


@page(router, "/-/terms", dict[str, str])
def terms(desk: TheDesk) -> Answer:
    """What Sayso's words mean."""
    return Answer("terms.html", {"terms": GLOSSARY}, GLOSSARY)


@router.get("/-/openapi.json", include_in_schema=False, response_model=None)
def openapi(request: Request) -> Response:
    """The description of all addresses, for programs that make programs of it."""
    return Response(json.dumps(describe(request.app), indent=1), media_type="application/json")


@router.get("/-/docs", include_in_schema=False, response_model=None)
def docs(desk: TheDesk) -> Response:
    """The same for people."""
    described = list(addresses(describe(desk.request.app)))
    return as_html(desk, Answer("docs.html", {"addresses": described}, None))
