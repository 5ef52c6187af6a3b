"""A small ledger against a large one: what actors cost when a report is added, and when asked for.

    python -m bench.bench_actors                     1,000 and 10,000 reports
    python -m bench.bench_actors --sizes 1000 20000 --folder DIR

The ledgers are those of bench_ledger. Both get the same new reports in turn, with actors and
without. Time is the processor's.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from bench.bench_ledger import make
from bench.filling import RECONCILE, RUN
from bench.world import ADDED, World
from sayso.ledger import Ledger, Query, open_ledger

_KINDS_OF_ADDING = ("adding, with actors", "adding, without")


def time_adding(ledgers: Sequence[Ledger], many: int) -> dict[str, list[float]]:
    """Median seconds that adding a report takes in each ledger, with actors and without."""
    taken: dict[str, list[list[float]]] = {kind: [[] for _ in ledgers] for kind in _KINDS_OF_ADDING}
    # Ledgers that were kept hold what an earlier run added.
    readings = World().readings(ADDED, int(time.time() * 1_000))
    for kind, reading in itertools.islice(zip(itertools.cycle(taken), readings), 2 * many):
        added = reading if kind == _KINDS_OF_ADDING[0] else replace(reading, actors=())
        for times, ledger in zip(taken[kind], ledgers, strict=True):
            started = time.process_time()
            ledger.add(added, RUN, RECONCILE)
            times.append(time.process_time() - started)
    return {kind: [statistics.median(times) for times in of] for kind, of in taken.items()}


def time_asking(ledgers: Sequence[Ledger]) -> dict[str, list[float]]:
    """Seconds of the best of three, by question, in each ledger: what a ledger keeps is there."""
    world = World()
    frequent, rare = world.people[0], world.people[50]  # in eight of 1,000 reports
    questions: dict[str, Callable[[Ledger], object]] = {
        "all actors, the first 50": lambda ledger: ledger.actors(top=50),
        "all with offices that clash": lambda ledger: ledger.actors(top=50, conflicts=True),
        "the most frequent person": lambda ledger: ledger.show(frequent),
        "a rarer person": lambda ledger: ledger.show(rare),
        "a search by actor": lambda ledger: ledger.search(Query(actor=frequent)),
    }
    return {
        question: [min(_timed(ask, ledger) for _ in range(3)) for ledger in ledgers]
        for question, ask in questions.items()
    }


def _timed(ask: Callable[[Ledger], object], ledger: Ledger) -> float:
    started = time.process_time()
    ask(ledger)
    return time.process_time() - started


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000], metavar="REPORTS")
    parser.add_argument("--adds", type=int, default=100)
    parser.add_argument("--folder", type=Path, help="keep the ledgers there, and use those there")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        paths = [(args.folder or Path(made)) / f"bench_{size}.db" for size in args.sizes]
        for path, size in zip(paths, args.sizes, strict=True):
            make(path, size)
        ledgers = [open_ledger(path) for path in paths]
        rows = time_asking(ledgers)
        if args.adds:
            rows.update(time_adding(ledgers, args.adds))
        print(f"{'milliseconds':28}" + "".join(f"{size:>10,}" for size in args.sizes) + "   ratio")
        for row, times in rows.items():
            cells = "".join(f"{taken * 1e3:10.1f}" for taken in times)
            print(f"{row:28}{cells}{times[-1] / times[0]:8.2f}")
        for ledger in ledgers:
            ledger.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
