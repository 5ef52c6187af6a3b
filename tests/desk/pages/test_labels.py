from __future__ import annotations

import csv
import io
import re

from fastapi.testclient import TestClient


def test_what_words_that_take_a_side_are_used_of_most_comes_first(client: TestClient) -> None:
    rows = client.get("/labels.json").json()["rows"]
    assert rows[0]["target"] == "the coup"
    assert {"coup", "uprising"} <= set(rows[0]["labels"])


def test_targets_are_told_apart_by_what_they_are(client: TestClient) -> None:
    rows = client.get("/labels.json?about=event").json()["rows"]
    assert {row["about"] for row in rows} == {"event"}
    loaded = client.get("/labels.json?loaded=true").json()["rows"]
    assert all(row["loaded"] for row in loaded)


def test_a_target_is_found_by_its_noun_by_a_name_and_by_an_id(client: TestClient) -> None:
    coup = client.get("/labels.json?target=coup").json()
    assert client.get(f"/labels.json?target={coup['target_id']}").json() == coup
    dovane = client.get("/labels.json?target=dovane").json()
    assert dovane["target"] == "Maril Dovane"


def test_the_matrix_counts_what_the_command_line_counts(client: TestClient) -> None:
    rows = _table(client, "/labels.csv?target=coup")
    vosse = next(row for row in rows if row["user"] == "Hadrik Vosse" and row["label"] == "coup")
    assert (vosse["direct"], vosse["indirect"], vosse["leaning"]) == ("3", "0", "blaming")


def test_scare_quotes_and_rejections_are_told_from_uses_that_are_meant(client: TestClient) -> None:
    page = client.get("/labels?target=coup").text
    assert '<span class="heldaway">“1”</span>' in page
    assert "<s>1</s>" in page


def test_a_cell_leads_to_its_sentences_and_they_to_the_report(client: TestClient) -> None:
    page = client.get("/labels?target=coup").text
    cell = next(one for one in re.findall(r'href="(/labels\?[^"]+)#words"', page) if "user=" in one)
    words = client.get(cell.replace("&amp;", "&")).text
    assert re.search(r'<mark class="label">[^<]*coup', words, re.IGNORECASE)
    assert re.search(r'href="/report/[0-9a-f]{16}\?mark=\d+-\d+', words)


def test_a_chosen_cell_is_all_that_its_data_has(client: TestClient) -> None:
    (row,) = _table(client, "/labels.csv?target=coup&label=plot")
    assert row["user"] == "Lunet Abrask"


def test_nothing_by_a_name_is_a_page_that_says_so(client: TestClient) -> None:
    assert client.get("/labels?target=Zzyzx").status_code == 404


def _table(client: TestClient, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(address).text)))
