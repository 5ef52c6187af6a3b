"""``/-/about``, ``/-/terms`` and ``/-/docs``: of the ledger, of its words, for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from sayso import __version__
from sayso.desk.answers import Answer, TheDesk, as_html, page
from sayso.desk.paging import SIZE, Number, Paged
from sayso.terms import GLOSSARY

router = APIRouter()

Told = Mapping[str, Any]  # a part of an OpenAPI description


@page(router, "/-/about", table=True)
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


@page(router, "/-/terms")
def terms(desk: TheDesk) -> Answer:
    """What Sayso's words mean."""
    return Answer("terms.html", {"terms": GLOSSARY}, GLOSSARY)


@router.get("/-/openapi.json", include_in_schema=False, response_model=None)
def openapi(request: Request) -> Response:
    """The description of all addresses, for programs that make programs of it."""
    return Response(json.dumps(request.app.openapi(), indent=1), media_type="application/json")


@router.get("/-/docs", include_in_schema=False, response_model=None)
def docs(desk: TheDesk) -> Response:
    """The same for people."""
    described = list(_described(desk.request.app.openapi()))
    return as_html(desk, Answer("docs.html", {"addresses": described}, None))


def _described(api: Told) -> Iterator[dict[str, object]]:
    """Address, method, what it does and what it takes, of every one, by address.

    A page's JSON and its CSV are one, with the endings of both.
    """
    by_page: dict[tuple[str, str], list[str]] = {}
    for path, methods in sorted(api["paths"].items()):
        for method in methods:
            stem, dot, form = path.rpartition(".")
            known = form in ("json", "csv")
            ending = dot + form if known else ""
            by_page.setdefault((stem if known else path, method), []).append(ending)
    for (stem, method), forms in by_page.items():
        told = api["paths"][stem + forms[-1]][method]
        yield {
            "path": stem,
            "method": method.upper(),
            "forms": [form for form in forms if form],
            "does": told.get("description") or told.get("summary", ""),
            "takes": [_parameter(one) for one in told.get("parameters", ())]
            + list(_fields(api, told)),
            "opens": method == "get" and "{" not in stem,
        }


def _fields(api: Told, told: Told) -> Iterator[dict[str, object]]:
    """The fields of a form."""
    for content in told.get("requestBody", {}).get("content", {}).values():
        schema = content.get("schema", {})
        if "$ref" in schema:
            schema = api["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        for name, field in schema.get("properties", {}).items():
            needed = name in schema.get("required", ())
            yield _parameter({"name": name, "in": "form", "schema": field, "required": needed})


def _parameter(one: Told) -> dict[str, object]:
    """A part of an address or a form: its name, where it stands, what it may be."""
    schema: Told = one.get("schema", {})
    kinds = [schema, *schema.get("anyOf", ())]
    return {
        "name": one["name"],
        "in": {"path": "address", "form": "form"}.get(one["in"], "query"),
        "required": one.get("required", False),
        "default": schema.get("default"),
        "is": _kind(next((kind for kind in kinds if "type" in kind or "enum" in kind), {})),
        "does": one.get("description") or schema.get("description", ""),
    }


def _kind(schema: Told) -> str:
    if "enum" in schema:
        return ", ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"several: {_kind(schema.get('items', {})) or 'text'}"
    words = {"string": "text", "integer": "a whole number", "boolean": "true or false"}
    return words.get(schema.get("type", ""), str(schema.get("type", "")))
