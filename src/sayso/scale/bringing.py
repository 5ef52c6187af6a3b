"""From a dataset into a ledger: what was read comes as it was, in the order of the inputs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.errors import NoLedger, SaysoError
from sayso.records import Run
from sayso.scale.dataset import PLAN, Dataset
from sayso.scale.storage import Storage

if TYPE_CHECKING:
    from sayso.adding import Adding, Outcome
    from sayso.importing.lines import Held


def bring(address: str, adding: Adding) -> Iterator[Outcome]:
    """Add what a dataset holds; what became of every report. Raises LedgerError."""
    from sayso.importing.lines import held_in

    for held in held_in(dataset_lines(Dataset(address))):
        yield from _keep(held, adding)


def _keep(held: Held, adding: Adding) -> Iterator[Outcome]:
    from sayso.importing.lines import Failure, Version

    if isinstance(held, Version):
        yield adding.keep(held.reading, held.run)
    elif isinstance(held, Failure):
        yield adding.add(held.error)
    elif isinstance(held, SaysoError):
        yield adding.add(held)


def run_line(run: Run) -> bytes:
    """The line of an export that says what reports were read with."""
    told = {"software": run.software, "model": run.model, "settings": run.settings}
    return json.dumps({"record": "run", "id": run.id, **told}, ensure_ascii=False).encode()


def dataset_lines(dataset: Dataset) -> Iterator[tuple[bytes, str]]:
    """All that was read, as lines of an export with where each stands. Raises NoLedger."""
    plan = dataset.plan()
    if plan is None:
        told = "no dataset of sayso scale is there"
        raise NoLedger(dataset.address, told, "give the --output of sayso scale")
    yield run_line(plan.run), dataset.address
    for part in dataset.parts(plan):
        name = f"readings/{part.name}"
        for number, row in enumerate(dataset.read_rows(name, ["lines"]), 1):
            for line in row["lines"].split("\n"):
                yield line.encode(), f"{dataset.address}/{name}#{number}"
        name = f"failures/{part.name}"
        for number, row in enumerate(dataset.read_rows(name) if dataset.has(name) else (), 1):
            told = json.dumps({"record": "failure", **row}, ensure_ascii=False)
            yield told.encode(), f"{dataset.address}/{name}#{number}"


def is_dataset(address: str) -> bool:
    """Whether a dataset of ``sayso scale`` is there; a folder is looked into without fsspec."""
    if address == "-" or address.lower().startswith(("http://", "https://")):
        return False
    try:
        if "://" not in address:
            return Path(address, PLAN).is_file()
        return Storage(address).has(PLAN)
    except (SaysoError, OSError, ValueError):
        return False
