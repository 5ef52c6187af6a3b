"""inputs anywhere > [scale: pipeline on many workers] > a dataset of tables.

Takes files at any address that fsspec knows, and reads them on Ray as the pipeline reads them on
one machine: ``running`` has the workers (it alone imports ray), ``shards`` what each is given,
``reading`` what it does with it, ``dataset`` the tables that it writes, ``bringing`` takes them
into a ledger. What was finished before is not done again.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.errors import LedgerError
from sayso.records import Run
from sayso.scale.between import Progress, is_found, reconcile
from sayso.scale.bringing import bring, dataset_lines, is_dataset
from sayso.scale.dataset import PART, Dataset, Plan
from sayso.scale.reading import Setup
from sayso.scale.running import Here, OnRay, Workers, on_ray
from sayso.scale.shards import plan

if TYPE_CHECKING:
    from sayso.across import KnownActor
    from sayso.pipeline import Pipeline

__all__ = [
    "Counts", "Dataset", "Here", "OnRay", "Plan", "Progress", "Workers", "bring", "dataset_lines",
    "is_dataset", "is_found", "on_ray", "prepare", "read_into", "reconcile",
]  # fmt: skip


@dataclass(slots=True)
class Counts:
    """Shards and reports so far: those that were read now, and those that were there."""

    shards: int = 0
    of: int = 0
    reports: int = 0
    failures: int = 0
    before: int = 0


def prepare(
    inputs: Iterable[str],
    dataset: Dataset,
    run: Run,
    *,
    columns: Mapping[str, str] | None = None,
    part: int = PART,
    reads: Callable[[str], bool],
) -> Plan:
    """What there is to read, written down in the dataset; inputs that are new are added to it.

    Raises NotFound, NotInstalled, and LedgerError where the dataset was read in another way.
    """
    told = dict(columns or {})
    old = dataset.plan()
    if old is not None and (old.run != run or old.columns != told):
        what = "it was read with another version, model, --actors, --gazetteer or --map"
        raise LedgerError(dataset.address, what, "take another output")
    made = Plan(
        run,
        old.part if old else part,
        told,
        tuple(plan(inputs, old.shards if old else (), reads)),
    )
    if made != old:
        dataset.keep_plan(made)
    return made


def read_into(
    dataset: Dataset,
    plan: Plan,
    workers: Workers,
    *,
    known: Sequence[KnownActor] = (),
    make: Callable[[Sequence[KnownActor]], Pipeline] | None = None,
) -> Generator[Counts, None, None]:
    """Read all shards that are not done yet; the counts after every part."""
    done = dataset.done()
    counts = Counts(len(done), len(plan.shards))
    counts.before = sum(one["reports"] for one in done.values())
    counts.failures = sum(one["failures"] for one in done.values())
    yield counts
    todo = [shard for shard in plan.shards if shard.id not in done]
    setup = Setup(dataset, plan.run, plan.part, plan.columns, known, make)
    seen: dict[str, dict[int, dict[str, int]]] = {}
    last: dict[str, int] = {}
    for row in workers.read(todo, setup) if todo else ():
        shard, number = row["shard"], row["part"]
        seen.setdefault(shard, {})[number] = row
        if row["last"]:
            last[shard] = number
        counts.reports += row["reports"] if not row["again"] else 0
        counts.before += row["reports"] if row["again"] else 0
        counts.failures += row["failures"]
        if len(seen[shard]) == last.get(shard, -2) + 1:
            parts = seen.pop(shard).values()
            told = {name: sum(one[name] for one in parts) for name in ("reports", "failures")}
            dataset.finish(shard, {"parts": last[shard] + 1, **told})
            counts.shards += 1
        yield counts
