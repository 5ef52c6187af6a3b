from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from sayso.scale import Here, is_found, reconcile
from sayso.scale.reading import Row
from tests.ledger.sampled import sample_readings
from tests.scale.between import FOUND, added, fill, found_by, read_tables
from tests.scale.stories import readings

pytest.importorskip("fsspec", reason="sayso scale takes the extra ray")
pytest.importorskip("pyarrow.parquet")


class Counting(Here):
    """Counts what it was given to do."""

    items = 0

    def each(self, items: Sequence[Row], do: Callable[[Row], Row]) -> Iterator[Row]:
        self.items += len(items)
        return super().each(items, do)


def test_a_job_finds_between_reports_what_one_machine_finds(tmp_path: Path) -> None:
    dataset = fill(tmp_path / "out", sample_readings(), part=2, shard=2)
    found, ledger = found_by(dataset, Here(), 1), added(dataset, tmp_path / "event.db")
    assert all(ledger[table] for table in FOUND)
    assert {table: found[table] == ledger[table] for table in FOUND} == dict.fromkeys(FOUND, True)


def test_versions_copies_and_lines_of_an_outlet_count_as_they_do_in_a_ledger(
    tmp_path: Path,
) -> None:
    dataset = fill(tmp_path / "out", readings(48), part=5, shard=3)
    assert found_by(dataset, Here(), 2) == added(dataset, tmp_path / "event.db")


def test_a_job_that_was_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    dataset = fill(tmp_path / "out", sample_readings(), part=2, shard=2)
    plan = dataset.plan()
    assert plan is not None
    stopped = reconcile(dataset, plan, Here(), home=1)
    for _ in range(30):
        progress = next(stopped)
    stopped.close()
    assert read_tables(dataset) == {table: [] for table in FOUND}
    assert not is_found(dataset, plan)
    first = next(reconcile(dataset, plan, Here(), home=1))
    assert first.done == 4
    counted = Counting()
    found = found_by(dataset, counted, 1)
    assert counted.items == progress.of - progress.done - 2  # two are done by whoever runs the job
    assert is_found(dataset, plan)
    whole = fill(tmp_path / "whole", sample_readings(), part=2, shard=2)
    assert found == found_by(whole, Here(), 3)


def test_reports_that_are_new_are_reconciled_with_the_old(tmp_path: Path) -> None:
    some = sample_readings()
    dataset = fill(tmp_path / "out", some[:5], part=2, shard=2)
    found_by(dataset, Here(), 1)
    dataset = fill(tmp_path / "out", some, part=2, shard=2)
    plan = dataset.plan()
    assert plan is not None
    assert not is_found(dataset, plan)
    whole = fill(tmp_path / "whole", some, part=2, shard=2)
    assert found_by(dataset, Here(), 1) == found_by(whole, Here(), 1)


def test_duckdb_finds_claims_by_their_columns(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    found_by(fill(tmp_path, sample_readings(), part=4, shard=1), Here(), 1)
    asked = duckdb.sql(
        f"SELECT count(*) FROM read_parquet('{tmp_path}/claim_propositions/*/*.parquet') p"
        f" JOIN read_parquet('{tmp_path}/claims/*/*.parquet') c ON c.id = p.claim"
    )
    assert asked.fetchall()[0][0] == sum(len(one.propositions) for one in sample_readings())
