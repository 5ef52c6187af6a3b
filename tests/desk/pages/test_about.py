from __future__ import annotations

import re
from collections.abc import Callable

from fastapi.testclient import TestClient
from lxml import html

from sayso import __version__
from sayso.errors import NotFound
from sayso.terms import GLOSSARY


def test_the_page_about_the_ledger_tells_what_it_was_read_with(client: TestClient) -> None:
    told = client.get("/-/about.json").json()
    assert told["version"] == __version__
    assert told["counts"]["reports"] == sum(run["versions"] for run in told["runs"])
    assert told["runs"][0]["software"] in client.get("/-/about").text


def test_what_could_not_be_read_is_paged_with_its_reason(
    own_desk: Callable[..., TestClient],
) -> None:
    desk = own_desk()
    for number in range(30):
        error = NotFound(f"page{number}.html", "there is no such file", "check the path")
        desk.app.state.ledger.fail(error)  # type: ignore[attr-defined]
    first, second = (desk.get(f"/-/about.json?page={n}").json()["failures"] for n in (1, 2))
    assert first["total"] == 30
    assert len({row["where"] for row in first["rows"] + second["rows"]}) == 30
    assert "there is no such file" in desk.get("/-/about?page=2").text


def test_the_terms_are_those_of_the_command_line(client: TestClient) -> None:
    assert client.get("/-/terms.json").json() == GLOSSARY
    shown = html.fromstring(client.get("/-/terms").text).xpath("//main//dt/text()")
    assert shown == list(GLOSSARY)


def test_every_address_for_programs_is_described_and_opens(client: TestClient) -> None:
    api = client.get("/-/openapi.json").json()
    page = client.get("/-/docs").text
    for path, methods in api["paths"].items():
        assert path.removesuffix(".json").removesuffix(".csv") in page
        for told in methods.values():
            assert told.get("description"), path
        if "get" in methods and "{" not in path:
            assert client.get(path).status_code in (200, 400), path


def test_no_description_asks_another_machine(client: TestClient) -> None:
    assert not re.search(r"https?://", client.get("/-/docs").text)
