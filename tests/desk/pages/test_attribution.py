from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import html

from sayso.desk import Settings, make_desk
from sayso.ledger import open_ledger
from sayso.terms import Verdict
from tests.desk.conftest import HOME
from tests.ledger.quick import RUN
from tests.ledger.stories import story


@pytest.fixture(scope="module")
def said(client: TestClient) -> dict[str, Any]:
    """An attribution of a claim."""
    claim = client.get("/claims.json").json()["rows"][0]
    id = claim["lines"][0]["sayings"][0]["attribution"]
    found: dict[str, Any] = client.get(f"/attribution/{id}.json").json()
    return found


def test_an_attribution_stands_among_the_words_around_it(
    client: TestClient, said: dict[str, Any]
) -> None:
    page = html.fromstring(client.get(f"/attribution/{said['id']}").text)
    (context,) = page.find_class("context")
    for role in ("source", "cue", "content"):
        marked = "".join(one.text for one in context.find_class(role))
        assert marked == "".join(span["text"] for span in said[role])


def test_every_piece_of_the_context_knows_where_it_begins(
    client: TestClient, said: dict[str, Any]
) -> None:
    page = html.fromstring(client.get(f"/attribution/{said['id']}").text)
    pieces = list(page.find_class("context")[0])
    for one, after in pairwise(pieces):
        assert int(one.get("data-start")) + len(one.text) == int(after.get("data-start"))


def test_the_form_is_filled_with_what_the_machine_found(
    client: TestClient, said: dict[str, Any]
) -> None:
    page = html.fromstring(client.get(f"/attribution/{said['id']}").text)
    (form,) = page.find_class("correct")
    told = dict(form.form_values())
    (span, *_) = said["content"]
    assert told["content"].startswith(f"{span['start']}-{span['end']}")
    assert told["manner"] == said["manner"]["kind"]


def test_four_letters_of_its_id_lead_to_it(client: TestClient, said: dict[str, Any]) -> None:
    found = client.get(f"/attribution/{said['id'][:12]}", follow_redirects=False)
    assert found.headers["location"] == f"/attribution/{said['id']}"


def test_what_is_no_attribution_is_a_page_that_says_so(client: TestClient) -> None:
    claim = client.get("/claims.json").json()["rows"][0]["id"]
    assert client.get(f"/attribution/{claim}").status_code == 404


def test_what_a_later_reading_no_longer_found_is_told_with_what_people_said_of_it(
    tmp_path: Path,
) -> None:
    with open_ledger(tmp_path / "event.db", create=True) as ledger:
        reading = story()
        ledger.add(reading, RUN)
        gone, *others = reading.attributions
        ledger.judge(gone.id, Verdict.ACCEPT, "Ilse")
        ledger.reread(replace(reading, attributions=tuple(others)), RUN)
        desk = TestClient(make_desk(ledger, Settings()), base_url=HOME)
        page = desk.get(f"/attribution/{gone.id}").text
    assert "No longer found" in page
    assert 'Read rightly</span>, says <span class="who">Ilse' in page
    assert "the air base was calm" in page
