from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

OwnDesk = Callable[..., TestClient]


def clash(desk: TestClient) -> str:
    (row, *_) = desk.get("/v1/claims?contested=true").json()["rows"]
    return str(row["against"][0]["id"])


def attribution(desk: TestClient) -> Any:
    row = desk.get("/v1/claims").json()["rows"][0]
    return desk.get(f"/v1/attribution/{row['lines'][0]['sayings'][0]['attribution']}").json()


def test_a_program_judges_and_takes_back_without_a_form(own_desk: OwnDesk) -> None:
    desk = own_desk(judge="Ilse")
    relation = clash(desk)
    made = desk.post("/v1/judge", json={"id": relation, "verdict": "reject", "note": "no"})
    assert made.status_code == 201
    assert (made.json()["judge"], made.json()["verdict"]) == ("Ilse", "reject")
    undone = desk.post("/v1/undo", json={"id": made.json()["id"]})
    assert undone.json()["undoes"] == made.json()["id"]
    rows = desk.get(f"/v1/judgements?of={relation}").json()["rows"]
    assert [row["undone"] for row in rows] == [False, True]


def test_a_correction_is_sent_as_judgements_tell_it(own_desk: OwnDesk) -> None:
    desk = own_desk()
    one = attribution(desk)
    (words, *_) = one["content"]
    change = {"content": [[words["start"], words["end"] - 4]], "certainty": "hedged"}
    made = desk.post("/v1/judge", json={"id": one["id"], "verdict": "edit", "change": change})
    assert made.json()["change"] == change
    assert desk.get(f"/v1/attribution/{one['id']}").json()["judgements"][0]["change"] == change


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"id": "nobody", "verdict": "accept"}, 404),
        ({"id": "nobody", "verdict": "true"}, 400),
        ({"verdict": "accept"}, 400),
        ({"id": "a", "other": "b", "verdict": "same"}, 404),
        ({"id": "a", "verdict": "edit", "change": {"cue": [[-1, 4]]}}, 400),
    ],
)
def test_what_cannot_be_kept_is_told(own_desk: OwnDesk, sent: object, status: int) -> None:
    desk = own_desk()
    answer = desk.post("/v1/judge", json=sent)
    assert (answer.status_code, answer.json()["status"]) == (status, status)
    assert desk.get("/v1/judgements").json()["total"] == 0


@pytest.mark.parametrize("path", ["/v1/judge", "/v1/undo"])
def test_a_desk_for_reading_only_keeps_no_judgement(own_desk: OwnDesk, path: str) -> None:
    desk = own_desk(read_only=True)
    answer = desk.post(path, json={"id": clash(desk), "verdict": "reject"})
    assert (answer.status_code, answer.json()["status"]) in ((403, 403), (400, 400))
    assert desk.get("/v1/judgements").json()["total"] == 0


def test_a_guarded_desk_takes_judgements_of_those_who_are_in(own_desk: OwnDesk) -> None:
    desk = own_desk(token="secret-of-this-desk", judge="Ilse")
    bearer = {"Authorization": "Bearer secret-of-this-desk"}
    (row, *_) = desk.get("/v1/claims?contested=true", headers=bearer).json()["rows"]
    sent = {"id": row["against"][0]["id"], "verdict": "reject"}
    for headers in ({}, {"Authorization": "Bearer wrong"}):
        refused = desk.post("/v1/judge", json=sent, headers=headers)
        assert (refused.status_code, refused.json()["status"]) == (401, 401)
    assert desk.post("/v1/judge", json=sent, headers=bearer).json()["judge"] == "Ilse"


def test_a_page_of_another_site_judges_nothing(own_desk: OwnDesk) -> None:
    desk = own_desk()
    sent = {"id": clash(desk), "verdict": "reject"}
    for headers in ({"Origin": "https://e.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert desk.post("/v1/judge", json=sent, headers=headers).status_code == 403
    assert desk.post("/v1/judge", data=sent).status_code == 415
    assert desk.get("/v1/judgements").json()["total"] == 0
