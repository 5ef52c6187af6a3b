from __future__ import annotations

import csv
import io
import re

from fastapi.testclient import TestClient

from sayso.desk.happened import MOST, window


def test_entries_come_by_when_they_happened_the_earliest_first(client: TestClient) -> None:
    rows = _table(client, "/timeline.csv")
    assert rows
    assert [row["at"] for row in rows] == sorted(row["at"] for row in rows)


def test_an_entry_tells_since_when_it_is_known_and_who_says_so(client: TestClient) -> None:
    page = client.get("/timeline").text
    assert re.search(r"as of 12 May 2026, \d\d:\d\d · ", page)
    assert "the report itself says so" in page


def test_a_timeline_by_what_was_said_has_no_events(client: TestClient) -> None:
    rows = client.get("/timeline.json?by=said").json()["rows"]
    assert rows
    assert 'href="/event/' not in client.get("/timeline?by=said").text


def test_days_that_are_asked_for_are_both_held(client: TestClient) -> None:
    every = _table(client, "/timeline.csv")
    day = every[0]["at"][:10]
    rows = _table(client, f"/timeline.csv?since={day}&until={day}")
    assert rows == [row for row in every if row["at"][:10] == day]
    assert client.get("/timeline?since=soon").status_code == 400


def test_only_what_an_actor_has_a_part_in_is_shown_where_it_is_asked_for(
    client: TestClient,
) -> None:
    rows = client.get("/timeline.json?by=published&actor=Dovane").json()["rows"]
    assert rows
    assert all("Maril Dovane" in row["actors"] + row["recipients"] for row in rows)


def test_of_too_many_days_a_page_shows_the_last_or_those_from_a_day_on() -> None:
    days = [(f"2026-05-{day:02}", MOST // 3) for day in range(1, 11)]
    last = window(days, None, None)
    assert (str(last.since), str(last.until), last.cut) == ("2026-05-08", "2026-05-10", True)
    assert (last.before, last.after) == (7 * (MOST // 3), 0)
    from_first = window(days, last.since.replace(day=2) if last.since else None, None)
    assert (str(from_first.since), str(from_first.until)) == ("2026-05-02", "2026-05-04")


def test_a_day_with_more_than_a_page_can_show_is_shown_all_the_same() -> None:
    assert str(window([("2026-05-01", MOST * 9)], None, None).since) == "2026-05-01"


def _table(client: TestClient, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(address).text)))
