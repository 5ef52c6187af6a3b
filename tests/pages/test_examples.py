"""Python on pages and in the notebook runs; docs/python.md has a test of its own."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from sayso.ledger import open_ledger
from sayso.samples import sample_paths
from tests.ledger.sampled import RECONCILE, RUN, sample_readings
from tests.pages import notebook

ROOT = Path(__file__).resolve().parents[2]
Captured = pytest.CaptureFixture[str]


def blocks(page: str) -> list[str]:
    return re.findall(r"```python\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), flags=re.S)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_readme_names_who_says_what_in_a_folder(here: Path, capsys: Captured) -> None:
    (here / "reports").mkdir()
    shutil.copy(sample_paths()[0], here / "reports")
    for block in blocks("README.md"):
        exec(compile(block, "README.md", "exec"), {})
    assert "Belvarran opposition leader Maril Dovane" in capsys.readouterr().out.splitlines()


def test_the_page_of_the_ledger_asks_what_a_ledger_answers(here: Path, capsys: Captured) -> None:
    with open_ledger("event.db", create=True) as ledger:
        for reading in sample_readings():
            ledger.add(reading, RUN, RECONCILE)
    names: dict[str, object] = {}
    for block in blocks("docs/ledger.md"):
        exec(compile(block.replace("Padrino", "Dovane"), "ledger.md", "exec"), names)
    assert "Corvane Wire" in capsys.readouterr().out


def test_every_cell_of_the_notebook_runs_and_shows_what_it_did(here: Path) -> None:
    cells = notebook.code(notebook.read())
    for cell, (printed, worth) in zip(cells, notebook.run(cells), strict=True):
        shows = [kept["output_type"] for kept in cell["outputs"]]
        assert ("stream" in shows, "execute_result" in shows) == (bool(printed), worth is not None)
