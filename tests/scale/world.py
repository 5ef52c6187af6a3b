"""A pipeline without a model, for what is about shards and workers and not about reading."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable, Generator, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from sayso.across import KnownActor
from sayso.errors import SaysoError
from sayso.pipeline import Pipeline
from sayso.records import Attribution, Reading, Report, Run, Span
from sayso.scale import Counts, Dataset, Workers, prepare, read_into

T = TypeVar("T")
RUN = Run("sayso test", "none")
KILLER = "The bridge fell on the one who read this."


class Quick(Pipeline):
    """Reads one attribution in a report; may write down what it read, and die of some reports."""

    def __init__(self, log: Path | None = None) -> None:
        super().__init__()
        self._log = log

    def read_reports(
        self, reports: Iterable[Report | T]
    ) -> Generator[Reading | SaysoError | T, None, None]:
        for one in reports:
            if not isinstance(one, Report):
                yield one
                continue
            if KILLER in one.text:
                os.kill(os.getpid(), signal.SIGKILL)
            if self._log is not None:
                time.sleep(0.02)
                with self._log.open("a") as log:
                    log.write(f"{os.getpid()} {one.where}\n")
            said = Attribution.of(
                one, source=[Span(0, 9)], cue=[Span(20, 24)], content=[Span(30, 50)]
            )
            yield Reading(one, (said,))


def quick(_: Sequence[KnownActor]) -> Pipeline:
    return Quick()


def logging(log: Path, _: Sequence[KnownActor]) -> Pipeline:
    return Quick(log)


def read(
    inputs: list[str],
    output: Path | str,
    workers: Workers,
    make: Callable[[Sequence[KnownActor]], Pipeline] = quick,
) -> Counts:
    """Read inputs into a dataset, four reports a part; the counts in the end."""
    dataset = Dataset(str(output))
    plan = prepare(inputs, dataset, RUN, part=4, reads=Pipeline().reads)
    *_, counts = read_into(dataset, plan, workers, make=make)
    return counts


def files(folder: Path) -> dict[str, bytes]:
    """All tables of a dataset, by name."""
    found = (path for path in folder.rglob("*.parquet"))
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def write_lines(path: Path, many: int, *, broken: int | None = None) -> Path:
    """So many reports as JSON lines, one of them broken."""
    with path.open("w") as file:
        for number in range(many):
            text = f"The mayor of town {number} said on Monday that the bridge was shut. It rained."
            row = {"text": text, "title": f"Bridge {number}", "outlet": "The Courier"}
            file.write("{\n" if number == broken else json.dumps(row) + "\n")
    return path
