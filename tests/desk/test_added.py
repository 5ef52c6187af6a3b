"""What a person added, on the pages where what the machine read is."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from tests.desk.serving import state_of
from tests.ledger.people import RECONCILE
from tests.ledger.quick import RUN
from tests.ledger.test_counted_added import CHANGE, READING

ACTOR = next(one.id for one in READING.actors if one.name == "Ilse Marn")


@pytest.fixture
def desk(own_desk: Callable[..., TestClient]) -> TestClient:
    made = own_desk(judge="Ann")
    state_of(made).ledger.add(READING, RUN, RECONCILE)
    spans = {role: [[s.start, s.end] for s in some] for role, some in CHANGE.spans().items()}
    asked = {"id": READING.report.id, "verdict": "add", "change": spans}
    assert made.post("/v1/judge", json=asked).status_code == 201
    return made


@pytest.mark.parametrize(
    "address", ["/search?actor=Ilse+Marn", f"/actor/{ACTOR}", f"/report/{READING.report.id}"]
)
def test_a_page_says_who_added_it(desk: TestClient, address: str) -> None:
    page = desk.get(address).text.lower()
    assert "the bridge is wide open" in page
    assert "added by ann" in page or "added, says ann" in page


@pytest.mark.parametrize(
    "address", ["/search.csv?words=wide", f"/actor/{ACTOR}.csv", f"/report/{READING.report.id}.csv"]
)
def test_a_table_has_a_column_for_who_added_it(desk: TestClient, address: str) -> None:
    rows = list(csv.DictReader(io.StringIO(desk.get(address).text)))
    assert "Ann" in [row["added_by"] for row in rows]


def test_json_says_so_too(desk: TestClient) -> None:
    (row,) = desk.get("/search.json?words=wide").json()["rows"]
    assert row["judged"]["added_by"] == "Ann"
    (said,) = desk.get(f"/actor/{ACTOR}.json").json()["said"]
    assert said["judged"]["added_by"] == "Ann"


def test_a_search_for_what_people_added_finds_nothing_else(desk: TestClient) -> None:
    assert desk.get("/v1/search?added=true").json()["total"] == 1
    page = desk.get("/search?added=true").text
    assert re.search(r'name="added" value="true" checked', page)


def test_nobody_is_told_how_sure_the_machine_is_of_what_it_did_not_find(desk: TestClient) -> None:
    (row,) = desk.get("/search.json?words=wide").json()["rows"]
    page = desk.get(f"/attribution/{row['id']}").text
    assert "added by Ann: the machine did not find it" in page
    assert "% sure" not in page
