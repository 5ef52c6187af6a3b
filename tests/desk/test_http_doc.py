"""docs/http.md: its addresses are there, and what it sends is taken."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from fastapi.testclient import TestClient

from tests.ledger.quick import QuickPipeline

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "http.md").read_text(encoding="utf-8")
SENT = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)]


def test_it_names_every_address_and_no_other(client: TestClient) -> None:
    described = {
        path.replace("{id}", "ID").replace("{name}", "NAME")
        for path in client.get("/-/openapi.json").json()["paths"]
    }
    table = TEXT[: TEXT.index("## Reading")]
    assert set(re.findall(r"/v1/[a-z]+(?:/[A-Z]+)?(?=[`?, ])", table)) == described


def test_what_it_sends_is_read(own_desk: Callable[..., TestClient]) -> None:
    desk = own_desk(pipeline=QuickPipeline())
    for sent in SENT:
        if {"text", "html"} & set(sent):
            answer = desk.post("/v1/read", json=sent)
            assert answer.status_code == 200, answer.text
            assert answer.json()["attributions"]


def test_what_it_decides_is_understood(own_desk: Callable[..., TestClient]) -> None:
    desk = own_desk()
    decided = [sent for sent in SENT if "verdict" in sent]
    assert len(decided) == 2
    for sent in decided:
        assert desk.post("/v1/judge", json=sent).status_code == 404  # the id is nobody's
