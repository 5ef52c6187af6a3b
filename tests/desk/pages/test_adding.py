"""Sending reports to the desk, with a pattern in the place of the model."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import html

from tests.ledger.quick import QuickPipeline

OwnDesk = Callable[..., TestClient]
STORY = "The harbour was closed on Tuesday.\n\nVosse said the pilots had gone home at noon.\n"
PAGE = (
    "<html><head><title>Pilots go home</title></head><body><article><h1>Pilots go home</h1>"
    + "".join(f"<p>Line {n}: {STORY}</p>" for n in range(12))
    + "</article></body></html>"
)


@pytest.fixture
def desk(own_desk: OwnDesk) -> TestClient:
    return own_desk(pipeline=QuickPipeline())


def token(desk: TestClient) -> str:
    (field,) = html.fromstring(desk.get("/add").text).xpath("//main//input[@name='token']")
    return str(field.value)


def send(desk: TestClient, files: list[tuple[str, bytes]] = [], **fields: str) -> Any:  # noqa: B006
    sent = [("files", (name, data)) for name, data in files]
    answer = desk.post("/add", data={"token": token(desk), **fields}, files=sent)
    assert answer.status_code == 200, answer.text
    return followed(desk, answer.url.path)


def followed(desk: TestClient, path: str) -> Any:
    """The job as JSON, when it is over."""
    for _ in range(300):
        job = desk.get(f"{path}.json").json()
        if job["state"] in ("done", "stopped"):
            return job
        time.sleep(0.02)
    raise AssertionError(job)


def test_files_are_read_as_sayso_add_reads_them(desk: TestClient) -> None:
    rows = "".join(json.dumps({"text": f"{n}. {STORY}", "outlet": "Echo"}) + "\n" for n in range(2))
    job = send(
        desk,
        [
            ("story.txt", STORY.encode()),
            ("page.html", PAGE.encode()),
            ("rows.jsonl.gz", gzip.compress(rows.encode())),
            ("broken.parquet", b"PAR1 and no more"),
        ],
    )
    assert job["counts"] == {"new": 4, "failed": 1}
    (failed,) = [row for row in job["rows"] if row["outcome"] == "failed"]
    assert failed["where"] == "broken.parquet"
    assert failed["mend"]
    assert send(desk, [("again.txt", STORY.encode())])["counts"] == {"already there": 1}


def test_a_text_is_added_with_what_is_told_of_it(desk: TestClient) -> None:
    job = send(desk, text=STORY, title="Pilots", outlet="Echo", published="2026-05-12")
    (row,) = job["rows"]
    assert row["where"] == "a text that was pasted"
    reading = desk.app.state.ledger.reading(row["report"])  # type: ignore[attr-defined]
    assert (reading.report.title, reading.report.outlet) == ("Pilots", "Echo")
    assert str(reading.report.published).startswith("2026-05-12")


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "/etc/passwd", "-", "..", "ftp://a.example/", "javascript:x",
     "http://127.0.0.1:1/", "http://localhost:1/", "http://[::1]/", "http://169.254.169.254/x"],
)  # fmt: skip
def test_no_file_and_no_private_address_is_read_for_a_form(desk: TestClient, address: str) -> None:
    job = send(desk, addresses=address)
    assert job["counts"] == {"failed": 1}
    assert desk.app.state.ledger.stats().failures == 1  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\x\\..\\y.txt", "/etc/passwd", "\u202ea"])
def test_the_name_of_a_file_is_only_shown(desk: TestClient, name: str) -> None:
    (row,) = send(desk, [(name, STORY.encode())])["rows"]
    assert row["outcome"] == "new"
    assert not set(row["where"]) & set("/\\\u202e")


def test_a_form_with_nothing_in_it_says_so(desk: TestClient) -> None:
    answer = desk.post("/add", data={"token": token(desk)})
    assert answer.status_code == 400
    assert "Nothing was sent" in answer.text


def test_without_the_token_of_a_form_nothing_is_taken(desk: TestClient) -> None:
    token(desk)
    for sent in ({}, {"token": ""}, {"token": "x" * 32}):
        assert desk.post("/add", data={"text": STORY, **sent}).status_code == 403
    assert desk.get("/add.json").json() == {"rows": []}


def test_a_token_of_another_session_is_not_this_ones(desk: TestClient) -> None:
    other = token(desk)
    desk.cookies.clear()
    token(desk)
    assert desk.post("/add", data={"text": STORY, "token": other}).status_code == 403


def test_a_desk_for_reading_only_takes_nothing_and_shows_no_form(own_desk: OwnDesk) -> None:
    desk = own_desk(read_only=True)
    assert 'href="/add"' not in desk.get("/claims").text
    assert desk.get("/add").status_code == 403
    refused = desk.post("/add", data={"text": STORY})
    assert refused.status_code == 403
    assert "reading only" in refused.text


def test_more_than_may_be_sent_is_refused_however_it_is_sent(desk: TestClient) -> None:
    def in_parts() -> Iterator[bytes]:
        yield from [b"x" * 65536] * 32

    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    told = desk.post("/add", content=b"", headers={"Content-Length": "200000000", **kind})
    assert told.status_code == 413
    chunked = desk.post("/-/logout", content=in_parts(), headers=kind)
    assert chunked.status_code == 413
    assert "more than 1 MB" in chunked.text


def test_news_of_a_job_end_with_its_last_state(desk: TestClient) -> None:
    path = desk.post("/add", data={"token": token(desk), "text": STORY}).url.path
    told = desk.get(f"{path}/events")
    assert told.headers["Content-Type"].startswith("text/event-stream")
    name, data = told.text.strip().split("\n\n")[-1].split("\n")
    assert name == "event: done"
    assert json.loads(data.removeprefix("data: "))["counts"] == {"new": 1}


def test_a_job_that_is_not_there_is_a_page_that_says_so(desk: TestClient) -> None:
    assert desk.get("/add/0123456789abcdef").status_code == 404
