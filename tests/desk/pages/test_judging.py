from __future__ import annotations

import csv
import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.desk.forms import press

Desk = Callable[..., TestClient]


def clash(client: TestClient) -> tuple[str, str]:
    """The page of a contested claim, and the id of what stands against it most surely."""
    (row, *_) = client.get("/claims.json?contested=true").json()["rows"]
    return f"/claim/{row['id']}", row["against"][0]["id"]


def standing(client: TestClient, page: str, relation: str) -> list[dict[str, str]]:
    against = client.get(f"{page}.json").json()["against"]
    (found,) = (one["judgements"] for one in against if one["id"] == relation)
    return list(found)


def test_a_clash_is_rejected_where_it_is_shown_and_taken_back_there(own_desk: Desk) -> None:
    client = own_desk(judge="Ilse")
    page, relation = clash(client)
    answer = press(client, page, "No clash", f"judging-{relation}", note="the wounded too")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{page}#judging-{relation}")
    (made,) = standing(client, page, relation)
    assert (made["judge"], made["verdict"], made["note"]) == ("Ilse", "reject", "the wounded too")
    assert 'No clash</span>, says <span class="who">Ilse' in client.get(page).text
    press(client, page, "Take back", f"judging-{relation}")
    assert standing(client, page, relation) == []


def test_what_was_rejected_or_taken_back_stays_in_the_history(own_desk: Desk) -> None:
    client = own_desk()
    page, relation = clash(client)
    press(client, page, "No clash", f"judging-{relation}")
    press(client, page, "Take back", f"judging-{relation}")
    rows = client.get(f"/judgements.json?of={relation}").json()["rows"]
    assert [(row["verdict"], row["undone"]) for row in rows] == [(None, False), ("reject", True)]
    assert "taken back since" in client.get("/judgements").text


def test_judgements_are_listed_by_judge_as_a_table_too(own_desk: Desk) -> None:
    client = own_desk(judge="Ilse")
    page, relation = clash(client)
    press(client, page, "They do clash", f"judging-{relation}")
    (row,) = csv.DictReader(io.StringIO(client.get("/judgements.csv?judge=Ilse").text))
    assert (row["verdict"], row["target"]) == ("accept", relation)
    assert client.get("/judgements.json?judge=Otto").json()["total"] == 0


def test_a_correction_keeps_only_what_differs_from_the_machine(own_desk: Desk) -> None:
    client = own_desk()
    one = attribution(client)
    (content,) = one["content"][:1]
    bounds = f"{content['start']}-{content['end'] - 4}"
    page = f"/attribution/{one['id']}"
    press(client, page, "Keep the correction", content=bounds, actor="Somebody Else")
    (made,) = client.get(f"{page}.json").json()["judgements"]
    changed = [[content["start"], content["end"] - 4]]
    assert made["change"] == {"content": changed, "actor": "Somebody Else"}
    shown = client.get(page).text
    assert "Somebody Else" in shown
    assert content["text"][-4:] in shown


def attribution(client: TestClient) -> dict[str, Any]:
    claim = client.get("/claims.json").json()["rows"][0]
    said = claim["lines"][0]["sayings"][0]["attribution"]
    found: dict[str, Any] = client.get(f"/attribution/{said}.json").json()
    return found


@pytest.mark.parametrize("bounds", ["forty to fifty", "99999-100000", "12-4"])
def test_bounds_that_are_none_are_told_and_nothing_is_kept(own_desk: Desk, bounds: str) -> None:
    client = own_desk()
    page = f"/attribution/{attribution(client)['id']}"
    answer = press(client, page, "Keep the correction", content=bounds)
    assert answer.status_code == 400
    assert client.get("/judgements.json").json()["total"] == 0


def test_a_correction_that_corrects_nothing_is_no_correction(own_desk: Desk) -> None:
    client = own_desk()
    answer = press(client, f"/attribution/{attribution(client)['id']}", "Keep the correction")
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "/\t/e"]
)
def test_one_comes_back_to_this_desk_only(own_desk: Desk, back: str) -> None:
    client = own_desk()
    page, relation = clash(client)
    answer = press(client, page, "No clash", f"judging-{relation}", back=back)
    assert answer.headers["location"] == "/"


def test_a_desk_that_is_only_for_reading_has_no_forms_and_takes_none(own_desk: Desk) -> None:
    client = own_desk(read_only=True)
    page, relation = clash(client)
    assert 'action="/judge"' not in client.get(page).text
    answer = client.post("/judge", data={"id": relation, "verdict": "reject"})
    assert answer.status_code in (403, 405)


def test_judgements_made_at_once_are_all_kept(own_desk: Desk) -> None:
    client = own_desk()
    page, relation = clash(client)
    client.get(page)  # all of them in one session

    def judge(number: int) -> int:
        button = ("No clash", "They do clash")[number % 2]
        answer = press(client, page, button, f"judging-{relation}", note=str(number))
        return int(answer.status_code)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(judge, range(24))) == {303}
    rows = client.get("/judgements.json").json()["rows"]
    assert sorted(int(row["note"]) for row in rows) == list(range(24))


def test_two_actors_are_said_to_be_the_same(own_desk: Desk) -> None:
    client = own_desk()
    one, other = (row["name"] for row in client.get("/index.json").json()["speakers"][:2])
    page, relation = clash(client)
    told = {"verdict": "same", "id": one, "other": other}
    answer = press(client, page, "They do clash", f"judging-{relation}", **told)
    assert answer.status_code == 303
    (row,) = client.get("/judgements.json").json()["rows"]
    assert row["verdict"] == "same"


def test_two_actors_are_judged_on_the_page_of_either(own_desk: Desk) -> None:
    client = own_desk()
    (row, *_) = client.get("/index.json").json()["speakers"]
    page = f"/actor/{row['id']}"
    (link, *_) = client.get(f"{page}.json").json()["links"]
    press(client, page, "Not the same", f"judging-{link['id']}")
    assert "Not the same</span>, says" in client.get(page).text
    press(client, page, "Take back")
    assert "Not the same</span>, says" not in client.get(page).text
