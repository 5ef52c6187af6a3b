from __future__ import annotations

import csv
import io
import json
from html import unescape

from fastapi.testclient import TestClient

from sayso.ledger import Ledger
from sayso.ledger.rows import reuse_page_row


def test_it_is_told_who_has_passages_from_whom(client: TestClient) -> None:
    outlets = client.get("/lineage.json").json()["outlets"]
    (pair,) = (one for one in outlets if one["taker"] == "The Quenara Courier")
    assert (pair["giver"], pair["directed"]) == ("Corvane Wire", True)
    page = client.get("/lineage").text
    assert "has it from" in page
    assert "/lineage?outlet=The+Quenara+Courier&amp;other=Corvane+Wire" in page


def test_passages_lead_to_where_they_stand_in_both_reports(client: TestClient) -> None:
    found = client.get("/lineage.json?outlet=The+Quenara+Courier&other=Corvane+Wire").json()
    assert found["total"] == len(found["rows"]) == 2
    page = unescape(client.get("/lineage?outlet=The+Quenara+Courier&other=Corvane+Wire").text)
    for row in found["rows"]:
        for side in (row["left"], row["right"]):
            span = f"mark={side['start']}-{side['end']}#mark"
            assert f"/report/{side['report']}?{span}" in page
        assert row["reason"] in page


def test_json_of_a_passage_is_what_the_command_line_has_of_it(
    client: TestClient, ledger: Ledger
) -> None:
    told = {page.reuse.id: reuse_page_row(page) for page in ledger.lineage()}
    rows = client.get("/lineage.json?within=true").json()["rows"]
    assert rows
    for row in rows:
        whole = json.loads(json.dumps(told[row["id"]]))
        for side in ("left", "right"):
            assert row[side].items() <= whole[side].items()
        assert row["reason"] == whole["reason"]


def test_what_stands_twice_under_one_outlet_is_left_out_unless_asked_for(
    client: TestClient,
) -> None:
    without, within = (
        client.get(f"/lineage.json{query}").json()["total"] for query in ("", "?within=true")
    )
    assert 0 < without < within


def test_a_table_of_passages_tells_who_has_it_from_whom(client: TestClient) -> None:
    table = list(csv.DictReader(io.StringIO(client.get("/lineage.csv").text)))
    taken = [row for row in table if row["taker_outlet"] == "The Quenara Courier"]
    assert {row["giver_outlet"] for row in taken if row["direction"] != "undirected"} == {
        "Corvane Wire"
    }


def test_reports_that_name_no_outlet_are_asked_for_by_a_dash(client: TestClient) -> None:
    found = client.get("/lineage.json?outlet=-&other=Open+Harbour").json()
    assert found["total"] == 2
    assert "No words of one outlet" in client.get("/lineage?outlet=Nobody").text
