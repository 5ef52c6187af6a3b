"""The torture itself: that it sees what is lost, and that its site lies as it says."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from sayso.adding import read_with
from sayso.ledger import open_ledger
from tests.ledger.stories import story
from tests.torture.by_heart import ByHeart
from tests.torture.holding import lost, unlike
from tests.torture.long_run import doubles
from tests.torture.running import Ended, acknowledged
from tests.torture.spreading import unlike_files


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger of two reports, as a fault may leave it."""
    monkeypatch.setattr(ByHeart, "known", {}, raising=False)
    path, pipeline = tmp_path / "event.db", ByHeart()
    with open_ledger(path, create=True) as ledger:
        for text in ("Mayor Ode said one.", "Minister Vale denied two."):
            ledger.add(story(text), read_with(pipeline), pipeline)
    return path


def change(path: Path, statement: str) -> None:
    conn = sqlite3.connect(path)
    conn.execute(statement)
    conn.commit()
    conn.close()


def test_of_a_whole_ledger_nothing_is_lost(kept: Path, tmp_path: Path) -> None:
    assert lost(str(kept), [story("Mayor Ode said one.").report.id]) == []
    assert unlike(str(kept), tmp_path) == []


def test_a_report_that_was_acknowledged_and_is_not_there_is_lost(kept: Path) -> None:
    assert lost(str(kept), ["nowhere"]) == ["lost: nowhere"]


def test_an_attribution_that_is_gone_is_missed(kept: Path, tmp_path: Path) -> None:
    change(kept, "DELETE FROM spans WHERE attribution = 1")
    change(kept, "DELETE FROM attributions WHERE n = 1")
    assert any("attribution not there" in one for one in unlike(str(kept), tmp_path))


def test_rows_that_refer_to_none_are_seen(kept: Path) -> None:
    change(kept, "DELETE FROM attributions WHERE n = 1")
    assert any("orphans in spans" in one for one in lost(str(kept), []))


def test_a_page_that_is_there_twice_is_a_double() -> None:
    reports = [story(text).report for text in ("Mayor Ode said one.", "Mayor Ode said one.")]
    assert len(doubles(reports)) == 1


def test_an_end_without_a_clear_line_is_wrong() -> None:
    assert Ended(1, "", "sayso: event.db: no room is left; make room").wrong(1) == []
    assert Ended(1, "", "something").wrong(1)
    assert Ended(0, "", "sayso: done").wrong(1)
    assert Ended(1, "", "Traceback (most recent call last):\nsayso: oh").wrong(1)


def test_a_cut_line_acknowledges_nothing() -> None:
    assert acknowledged('{"report": "a"}\n{"report": "b"') == ["a"]


def test_a_table_of_a_dataset_that_is_missing_or_has_other_bytes_is_seen(tmp_path: Path) -> None:
    for folder in ("found", "whole"):
        (tmp_path / folder).mkdir()
        for name in ("a.parquet", "b.parquet"):
            (tmp_path / folder / name).write_bytes(name.encode())
    assert unlike_files(tmp_path / "found", tmp_path / "whole") == []
    (tmp_path / "found" / "a.parquet").unlink()
    (tmp_path / "found" / "b.parquet").write_bytes(b"other")
    assert len(unlike_files(tmp_path / "found", tmp_path / "whole")) == 2
