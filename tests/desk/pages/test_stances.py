from __future__ import annotations

import csv
import io
import re

from fastapi.testclient import TestClient


def test_edges_are_those_of_the_command_line(client: TestClient) -> None:
    rows = client.get("/stances.json").json()["rows"]
    accuses = next(row for row in rows if row["actor"] == "Lunet Abrask")
    assert (accuses["stance"], accuses["sign"], accuses["target"]) == ("accuses", -1, "Drasmere")


def test_an_edges_words_lead_to_where_they_stand(client: TestClient) -> None:
    page = client.get("/stances").text
    assert re.search(r'class="words" href="/report/[0-9a-f]{16}\?mark=\d+-\d+', page)


def test_a_side_is_told_by_a_sign_and_a_word(client: TestClient) -> None:
    page = client.get("/stances").text
    assert re.search(r'<span aria-hidden="true">−</span> accuses', page)
    assert re.search(r'<span aria-hidden="true">\+</span> praises', page)


def test_only_one_kind_or_one_actor_is_shown_where_it_is_asked_for(client: TestClient) -> None:
    praises = list(csv.DictReader(io.StringIO(client.get("/stances.csv?kind=praises").text)))
    assert {row["stance"] for row in praises} == {"praises"}
    tarsk = client.get("/stances.json?actor=Tarsk").json()["rows"]
    assert tarsk
    assert all("Ilven Tarsk" in (row["actor"], row["target"]) for row in tarsk)


def test_nobody_by_a_name_is_a_page_that_says_so(client: TestClient) -> None:
    assert client.get("/stances?actor=Zzyzx").status_code == 404
