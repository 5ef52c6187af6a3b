from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

from fastapi.testclient import TestClient
from lxml import html

from tests.desk.forms import press

Desk = Callable[..., TestClient]


def of(row: dict[str, Any]) -> list[str]:
    """The claims of a dispute, side by side."""
    return [claim["id"] for side in row["sides"] for claim in side["claims"]]


def test_what_is_disputed_stands_side_by_side_with_what_clashes_marked(
    client: TestClient,
) -> None:
    page = html.fromstring(client.get("/accounts").text)
    for dispute in page.find_class("dispute"):
        sides = dispute.find_class("side")
        assert len(sides) > 1
        assert all(side.xpath(".//mark[contains(@class, 'clash')]") for side in sides)
        assert all(side.xpath(".//blockquote/a/@href")[0].startswith("/report/") for side in sides)


def test_a_dispute_is_there_once_however_many_accounts_it_has(client: TestClient) -> None:
    rows = client.get("/accounts.json").json()["rows"]
    claims = [(row["ground"], id) for row in rows for id in of(row)]
    assert len(claims) == len(set(claims))
    assert any(len(of(row)) > 2 for row in rows)


def test_nobody_on_one_side_stands_against_another_on_it(client: TestClient) -> None:
    for row in client.get("/accounts.json").json()["rows"]:
        sides = [{claim["id"] for claim in side["claims"]} for side in row["sides"]]
        for one in row["against"]:
            assert not any({one["left"]["claim"], one["right"]["claim"]} <= side for side in sides)


def test_disputes_are_narrowed_to_a_ground_and_to_a_source(client: TestClient) -> None:
    found = client.get("/accounts.json").json()
    numbers = client.get("/accounts.json?ground=number").json()
    assert numbers["grounds"] == found["grounds"]
    assert numbers["total"] == found["grounds"]["number"]
    assert {one["dimension"] for row in numbers["rows"] for one in row["against"]} == {"number"}
    theirs = client.get("/accounts.json?source=Maril+Dovane").json()
    assert 0 < theirs["total"] < found["total"]


def test_the_table_has_a_row_for_each_account(client: TestClient) -> None:
    table = list(csv.DictReader(io.StringIO(client.get("/accounts.csv").text)))
    rows = client.get("/accounts.json").json()["rows"]
    assert [row["claim"] for row in table] == [id for row in rows for id in of(row)]


def test_what_people_say_is_no_clash_is_shown_where_it_is_asked_for(own_desk: Desk) -> None:
    client = own_desk()
    before = client.get("/accounts.json?ground=label").json()
    (row,) = before["rows"]
    for one in row["against"]:
        press(client, "/accounts?ground=label", "No clash", f"judging-{one['id']}")
    assert client.get("/accounts.json?ground=label").json()["total"] == 0
    (again,) = client.get("/accounts.json?ground=label&rejected=true").json()["rows"]
    assert again["rejected"]


def test_a_source_that_nobody_is_called_by_is_a_page_that_says_so(client: TestClient) -> None:
    assert client.get("/accounts?source=Nobody+Ofthisname").status_code == 404
