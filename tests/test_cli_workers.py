"""How many processes read, unless somebody says so."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import pytest

from sayso.cli import workers
from sayso.cli.workers import cores, workers_for, workers_of


@pytest.fixture(autouse=True)
def _four_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "cores", lambda: 4)


def asked(*sources: object, workers: int = 0) -> int:
    return workers_for(Namespace(workers=workers), [str(source) for source in sources])


def table(folder: Path, rows: int) -> Path:
    path = folder / f"{rows}.jsonl"
    path.write_text('{"text": "It rained."}\n' * rows, encoding="utf-8")
    return path


@pytest.mark.parametrize(("rows", "found"), [(1, 1), (15, 1), (16, 2), (31, 3), (900, 4)])
def test_a_worker_begins_for_every_eight_reports_up_to_the_cores(
    rows: int, found: int, tmp_path: Path
) -> None:
    assert asked(table(tmp_path, rows)) == found


def test_an_archive_is_taken_for_large(tmp_path: Path) -> None:
    assert asked(tmp_path / "pages.warc.gz") == 4


@pytest.mark.parametrize("source", ["-", "https://example.org/feed"])
def test_what_comes_bit_by_bit_is_read_by_one(source: str, tmp_path: Path) -> None:
    assert asked(table(tmp_path, 900), source) == 1


def test_what_a_ledger_keeps_is_counted_likewise() -> None:
    assert [workers_of(Namespace(workers=0), many) for many in (0, 17, 999)] == [1, 2, 4]
    assert workers_of(Namespace(workers=3), 17) == 3


def test_what_was_asked_for_is_what_there_is() -> None:
    assert asked("page.html", workers=9) == 9


def test_this_machine_has_a_core() -> None:
    assert cores() >= 1
