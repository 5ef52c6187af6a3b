from __future__ import annotations

import csv
import io

from fastapi.testclient import TestClient

WIRE = "/outlet/Corvane%20Wire"


def test_an_outlets_page_has_its_reports_the_latest_first(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get(f"{WIRE}.csv").text)))
    days = [row["published"] for row in rows]
    assert len(days) == client.get(f"{WIRE}.json").json()["reports_in_all"]
    assert days == sorted(days, reverse=True)


def test_what_it_says_in_its_own_voice_is_nobody_elses_word(client: TestClient) -> None:
    found = client.get(f"{WIRE}.json").json()
    assert found["own"]
    assert not any(row["source"] for row in found["own"])


def test_whom_it_quotes_most_comes_first(client: TestClient) -> None:
    quotes = client.get(f"{WIRE}.json").json()["quotes"]
    assert quotes[0]["actor"] == "Maril Dovane"
    assert quotes == sorted(quotes, key=lambda one: -one["times"])


def test_who_has_passages_from_it_leads_to_them(client: TestClient) -> None:
    taken = [one for one in client.get(f"{WIRE}.json").json()["copying"] if one["directed"]]
    assert {one["giver"] for one in taken} == {"Corvane Wire"}
    assert "Others have passages from it" in client.get(WIRE).text


def test_labels_of_an_outlet_are_of_its_own_voice_alone(client: TestClient) -> None:
    labels = client.get(f"{WIRE}.json").json()["labels"]
    assert labels
    assert {one["user_id"] for one in labels} == {"outlet:Corvane Wire"}


def test_an_outlet_that_is_not_there_is_a_page_that_says_so(client: TestClient) -> None:
    found = client.get("/outlet/The%20Nowhere%20Times")
    assert found.status_code == 404
    assert "The Nowhere Times" in found.text
