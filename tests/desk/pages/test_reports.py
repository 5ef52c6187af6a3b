from __future__ import annotations

import csv
import io
from collections.abc import Callable

from fastapi.testclient import TestClient

from tests.desk.serving import state_of
from tests.ledger.quick import RUN
from tests.ledger.stories import story


def test_reports_are_listed_with_what_is_said_and_copied_in_each(client: TestClient) -> None:
    rows = client.get("/reports.json").json()["rows"]
    assert len(rows) == 8
    courier = next(row for row in rows if row["outlet"] == "The Quenara Courier")
    assert courier["attributions"] > 5
    assert 0.1 < courier["copied"] < 1
    page = client.get("/reports").text
    assert f'href="/report/{courier["id"]}"' in page
    assert f"{courier['copied']:.0%} from others" in page


def test_reports_come_by_day_by_adding_or_by_how_much_is_said(client: TestClient) -> None:
    by = {
        order: client.get(f"/reports.json?sort={order}").json()["rows"]
        for order in ("published", "added", "attributions")
    }
    days = [row["published"] for row in by["published"] if row["published"]]
    assert days == sorted(days, reverse=True)
    assert by["published"][-1]["published"] is None
    many = [row["attributions"] for row in by["attributions"]]
    assert many == sorted(many, reverse=True)
    assert by["added"][0]["where"].endswith("winnow-digest.txt")


def test_reports_of_an_outlet_of_days_or_with_words_in_their_title(client: TestClient) -> None:
    def titles(query: str) -> list[str]:
        return [row["title"] for row in client.get(f"/reports.json?{query}").json()["rows"]]

    assert len(titles("outlet=Corvane+Wire")) == 2
    assert len(titles("outlet=Corvane+Wire&since=2026-05-12&until=2026-05-12")) == 2
    assert titles("until=2026-05-11") == []
    assert all("bridge" in title.lower() for title in titles("words=BRIDGE"))
    assert titles("words=bridge+video") == [
        "What the Amber Bridge video shows, and what it does not"
    ]
    assert titles("words=%22") == []
    assert "No report here" in client.get("/reports?outlet=Nobody").text


def test_a_table_of_reports_has_a_row_each(client: TestClient) -> None:
    table = list(csv.DictReader(io.StringIO(client.get("/reports.csv").text)))
    rows = client.get("/reports.json").json()["rows"]
    assert [row["id"] for row in table] == [row["id"] for row in rows]


def test_a_page_of_several_versions_is_one_report(own_desk: Callable[..., TestClient]) -> None:
    desk = own_desk()
    url = "https://halden.example/2031/base"
    for text in ("Minister Padrino said all was calm.", "Minister Padrino said nothing."):
        state_of(desk).ledger.add(story(text, url=url), RUN)
    (row,) = desk.get("/reports.json?outlet=Halden+Gazette").json()["rows"]
    assert (row["versions"], row["attributions"]) == (2, 1)
    assert row["title"] == "Minister Padrino said nothing."
