from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from sayso.desk.guard.bodies import READ_BYTES
from sayso.desk.programs.reading import AT_ONCE, CHARACTERS
from sayso.export.jsonl import attribution_rows
from sayso.records import Reading, Report
from tests.ledger.quick import QuickPipeline

OwnDesk = Callable[..., TestClient]
STORY = "The harbour was closed on Tuesday.\n\nVosse said the pilots had gone home at noon.\n"
PAGE = (
    "<html><head><title>Pilots go home</title><meta charset='latin-1'></head><body><article>"
    "<h1>Pilots go home</h1><p>The café at the pier was shut, and nobody said for how long.</p>"
    + "".join(f"<p>Line {n}: {STORY}</p>" for n in range(12))
    + "</article></body></html>"
)


@pytest.fixture
def desk(own_desk: OwnDesk) -> TestClient:
    return own_desk(pipeline=QuickPipeline())


def read(desk: TestClient, **sent: object) -> Any:
    return desk.post("/v1/read", json=sent)


def test_the_rows_are_those_of_sayso_read_and_their_characters_are_of_the_text(
    desk: TestClient,
) -> None:
    told = {
        "title": "Pilots",
        "outlet": "Echo",
        "published": "2026-05-12",
        "url": "https://e.example/",
    }
    answer = read(desk, text=STORY, **told).json()
    assert {name: answer[name] for name in told} == told
    pipeline = QuickPipeline()
    report = pipeline.report(STORY, title="Pilots", outlet="Echo", url="https://e.example/")
    (reading,) = pipeline.read_reports([report])
    assert isinstance(reading, Reading)
    (row,) = answer["attributions"]
    (same,) = attribution_rows(reading)
    assert row == {**same, "published": "2026-05-12"}
    (words,) = row["content"]
    assert answer["text"][words["start"] : words["end"]] == words["text"]
    assert answer["text"] == STORY


def test_a_page_is_read_whatever_it_says_of_its_letters(desk: TestClient) -> None:
    answer = read(desk, html=PAGE, url="https://e.example/pilots", published="2026-05-12").json()
    assert "café" in answer["text"]
    assert (answer["url"], answer["published"]) == ("https://e.example/pilots", "2026-05-12")
    assert answer["attributions"]


def test_nothing_is_kept(own_desk: OwnDesk) -> None:
    desk = own_desk(pipeline=QuickPipeline(), read_only=True)
    before = desk.get("/v1/about").json()["counts"]
    assert read(desk, text=STORY).status_code == 200
    assert read(desk, address="http://127.0.0.1:1/").status_code == 422
    assert desk.get("/v1/about").json()["counts"] == before


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "/etc/passwd", "-", "..", "ftp://a.example/", "javascript:x",
     "http://127.0.0.1:1/", "http://localhost:1/", "http://[::1]/", "http://169.254.169.254/x"],
)  # fmt: skip
def test_no_file_and_no_private_address_is_read(desk: TestClient, address: str) -> None:
    answer = read(desk, address=address)
    assert answer.status_code == 422
    assert answer.json()["mend"]


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({}, 400),
        ({"text": STORY, "html": PAGE}, 400),
        ({"text": STORY, "titel": "x"}, 400),
        ({"text": STORY, "published": "tomorrow"}, 400),
        ({"text": STORY, "published": "0001-01-01"}, 400),
        ({"text": "x" * (CHARACTERS + 1)}, 400),
        ({"text": ""}, 422),
        ({"text": "Le port était fermé mardi. " * 20}, 422),
        ({"html": "<p>menu</p>"}, 422),
        ({"html": f"<article>{'<p>It was closed on Tuesday, he said, for good.</p>' * 5000}"}, 413),
        ({"text": "x" * READ_BYTES}, 413),
    ],
)
def test_what_cannot_be_read_is_told_with_its_mend(
    desk: TestClient, sent: object, status: int
) -> None:
    answer = desk.post("/v1/read", json=sent)
    told = answer.json()
    assert (answer.status_code, told["status"]) == (status, status), told
    assert set(told) == {"status", "what", "mend"}


