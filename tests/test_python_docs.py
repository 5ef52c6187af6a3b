"""docs/python.md and the docstrings of the public surface say what is so: they are run."""

from __future__ import annotations

import doctest
import importlib
import shutil
from pathlib import Path

import pytest

import sayso
from sayso.ledger import open_ledger
from sayso.samples import sample_paths
from tests.ledger.sampled import RECONCILE, RUN, sample_readings

PAGE = Path(__file__).resolve().parents[1] / "docs" / "python.md"
MODULES = (
    "sayso.reading", "sayso.book.opening", "sayso.book.table", "sayso.pipeline.running",
    "sayso.records.spans", "sayso.records.attributions", "sayso.records.readings", "sayso.errors",
    "sayso.spacy",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample reports and a ledger of them, as the examples have them at hand."""
    found = tmp_path_factory.mktemp("examples")
    for path in sample_paths():
        shutil.copy(path, found)
    with open_ledger(found / "event.db", create=True) as ledger:
        for reading in sample_readings():
            ledger.add(reading, RUN, RECONCILE)
    return found


@pytest.fixture(autouse=True)
def _here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)


def run(test: doctest.DocTest) -> str:
    told: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    runner.run(test, out=told.append)
    return "".join(told)


def test_the_examples_of_the_page_are_true() -> None:
    page = PAGE.read_text(encoding="utf-8").replace("```\n", "\n")
    examples = doctest.DocTestParser().get_doctest(page, {}, "python.md", str(PAGE), 0)
    assert len(examples.examples) > 40
    assert run(examples) == ""


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_the_docstrings_are_true(name: str) -> None:
    names = {one: getattr(sayso, one) for one in sayso.__all__ if one != "open"}
    with sayso.open("event.db") as book:
        globs = {**names, "sayso": sayso, "book": book}
        tests = doctest.DocTestFinder(exclude_empty=True).find(
            importlib.import_module(name), extraglobs=globs
        )
        examples = [test for test in tests if test.examples]
        assert examples
        assert [told for test in examples if (told := run(test))] == []


def test_the_page_tells_every_table_and_every_stage() -> None:
    page = PAGE.read_text(encoding="utf-8")
    tables = [name for name in vars(sayso.Book) if not name.startswith("_")]
    assert [name for name in tables if f"book.{name}" not in page and name != "close"] == []
