from __future__ import annotations

import json

from sayso.export.jsonl import attribution_rows
from tests.export.readings import EMPTY, READING, TEXT


def test_every_span_carries_its_words() -> None:
    for row in attribution_rows(READING):
        for role in ("source", "cue", "content"):
            spans = row[role]
            assert isinstance(spans, list)
            assert all(TEXT[s["start"] : s["end"]] == s["text"] for s in spans)


def test_a_row_says_where_it_comes_from() -> None:
    row = next(iter(attribution_rows(READING)))
    told = {key: row[key] for key in ("id", "report", "where", "published", "block", "quote_type")}
    assert told == {
        "id": "a1",
        "report": "r1",
        "where": "pages/port-verin.html",
        "published": "2031-03-04",
        "block": "body",
        "quote_type": "indirect",
    }


def test_an_inner_attribution_names_the_outer_one() -> None:
    assert [row["within"] for row in attribution_rows(READING)] == [None, None, None, "a3", None]


def test_a_row_says_which_actor_its_source_is() -> None:
    actors = [row["actor"] for row in attribution_rows(READING)]
    vosse = {"id": "p1", "name": "Hadrik Vosse", "kind": "person", "known": None}
    assert actors[:2] == [vosse, None]


def test_rows_are_json_as_they_are() -> None:
    rows = list(attribution_rows(READING))
    assert json.loads(json.dumps(rows)) == rows


def test_an_empty_reading_has_no_rows() -> None:
    assert list(attribution_rows(EMPTY)) == []
