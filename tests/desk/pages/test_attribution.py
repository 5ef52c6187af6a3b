from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import html


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