@pytest.mark.parametrize("kind", ["", "text/plain", "application/x-www-form-urlencoded", "x/json"])
def test_what_a_page_of_another_site_could_send_is_not_taken(desk: TestClient, kind: str) -> None:
    body = b'{"text": "Vosse said it was so."}'
    answer = desk.post("/v1/read", content=body, headers={"Content-Type": kind} if kind else {})
    assert answer.status_code == 415
    strange = {"Content-Type": "application/json", "Origin": "https://elsewhere.example"}
    answer = desk.post("/v1/read", content=body, headers=strange)
    assert (answer.status_code, answer.json()["status"]) == (403, 403)
    asked = desk.options("/v1/read", headers={**strange, "Access-Control-Request-Method": "POST"})
    assert "access-control-allow-origin" not in asked.headers


def test_a_body_that_is_no_json_is_told(desk: TestClient) -> None:
    kind = {"Content-Type": "application/json"}
    answer = desk.post("/v1/read", content=b'{"text": ', headers=kind)
    assert answer.status_code == 400
    assert answer.json()["what"].startswith("the body: ")
    assert desk.post("/v1/read", content=b"\xff\xfe", headers=kind).status_code == 400
    lone = desk.post("/v1/read", content=b'{"text": "\\ud800 Vosse said so."}', headers=kind)
    assert lone.status_code in (200, 400, 422)


class Slow(QuickPipeline):
    """Waits in the reading of every report until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.let, self.reading = threading.Event(), 0

    def _reading(self, report: Report) -> Reading:
        self.reading += 1
        assert self.reading == 1, "two at a time"
        self.let.wait(20)
        self.reading -= 1
        return super()._reading(report)


def test_one_is_read_at_a_time_and_who_finds_no_place_is_told_to_come_again(
    own_desk: OwnDesk,
) -> None:
    pipeline = Slow()
    desk = own_desk(pipeline=pipeline)
    codes: list[int] = []
    threads = [
        threading.Thread(target=lambda: codes.append(read(desk, text=STORY).status_code))
        for _ in range(AT_ONCE)
    ]
    for one in threads:
        one.start()
    places = desk.app.state.places  # type: ignore[attr-defined]
    for _ in range(400):
        if places.none_free:
            break
        threading.Event().wait(0.02)
    refused = read(desk, text=STORY)
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
    pipeline.let.set()
    for one in threads:
        one.join(20)
    assert codes == [200] * AT_ONCE
    assert read(desk, text=STORY).status_code == 200


def test_several_reports_at_one_address_are_none_to_answer_with(own_desk: OwnDesk) -> None:
    class Feed(QuickPipeline):
        def reports(self, *_: object, **__: object) -> Iterator[Report]:  # type: ignore[override]
            yield from (self.report(f"{n}. {STORY}") for n in range(3))

    answer = read(own_desk(pipeline=Feed()), address="https://e.example/feed")
    assert answer.status_code == 422
    assert "several" in answer.json()["what"]


@pytest.fixture
def served(desk: TestClient) -> Iterator[tuple[FastAPI, int]]:
    """The desk behind a real server, and its port."""
    app = desk.app
    assert isinstance(app, FastAPI)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield app, server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join(10)


def soon(told: Callable[[], bool]) -> bool:
    """Whether it comes true within ten seconds."""
    end = time.monotonic() + 10
    while not told() and time.monotonic() < end:
        time.sleep(0.02)
    return told()


def test_who_hangs_up_before_their_turn_is_not_read_for(
    served: tuple[FastAPI, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    app, port = served
    places, jobs = app.state.places, app.state.jobs
    begun: list[object] = []
    monkeypatch.setattr(jobs.pipeline, "read_reports", begun.append)
    body = json.dumps({"text": STORY}).encode()
    head = f"POST /v1/read HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: {len(body)}\r\n"
    with jobs.turns.turn():
        with socket.create_connection(("127.0.0.1", port)) as asking:
            asking.sendall(f"{head}Content-Type: application/json\r\n\r\n".encode() + body)
            assert soon(lambda: places.free == AT_ONCE - 1)
        assert soon(lambda: places.free == AT_ONCE)
    assert begun == []
