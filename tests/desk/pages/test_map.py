from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from sayso.desk import Settings, make_desk
from sayso.ledger import Ledger
from sayso.ledger.overview.gazette import Placed

TOWN = Placed("Quenara", "own:1", 10.5, -66.9, 12.0, 5, 3, 1, 4)
NOWHERE = Placed("Tolva Ridge", None, None, None, None, 2, 2, 0, 1)


@pytest.fixture
def mapped(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """The samples' places are invented, so no gazetteer has a point for them."""
    monkeypatch.setattr(Ledger, "places", lambda _: (TOWN, NOWHERE))
    return TestClient(make_desk(ledger, Settings()), base_url="http://127.0.0.1:8001")


def test_places_that_no_gazetteer_knows_are_in_the_table_all_the_same(client: TestClient) -> None:
    rows = _table(client, "/map.csv")
    assert rows
    assert not any(row["latitude"] for row in rows)
    assert "not known" in client.get("/map").text


def test_a_place_leads_to_what_was_said_near_it(mapped: TestClient) -> None:
    page = mapped.get("/map").text
    assert 'href="/search?near=10.5%2C-66.9%2C25km"' in page
    assert "10.50, -66.90" in page


def test_a_part_of_a_name_finds_places(mapped: TestClient) -> None:
    rows = mapped.get("/map.json?name=tolva").json()["rows"]
    assert [row["name"] for row in rows] == ["Tolva Ridge"]


def test_a_map_around_no_circle_is_refused(mapped: TestClient) -> None:
    assert mapped.get("/map?around=10.5,-66.9,300").status_code == 200
    assert mapped.get("/map?around=here").status_code == 400


def test_places_are_counted_by_what_was_said_and_happened_there(ledger: Ledger) -> None:
    found = ledger.places()
    weights = [one.said + one.happened for one in found]
    assert weights == sorted(weights, reverse=True)
    assert all(one.named >= one.reports > 0 for one in found)
    assert len({replace(one, named=0) for one in found}) == len(found)


def _table(client: TestClient, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(address).text)))
