from __future__ import annotations

import csv
import io

from fastapi.testclient import TestClient


def test_the_page_of_claims_tells_how_many_lines_stand_behind_each(client: TestClient) -> None:
    page = client.get("/claims").text
    assert "At least 14 people were killed" in page
    assert "2 independent lines" in page


def test_json_and_csv_of_a_page_have_the_same_claims(client: TestClient) -> None:
    rows = client.get("/claims.json").json()["rows"]
    table = list(csv.DictReader(io.StringIO(client.get("/claims.csv").text)))
    assert [row["id"] for row in rows] == [row["claim"] for row in table]


def test_only_contested_claims_are_shown_where_they_are_asked_for(client: TestClient) -> None:
    rows = client.get("/claims.json?contested=true").json()["rows"]
    assert rows
    assert all(row["against"] for row in rows)


def test_a_source_that_nobody_is_called_by_is_a_page_that_says_so(client: TestClient) -> None:
    found = client.get("/claims?source=Nobody+Ofthisname")
    assert found.status_code == 404
    assert "Nobody Ofthisname" in found.text


def test_pages_of_a_list_follow_one_another_without_doubles(client: TestClient) -> None:
    first, second = (client.get(f"/claims.json?page={n}").json() for n in (1, 2))
    assert first["total"] > first["size"]
    assert not {row["id"] for row in first["rows"]} & {row["id"] for row in second["rows"]}
