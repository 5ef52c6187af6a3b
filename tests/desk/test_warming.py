from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from sayso.desk.warming import Warming
from sayso.ledger import Ledger, open_ledger
from sayso.ledger.overview import glance
from tests.ledger.sampled import RECONCILE, RUN, sample_readings


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not true():
        assert time.monotonic() < deadline, "it never came to be"
        time.sleep(0.01)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """When the first page was made anew."""
    found: list[str] = []
    make = glance._glance

    def noted(conn: sa.Connection) -> glance.Glance:
        found.append("made")
        return make(conn)

    monkeypatch.setattr(glance, "_glance", noted)
    return found


def test_the_first_pages_are_made_before_anybody_asks_and_anew_when_something_is_read_in(
    sampled: Path, tmp_path: Path, made: list[str]
) -> None:
    with open_ledger(shutil.copy(sampled, tmp_path / "own.db")) as ledger:
        warming = Warming(ledger, pause=0.05)
        warming.start()
        until(lambda: len(made) == 1)
        ledger.reread(sample_readings()[0], RUN, RECONCILE)
        until(lambda: len(made) == 2)
        warming.close()


def test_nothing_is_made_twice_of_one_state(ledger: Ledger, made: list[str]) -> None:
    warming = Warming(ledger, pause=0.01)
    warming.start()
    time.sleep(0.3)
    warming.close()
    assert len(made) <= 1
