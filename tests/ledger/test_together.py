"""Several programs at one ledger, and programs that are killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from sayso.errors import LedgerBusy
from sayso.ledger import Query, open_ledger
from sayso.ledger.database import opening
from sayso.ledger.database.opening import Database
from tests.ledger.quick import RUN
from tests.ledger.stories import story

ROOT = Path(__file__).resolve().parents[2]
QUICK = [sys.executable, "-m", "tests.ledger.quick"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "src")}


def start(*args: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*QUICK, *args],
        cwd=ROOT,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def sayso(*args: str) -> str:
    process = start(*args)
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    return out + err


def write_reports(folder: Path, name: str, many: int) -> str:
    folder.mkdir(exist_ok=True)
    lines = "The mayor of the town spoke to the people at the harbour on Monday about the water."
    for n in range(many):
        words = f"Mayor Ode said the {name} number is {n}.\n{lines}\nMinister Vale denied it."
        (folder / f"{n:03d}.txt").write_text(words, encoding="utf-8")
    return str(folder)


def test_killed_at_any_moment_and_run_again_it_is_the_same_ledger(tmp_path: Path) -> None:
    reports = write_reports(tmp_path / "reports", "one", 30)
    whole, killed = str(tmp_path / "whole.db"), str(tmp_path / "killed.db")
    sayso("add", whole, reports)
    draw = random.Random(7)
    for _ in range(5):
        process = start("add", "--json", killed, reports)
        assert process.stdout is not None
        for _ in range(draw.randrange(1, 8)):
            process.stdout.readline()
        time.sleep(draw.random() / 50)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    sayso("add", killed, reports)
    assert sayso("export", killed) == sayso("export", whole)
    assert "30 already there" in sayso("add", killed, reports)


def test_two_that_add_at_once_both_finish(address: str, tmp_path: Path) -> None:
    adding = [
        start("add", address, write_reports(tmp_path / name, name, 20)) for name in ("one", "two")
    ]
    for process in adding:
        _, err = process.communicate(timeout=300)
        assert process.returncode == 0, err
        assert "20 added" in err
    with open_ledger(address) as ledger:
        assert (ledger.stats().reports, ledger.stats().attributions) == (40, 80)


def test_two_that_make_a_ledger_at_once_make_one(bare: str) -> None:
    opened: list[Exception | None] = []

    def make() -> None:
        try:
            with open_ledger(bare, create=True) as ledger:
                ledger.add(story(), RUN)
            opened.append(None)
        except Exception as error:
            opened.append(error)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert opened == [None] * 4


def test_readers_never_wait_for_a_writer(address: str) -> None:
    with open_ledger(address) as ledger:
        ledger.add(story(), RUN)
        writer = Database(address)
        with writer.writing() as conn:
            conn.exec_driver_sql("DELETE FROM spans")
            started = time.monotonic()
            assert len(ledger.search(Query("calm"))) == 1
            ledger.show(story().report.id)
            assert time.monotonic() - started < 1
        writer.close()


def test_a_writer_that_waits_too_long_says_so(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "PATIENCE", 0.0)
    monkeypatch.setattr(opening, "_PRAGMAS", ("PRAGMA busy_timeout=1",))
    holding = Database(address)
    with holding.writing(), open_ledger(address) as ledger, pytest.raises(LedgerBusy):
        ledger.add(story(), RUN)
    holding.close()
