from __future__ import annotations

import re

from fastapi.testclient import TestClient


def test_an_events_page_marks_who_and_what_in_its_sentence(client: TestClient) -> None:
    page = client.get(_first(client)).text
    assert re.search(r'<mark class="cue">[^<]+</mark>', page)
    assert re.search(r'<a href="/report/[0-9a-f]{16}\?mark=\d+-\d+[^"]*">Where it stands', page)


def test_an_events_data_are_those_of_the_command_line(client: TestClient) -> None:
    found = client.get(f"{_first(client)}.json").json()
    assert {"id", "type", "actors", "recipients", "happened", "reason"} <= found.keys()
    assert found["lines"] <= found["reports"]


def test_every_event_of_the_timeline_has_a_page_with_the_same_tellings(client: TestClient) -> None:
    rows = client.get("/timeline.json").json()["rows"]
    several = [row for row in rows if len(row["ids"]) > 1]
    for row in several or rows[:1]:
        found = client.get(f"/event/{row['ids'][0]}.json")
        if found.status_code == 200:  # else it is a saying
            same = {one["id"] for one in found.json()["same"]} | {found.json()["id"]}
            assert same == set(row["ids"])


def test_an_event_that_is_not_there_is_a_page_that_says_so(client: TestClient) -> None:
    assert client.get("/event/0123456789abcdef").status_code == 404


def _first(client: TestClient) -> str:
    found = re.search(r'href="(/event/[0-9a-f]{16})"', client.get("/timeline").text)
    assert found
    return found[1]
