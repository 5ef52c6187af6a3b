from __future__ import annotations

import io
from pathlib import Path

import pytest

from sayso.cli import main
from sayso.errors import NoProse
from sayso.export.whole import write
from sayso.ledger import open_ledger
from sayso.scale import Dataset
from sayso.scale.dataset import Part, Plan
from sayso.scale.shards import Shard
from tests.ledger.sampled import RECONCILE, RUN, sample_readings

pytest.importorskip("fsspec", reason="sayso scale takes the extra ray")
pytest.importorskip("pyarrow", reason="sayso scale takes the extra ray")


def export(path: Path) -> bytes:
    out = io.BytesIO()
    with open_ledger(path) as ledger:
        write(ledger, out)
    return out.getvalue()


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """The samples in three parts of two shards, with a failure."""
    made = Dataset(str(tmp_path / "dataset"))
    made.keep_plan(Plan(RUN, 3, {}, (Shard("000000-a", ()), Shard("000001-b", ()))))
    readings = sample_readings()
    made.keep_part(Part("000001-b", 0), readings[6:], RUN)
    made.keep_part(Part("000000-a", 1), [*readings[3:6], NoProse("x.html", "no", "mend")], RUN)
    made.keep_part(Part("000000-a", 0), readings[:3], RUN)
    return tmp_path / "dataset"


def test_adding_a_dataset_gives_the_ledger_that_adding_the_inputs_gives(
    dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_ledger(tmp_path / "direct.db", create=True) as ledger:
        for reading in sample_readings():
            ledger.add(reading, RUN, RECONCILE)
        ledger.fail(NoProse("x.html", "no", "mend"))
    assert main(["add", str(tmp_path / "brought.db"), str(dataset)]) == 1
    told = capsys.readouterr().err
    assert "8 added, 1 failed" in told
    assert "x.html: no; mend" in told
    assert export(tmp_path / "brought.db") == export(tmp_path / "direct.db")


def test_adding_a_dataset_again_changes_nothing(
    dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        main(["add", str(tmp_path / "brought.db"), str(dataset)])
    assert "8 already there" in capsys.readouterr().err


def test_duckdb_finds_every_table_by_its_columns(dataset: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    said = duckdb.sql(
        f"SELECT count(*) FROM read_parquet('{dataset}/attributions/*/*.parquet') a"
        f" JOIN read_parquet('{dataset}/reports/*/*.parquet') r ON r.id = a.report WHERE NOT a.own"
    )
    assert said.fetchall()[0][0] == sum(len(one.attributions) for one in sample_readings())
