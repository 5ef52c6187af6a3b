"""The log of a ledger, and when it goes into the file."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest

from sayso.ledger import open_ledger
from sayso.ledger.database import checkpoints
from tests.ledger.quick import RUN
from tests.ledger.stories import story

MANY = 8


def in_the_file(path: Path) -> int:
    """Reports that are in the file itself, whatever is in the log."""
    conn = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
    (many,) = conn.execute("SELECT count(*) FROM versions").fetchone()
    conn.close()
    return int(many)


def test_the_log_goes_into_the_file_while_the_writer_rests(file: Path) -> None:
    with open_ledger(file) as ledger:
        for number in range(MANY):
            ledger.add(story(f"Mayor Ode said {number}."), RUN)
        deadline = time.monotonic() + 20
        while in_the_file(file) < MANY and time.monotonic() < deadline:
            time.sleep(0.01)
        assert in_the_file(file) == MANY


def test_a_ledger_closes_at_once_though_its_writer_never_rested(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints, "_REST", 60.0)
    with open_ledger(file) as ledger:
        for number in range(MANY):
            ledger.add(story(f"Mayor Ode said {number}."), RUN)
        assert in_the_file(file) == 0
        closing = time.monotonic()
    assert time.monotonic() - closing < 20
    assert in_the_file(file) == MANY
