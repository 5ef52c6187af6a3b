"""What is between the reports of a dataset, beside what a ledger finds between the same."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Sequence
from pathlib import Path

from sayso.across import KnownActor
from sayso.adding import Adding
from sayso.export.parquet_tables import cells_of
from sayso.export.tables import TABLES, table_rows
from sayso.ledger import open_ledger
from sayso.pipeline import Pipeline
from sayso.records import Proposition, Reading, Relation, Reuse, Run
from sayso.scale import Dataset, Plan, Workers, bring, reconcile
from sayso.scale.dataset import Part
from sayso.scale.shards import Shard

RUN = Run("sayso test", "none")
DEATHS = 3
FOUND = ("lineage", "sameness", "relations", "claim_propositions", "claims")
Tables = dict[str, list[str]]


def fill(folder: Path, readings: Iterable[Reading], *, part: int, shard: int) -> Dataset:
    """A dataset of readings: so many a part, so many parts a shard."""
    dataset, some = Dataset(str(folder)), list(readings)
    parts = [some[at : at + part] for at in range(0, len(some), part)]
    places = [Part(f"{at // shard:06d}-x", at % shard) for at in range(len(parts))]
    shards = tuple(Shard(id, ()) for id in dict.fromkeys(place.shard for place in places))
    dataset.keep_plan(Plan(RUN, part, {}, shards))
    for place, readings_of in zip(places, parts, strict=True):
        dataset.keep_part(place, readings_of, RUN)
    return dataset


class Dying(Pipeline):
    """Its process ends at a comparison, as often as nobody has written that down."""

    def __init__(self, log: Path) -> None:
        super().__init__()
        self._log = log

    def relate(
        self, left: Proposition, right: Proposition, copied: Reuse | None
    ) -> Relation | None:
        """As any pipeline, if it lives."""
        told = self._log.read_text().splitlines() if self._log.exists() else []
        if len(told) < DEATHS:
            self._log.write_text("\n".join([*told, f"{os.getpid()}"]))
            os.kill(os.getpid(), signal.SIGKILL)
        return super().relate(left, right, copied)


def dying(log: Path, _: Sequence[KnownActor]) -> Pipeline:
    """A pipeline that ends its process a few times."""
    return Dying(log)


def found_by(dataset: Dataset, workers: Workers, home: int) -> Tables:
    """The tables of a job of reconciling, each row as text, sorted."""
    plan = dataset.plan()
    assert plan is not None
    for _ in reconcile(dataset, plan, workers, home=home):
        pass
    return read_tables(dataset)


def read_tables(dataset: Dataset) -> Tables:
    """What is there of the tables that are between reports."""
    return {
        table: sorted(
            repr(row)
            for name in dataset.storage.names(f"{table}/all")
            for row in dataset.read_rows(f"{table}/all/{name}")
        )
        for table in FOUND
    }


def added(dataset: Dataset, path: Path) -> Tables:
    """The same tables of a ledger to which the dataset was added."""
    found: Tables = {table: [] for table in FOUND}
    with open_ledger(path, create=True) as ledger:
        for _ in bring(dataset.address, Adding(ledger, Pipeline())):
            pass
        for table, row in table_rows(ledger):
            if table in found:
                found[table].append(repr(cells_of(row, TABLES[table])))
    return {table: sorted(rows) for table, rows in found.items()}
