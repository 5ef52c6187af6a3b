from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from sayso.desk.answers import csv_of


def test_a_table_begins_with_the_names_of_its_columns() -> None:
    assert csv_of([{"who": "Dovane", "contested": True, "names": ["a", "b"]}]) == (
        "who,contested,names\nDovane,1,a | b\n"
    )


def test_no_rows_are_an_empty_table() -> None:
    assert csv_of([]) == ""


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_word_of_a_report_is_a_formula_of_a_spreadsheet(words: str) -> None:
    assert csv_of([{"words": words}]).strip().split("\n")[-1].strip('"').startswith("'")
    assert csv_of([{"number": -1, "words": "1 - 1"}]) == "number,words\n-1,1 - 1\n"


def test_a_table_is_a_file_to_keep(client: TestClient) -> None:
    told = client.get("/claims.csv").headers
    assert told["Content-Disposition"] == 'attachment; filename="claims.csv"'


@pytest.mark.parametrize("address", ["/no/such/page", "/claims?page=0", "/claims?page=x"])
def test_a_wrong_address_is_answered_with_a_page(client: TestClient, address: str) -> None:
    found = client.get(address)
    assert found.status_code in (400, 404)
    assert "To the beginning" in found.text


def test_a_program_that_asks_wrongly_gets_json(client: TestClient) -> None:
    found = client.get("/claims.json?page=0")
    assert found.status_code == 400
    assert found.json()["what"].startswith("page: ")
