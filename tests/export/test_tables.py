from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from sayso.export.formats import FORMATS
from sayso.export.tables import TABLES
from sayso.ledger import open_ledger
from tests.export.hostile import ODD, odd
from tests.export.test_every_format import write

csv.field_size_limit(20_000_000)  # a cell may be a text of 10 MB; Python stops at 131,072


def load(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def as_csv(sampled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(FORMATS["csv"], sampled, tmp_path_factory.mktemp("csv") / "out")


@pytest.fixture(scope="module")
def as_parquet(sampled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(FORMATS["parquet"], sampled, tmp_path_factory.mktemp("parquet") / "out")


def rows_of(ledger: Path, *records: str) -> list[dict[str, Any]]:
    with open_ledger(ledger) as opened:
        return [row for row in opened.rows() if row["record"] in records]


def test_no_record_of_the_ledger_is_left_out_of_its_table(as_csv: Path, sampled: Path) -> None:
    for table, records in {
        "attributions": ("attribution", "assertion"),
        "actors": ("actor",),
        "relations": ("relation",),
        "judgements": ("judgement",),
    }.items():
        found = [row["id"] for row in load(as_csv, table)]
        assert found == [row["id"] for row in rows_of(sampled, *records)]


def test_a_table_of_csv_finds_the_words_of_a_span_by_id_and_role(
    as_csv: Path, sampled: Path
) -> None:
    wanted = rows_of(sampled, "attribution")
    spans = load(as_csv, "spans")
    for row in wanted[:20]:
        of = [one for one in spans if one["of"] == row["id"] and one["role"] == "content"]
        assert [one["text"] for one in of] == [one["text"] for one in row["content"]]


def test_a_table_of_csv_holds_text_to_the_letter(hostile: Path, tmp_path: Path) -> None:
    folder = write(FORMATS["csv"], hostile, tmp_path / "out")
    assert ODD in [row["text"] for row in load(folder, "reports")]
    authors = [row["value"] for row in load(folder, "authors")]
    assert authors == list(odd().report.authors)


def test_parquet_has_every_table_and_its_columns(as_parquet: Path) -> None:
    assert {path.stem for path in as_parquet.iterdir()} == set(TABLES)
    for name, columns in TABLES.items():
        assert pq.read_schema(as_parquet / f"{name}.parquet").names == list(columns)


def test_parquet_keeps_spans_as_lists_in_their_row(as_parquet: Path, sampled: Path) -> None:
    found = pq.read_table(as_parquet / "attributions.parquet").to_pylist()
    for row, wanted in zip(found, rows_of(sampled, "attribution", "assertion"), strict=True):
        for part in ("id", "source", "cue", "content", "channel", "said", "actor", "confidence"):
            assert row[part] == wanted[part]


def test_parquet_keeps_a_judgement_as_json(as_parquet: Path, sampled: Path) -> None:
    made = pq.read_table(as_parquet / "judgements.parquet").to_pylist()
    (row,) = [one for one in made if one["verdict"] == "reject"]
    (wanted,) = [one for one in rows_of(sampled, "judgement") if one["verdict"] == "reject"]
    assert json.loads(row["words"]) == wanted["words"]


def test_polars_opens_the_tables_and_reaches_into_the_spans(as_parquet: Path) -> None:
    polars = pytest.importorskip("polars")
    spans = polars.read_parquet(as_parquet / "attributions.parquet").explode("content")
    assert spans["content"].struct.field("text").drop_nulls().len() >= 147
