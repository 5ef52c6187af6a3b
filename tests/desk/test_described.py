"""OpenAPI against the desk: schemathesis asks what it says can be asked, and what it says cannot.

Schemathesis makes the requests here and pytest runs them, not its own plugin: that needs a pytest
older than 9. What is asked with ids that are there, test_v1.py has.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from sayso.desk import Settings, make_desk
from sayso.desk.pages import ROUTERS
from sayso.desk.programs import ROUTERS as PROGRAMS
from sayso.ledger import open_ledger
from tests.ledger.quick import QuickPipeline

OPERATIONS = [
    (route.path_format, min(route.methods or ()))
    for router in (*ROUTERS, *PROGRAMS)
    for route in router.routes
    if isinstance(route, APIRoute) and route.path.startswith("/v1/")
]
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,  # what makes no sense is never taken for something else
]
EXAMPLES = 6  # of each of both kinds


@pytest.fixture(scope="module")
def api(sampled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    path = shutil.copy(sampled, tmp_path_factory.mktemp("described") / "event.db")
    with open_ledger(path) as ledger:
        desk = make_desk(ledger, Settings(hosts=("testserver",)), QuickPipeline())
        yield schemathesis.openapi.from_asgi("/-/openapi.json", desk)


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_answer_is_one_that_openapi_tells_of(
    api: Any, path: str, method: str, mode: GenerationMode
) -> None:
    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=api[path][method].as_strategy(generation_mode=mode))
    def asked(case: Any) -> None:
        if not (isinstance(case.body, dict) and "address" in case.body):  # no test asks the web
            case.call_and_validate(checks=CHECKS)

    try:
        asked()
    except Unsatisfiable:  # what takes nothing can be asked nothing wrong
        assert mode is GenerationMode.NEGATIVE


def test_every_operation_has_a_name_for_those_who_make_clients(client: TestClient) -> None:
    api = client.get("/-/openapi.json").json()
    told = [one for methods in api["paths"].values() for one in methods.values()]
    names = [one["operationId"] for one in told]
    assert len(set(names)) == len(names)
    assert all(name.isidentifier() for name in names)
    assert {"read", "claims", "accounts", "search", "actors", "reports"} <= set(names)


def test_all_that_goes_wrong_has_one_shape(client: TestClient) -> None:
    api = client.get("/-/openapi.json").json()
    for methods in api["paths"].values():
        for one in methods.values():
            for code, said in one["responses"].items():
                if int(code) >= 400:
                    schema = said["content"]["application/json"]["schema"]
                    assert schema == {"$ref": "#/components/schemas/Fault"}
    assert "HTTPValidationError" not in api["components"]["schemas"]


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/v1/claims?page=0", {}, 400),
        ("GET", "/v1/claim/none", {}, 404),
        ("GET", "/v1/nothing", {}, 404),
        ("GET", "/v1", {}, 404),
        ("GET", "/v1/search?actor=nobody", {}, 404),
        ("PUT", "/v1/claims", {}, 405),
        ("GET", "/v1/claims", {"Host": "stranger.example"}, 421),
    ],
)
def test_a_fault_under_v1_is_json(
    client: TestClient, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    answer = client.request(method, path, headers=headers)
    assert (answer.status_code, answer.json()["status"]) == (status, status)
    assert set(answer.json()) == {"status", "what", "mend"}


def test_a_method_that_there_is_not_is_told_with_those_that_there_are(client: TestClient) -> None:
    assert client.put("/v1/claims").headers["Allow"] == "GET"
