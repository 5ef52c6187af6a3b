from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from sayso.ledger import Ledger, Query
from sayso.ledger.rows import hit_row


def rows(client: TestClient, query: str) -> list[dict[str, object]]:
    found = client.get(f"/search.json?{query}").json()["rows"]
    assert isinstance(found, list)
    return found


def test_json_of_a_search_is_what_the_command_line_prints(
    client: TestClient, ledger: Ledger
) -> None:
    hits = ledger.search(Query("army", limit=25))
    assert rows(client, "words=army") == [hit_row(hit) for hit in hits]
    table = csv.DictReader(io.StringIO(client.get("/search.csv?words=army").text))
    assert [row["id"] for row in table] == [hit.attribution.id for hit in hits]


def test_words_that_were_looked_for_are_marked_and_lead_to_where_they_stand(
    client: TestClient,
) -> None:
    page = client.get("/search?words=army").text
    assert '<mark class="found">army</mark>' in page
    assert re.search(r'href="/report/[0-9a-f]{16}\?mark=\d+-\d+&amp;attribution=', page)


@pytest.mark.parametrize(
    ("query", "field", "value"),
    [
        ("manner=deny", "manner", "deny"),
        ("manner=deny&manner=promise", "manner", "deny"),
        ("channel=interview", "channel", "interview"),
        ("certainty=denied", "certainty", "denied"),
        ("type=direct", "quote_type", "direct"),
        ("outlet=Corvane+Wire", "outlet", "Corvane Wire"),
        ("since=2026-05-13", "published", "2026-05-13"),
    ],
)
def test_a_search_is_narrowed(client: TestClient, query: str, field: str, value: str) -> None:
    found = rows(client, query)
    assert 0 < len(found) < len(rows(client, "")) or len(found) == 25
    assert any(value in str(row[field]) for row in found)
    if query.count("&") == 0:
        assert all(value in str(row[field]) for row in found)


def test_fields_of_a_form_that_were_left_empty_ask_for_nothing(client: TestClient) -> None:
    empty = "words=army&source=&actor=&outlet=&type=&manner=&since=&until=&near=&said_after="
    assert rows(client, empty) == rows(client, "words=army")


def test_a_facet_asks_for_as_many_as_it_tells(client: TestClient) -> None:
    counts = client.get("/search.json?words=army").json()["counts"]
    for facet, counted in counts.items():
        for one in counted:
            found = client.get(f"/search.json?words=army&{facet}={quote(one['key'])}").json()
            assert found["found"] == one["found"], (facet, one)


def test_a_chosen_facet_is_taken_away_again(client: TestClient) -> None:
    page = client.get("/search?words=army&manner=say&manner=deny").text
    assert re.search(
        r'<a href="/search\?words=army&amp;manner=deny" aria-current="true"[^>]*>say', page
    )


def test_one_persons_words_come_in_the_order_of_time(client: TestClient) -> None:
    found = rows(client, "actor=Hadrik+Vosse&sort=oldest")
    assert len(found) > 3
    assert {row["actor"]["name"] for row in found} >= {"Hadrik Vosse"}  # type: ignore[index]
    days = [str(row["published"]) for row in found if row["published"]]
    assert days == sorted(days)


def test_the_same_topic_is_told_outlet_by_outlet(client: TestClient) -> None:
    page = client.get("/search?words=army&by=outlet").text
    outlets = client.get("/search.json?words=army&by=outlet").json()["outlets"]
    assert len(outlets) > 2
    for one in outlets:
        assert one["outlet"] is None or f">{one['outlet']}</a>" in page


def test_a_place_of_several_is_said_with_the_others(client: TestClient) -> None:
    page = client.get("/search?near=Paris,10km").text
    assert "Near Paris, FR" in page
    assert 'near=Paris%2C+TX%2C10km">Paris, US (TX)</a>' in page
    assert "Near Paris, US (TX)" in client.get("/search?near=Paris, TX,10km").text


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [
        ("near=Nowhereville", 404, "No place by that name is known"),
        ("actor=Nobody+Ofthisname", 404, "Nobody is called"),
        ("near=1,2", 400, "how many kilometres"),
        ("since=yesterday", 400, "since"),
        ("manner=shout", 400, "manner"),
    ],
)
def test_what_cannot_be_looked_for_is_told(
    client: TestClient, query: str, status: int, told: str
) -> None:
    found = client.get(f"/search?{query}")
    assert found.status_code == status
    assert told in found.text


def several(ledger: Ledger, name: str) -> bool:
    return len(ledger.actors_called(name)) > 1


def test_a_name_that_several_bear_leads_to_each_of_them(
    own_desk: Callable[..., TestClient],
) -> None:
    desk = own_desk()
    ledger: Ledger = desk.app.state.ledger  # type: ignore[attr-defined]
    groups, _ = ledger.actors()
    words = sorted({word for one in groups for word in one.name.lower().split()})
    name = next(word for word in words if word.isalpha() and several(ledger, word))
    found = desk.get(f"/search?actor={quote(name)}")
    assert found.status_code == 404
    assert "Who is meant" in found.text
    leads = re.findall(r'href="(/search\?actor=[0-9a-f]{16})"', found.text)
    assert len(leads) > 1
    assert all(desk.get(lead).status_code == 200 for lead in leads)


def test_a_page_beyond_the_last_leads_back(client: TestClient) -> None:
    assert "go to its beginning" in client.get("/search?words=army&page=99").text
