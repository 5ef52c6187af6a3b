"""A ledger's lists as tables."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import sayso
from sayso.book import Book, Charted, Table
from sayso.book.showing import show_rows
from sayso.ledger import open_ledger
from tests.ledger.sampled import RECONCILE, RUN, sample_readings

TABLES = (
    "reports", "attributions", "claims", "accounts", "actors", "labels", "stances", "timeline",
    "events", "lineage",
)  # fmt: skip
COMMANDS = {
    "claims": "claims", "accounts": "accounts", "actors": "actors", "labels": "labels",
    "stances": "stances", "timeline": "timeline", "events": "events", "lineage": "lineage",
}  # fmt: skip


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "event.db"
    with open_ledger(path, create=True) as ledger:
        for reading in sample_readings():
            ledger.add(reading, RUN, RECONCILE)
    return path


@pytest.fixture(scope="module")
def book(where: Path) -> Iterator[Book]:
    with sayso.open(where) as found:
        yield found


def table(book: Book, name: str) -> Table[Any]:
    found: Table[Any] = getattr(book, name)()
    return found


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_its_declared_columns_in_arrow_pandas_and_polars(book: Book, name: str) -> None:
    found = table(book, name)
    assert len(found) > 0
    assert len(list(found)) == len(found.rows()) == len(found)
    arrow = found.to_arrow()
    assert tuple(arrow.column_names) == found.columns
    assert list(found.to_pandas().columns) == found.to_polars().columns == list(found.columns)
    assert arrow.num_rows == len(found.cells()) >= len(found)
    assert arrow.to_pylist() == found.cells()


@pytest.mark.parametrize("name", COMMANDS)
def test_rows_are_the_objects_of_the_command(
    book: Book, where: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from sayso.cli import main

    top = [] if name == "lineage" else ["--top", "0"]
    assert main([COMMANDS[name], str(where), "--json", *top]) == 0
    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert json.loads(json.dumps(table(book, name).rows())) == printed


def test_nothing_is_read_before_a_table_is_looked_at(book: Book) -> None:
    nobody = book.claims(source="Nobody At All")
    assert repr(nobody) == "<Table of claims, not read yet>"
    with pytest.raises(sayso.NoRecord):
        len(nobody)


def test_an_empty_table_has_the_same_types(book: Book) -> None:
    full, empty = (book.attributions(words).to_arrow() for words in ("", "zeppelin"))
    assert empty.num_rows == 0
    assert empty.schema == full.schema


def test_what_is_asked_for_narrows_a_table(book: Book) -> None:
    denials = book.attributions(manner="deny", quote_type="indirect")
    assert {hit.attribution.how.manner for hit in denials if hit.attribution.how} == {
        sayso.Manner.DENY
    }
    claims = book.claims(contested=True)
    assert all(claim.against for claim in claims)
    assert len(book.claims(top=3)) == 3
    days = book.reports(since=date(2026, 5, 13))
    assert all(one.published and one.published >= "2026-05-13" for one in days)
    assert {one.event.type for one in book.events("assault")} == {sayso.EventType.ASSAULT}


def test_a_word_that_is_no_term_is_told_at_once(book: Book) -> None:
    with pytest.raises(ValueError, match="mumble"):
        book.attributions(manner="mumble")


def test_more_attributions_than_a_database_can_be_asked_for_are_refused(book: Book) -> None:
    with pytest.raises(ValueError, match=r"at most 30,000 .* sayso export"):
        book.attributions(top=30_001)
    assert len(book.attributions(top=30_000)) == len(book.attributions())


def test_records_are_found_by_their_ids(book: Book) -> None:
    first = book.claims()[0]
    assert book.claim(first.id).counts == first.counts
    group = book.actors()[0]
    assert book.actor(group.name).group.id == group.id
    assert book.reading(book.reports()[0].version).report.id == book.reports()[0].version
    with pytest.raises(sayso.NoRecord, match="no claim"):
        book.claim(group.id)


@pytest.mark.parametrize("name", ["reports", "stances", "timeline"])
def test_a_charted_table_is_drawn_as_altair_accepts_it(book: Book, name: str) -> None:
    found = table(book, name)
    assert isinstance(found, Charted)
    drawn = found.chart().to_dict()
    assert drawn["description"]
    assert "container" not in json.dumps(drawn)


def test_an_empty_table_draws_nothing(book: Book) -> None:
    assert book.timeline(since=date(1999, 1, 1), until=date(1999, 1, 2)).chart() is None


def test_a_table_shows_ten_rows_and_escapes_every_word(book: Book) -> None:
    hostile: dict[str, object] = {
        "id": "<script>alert(1)</script>",
        "words": ["a\u202eb", '"><img>'],
        "none": None,
    }
    html = show_rows("claims", 12, ("id", "words", "none"), [hostile] * 12)
    assert html.count("<tr>") == 1 + 10
    assert "<script" not in html
    assert "<img" not in html
    assert "\u202e" not in html
    assert ">none<" not in html
    assert "12 claims" in html
    assert "<table" in book.claims()._repr_html_()


@pytest.mark.parametrize(
    ("name", "package"), [("pandas", "pandas"), ("polars", "polars"), ("arrow", "pyarrow")]
)
def test_a_missing_package_is_one_line_that_names_the_extra(
    book: Book, name: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(sayso.NotInstalled, match=rf"{package} is not installed; .*sayso\[{name}\]"):
        getattr(book.claims(), f"to_{name}")()


def test_adding_says_what_became_of_each_report(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(
        "The mayor said that it rained on Monday.\n", encoding="utf-8"
    )
    with sayso.open(tmp_path / "mine.db", create=True) as mine:
        sources = [str(tmp_path / "page.txt"), str(tmp_path / "none.txt")]
        assert [str(one.kind) for one in mine.add(sources)] == ["new", "failed"]
        assert [str(one.kind) for one in mine.add(sources[0])] == ["already there"]
        assert len(mine.attributions()) == 1


def test_a_ledger_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(sayso.NoLedger):
        sayso.open(tmp_path / "none.db")


def test_opening_a_ledger_loads_neither_charts_nor_frames(where: Path) -> None:
    ask = (
        f"import sayso, sys\nlen(sayso.open({str(where)!r}).claims())\n"
        "heavy = ('altair', 'fastapi', 'pyarrow', 'pandas', 'onnxruntime')\n"
        "print(*[name for name in heavy if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == []
