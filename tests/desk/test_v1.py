"""Every page for programs, against the shape that OpenAPI gives it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from pydantic import TypeAdapter

from sayso.desk.pages import ROUTERS


def shapes() -> Iterator[tuple[str, Any]]:
    """Every address for programs, as its route has it, with the shape of its answer."""
    for router in ROUTERS:
        for route in router.routes:
            if isinstance(route, APIRoute) and route.path.startswith("/v1/"):
                yield route.path, route.responses[200]["model"]


def asked(client: TestClient) -> dict[str, list[str]]:
    """Addresses of the pages that need something to be asked for; what is asked for is there."""
    get = cache(lambda path: client.get(path).json())
    claims = get("/v1/claims?contested=true")["rows"]
    reports = get("/v1/reports")["rows"]
    return {
        "/v1/claim/{id}": [f"/v1/claim/{one['id']}" for one in claims[:5]],
        "/v1/actor/{id:path}": [f"/v1/actor/{one['id']}" for one in get("/v1/actors")["rows"][:5]],
        "/v1/report/{id}": [f"/v1/report/{one['id']}" for one in reports],
        "/v1/outlet/{name:path}": [f"/v1/outlet/{one['outlet']}" for one in reports[:3]],
        "/v1/attribution/{id}": [
            f"/v1/attribution/{one['lines'][0]['sayings'][0]['attribution']}" for one in claims[:5]
        ],
        "/v1/event/{id}": [f"/v1/event/{id}" for id in _events(client, get("/v1/timeline"))],
        "/v1/labels": [
            "/v1/labels", f"/v1/labels?target={get('/v1/labels')['rows'][0]['target_id']}",
        ],
        "/v1/dossier": [f"/v1/dossier?claim={claims[0]['id']}"],
        "/v1/search": ["/v1/search", "/v1/search?words=harbour&by=outlet", "/v1/search?own=true"],
        "/v1/add/{id}": [],
    }  # fmt: skip


def _events(client: TestClient, timeline: Any) -> list[str]:
    """A few of the entries that are events; the others are sayings."""
    ids = [entry["ids"][0] for entry in timeline["rows"][:12]]
    return [id for id in ids if client.get(f"/event/{id}").status_code == 200]


def test_what_is_answered_is_what_is_described_and_nothing_else(client: TestClient) -> None:
    known = asked(client)
    for path, shape in shapes():
        held = TypeAdapter(shape)
        for address in known.get(path, [path]):
            answer = client.get(address)
            assert answer.status_code == 200, address
            held.validate_json(answer.text, strict=True, extra="forbid")
