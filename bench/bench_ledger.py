"""Small ledgers against large ones: the cost of adding a report, and the time of a search.

    python -m bench.bench_ledger                          1,000 and 10,000 reports
    python -m bench.bench_ledger --sizes 1000 10000 100000 --folder DIR      the promise's sizes

Reports are generated (world.py), large ledgers made of small ones (filling.py); those in DIR are
kept, and used again. All ledgers get the same new reports in turn, each its own transaction on the
disk, so that what else the machine does hits all alike; with ``--processor`` only the time of the
processor is counted, which a busy machine changes least. All files are read through first.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

from bench.filling import RECONCILE, RUN, fill, multiply
from bench.world import ADDED, ATTRIBUTIONS, WORDS, World
from sayso.ledger import Ledger, Query, open_ledger
from sayso.pipeline import Pipeline
from sayso.records import Report
from sayso.samples import sample_paths
from sayso.terms import QuoteType

ALL_ADDED = 1_000  # reports; larger ledgers are multiples of one of these
WARMING = 10  # additions and rounds of searches that are not timed
Clock = Callable[[], float]


def time_adding(ledgers: Sequence[Ledger], many: int, clock: Clock) -> list[list[float]]:
    """Seconds that adding each report takes in each ledger, taken in turn."""
    taken: list[list[float]] = [[] for _ in ledgers]
    # Ledgers that were kept hold what an earlier run added.
    first = int(time.time() * 1_000)
    for reading in itertools.islice(World().readings(ADDED, first), WARMING + many):
        for times, ledger in zip(taken, ledgers, strict=True):
            started = clock()
            ledger.add(reading, RUN, RECONCILE)
            times.append(clock() - started)
    return [times[WARMING:] for times in taken]


def time_reading(clock: Clock) -> float:
    """Seconds that reading a report takes before it is added: parsing and the model."""
    pipeline = Pipeline()
    found = pipeline.reports(map(str, sample_paths()))
    reports = [report for report in found if isinstance(report, Report)]
    list(pipeline.read_reports(reports))  # loads the model and all that is loaded once
    started = clock()
    list(pipeline.read_reports(reports))
    words = sum(len(report.text.split()) for report in reports)
    return (clock() - started) * WORDS / words


def questions(world: World) -> dict[str, Callable[[], Query]]:
    """The kinds of searches, each as often as the others."""

    def since() -> date:
        return world.day()

    return {
        "a word": lambda: Query(world.word()),
        "two words": lambda: Query(f"{world.word()} {world.word()}"),
        "a phrase": lambda: Query(world.phrase()),
        "a beginning": lambda: Query(world.word()[:3] + "*"),
        "a source": lambda: Query(source=world.name()),
        "word, source": lambda: Query(world.word(), source=world.name()),
        "word, type": lambda: Query(world.word(), quote_type=QuoteType.DIRECT),
        "word, outlet": lambda: Query(world.word(), outlet=world.random.choice(world.outlets)),
        "word, a month": lambda: Query(
            world.word(), since=(day := since()), until=day + timedelta(days=30)
        ),
        "word, since": lambda: Query(world.word(), since=since()),
    }


def time_searching(
    ledgers: Sequence[Ledger], rounds: int, clock: Clock
) -> list[dict[str, list[float]]]:
    """Seconds of every search, by kind, in each ledger."""
    kinds = questions(World())
    taken: list[dict[str, list[float]]] = [{kind: [] for kind in kinds} for _ in ledgers]
    for at in range(WARMING + rounds):
        for kind, ask in kinds.items():
            query = ask()
            for times, ledger in zip(taken, ledgers, strict=True):
                started = clock()
                ledger.search(query)
                if at >= WARMING:
                    times[kind].append(clock() - started)
    return taken


def percentile(times: Sequence[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def tell_searches(searches: list[dict[str, list[float]]], sizes: Sequence[int]) -> None:
    """Print the median and the 95th percentile of each kind of search in each ledger."""
    print(f"{'search, ms':16}" + "".join(f"{size:>10,} p50{'p95':>8}" for size in sizes))
    whole = [[*itertools.chain(*of.values())] for of in searches]
    for kind in (*searches[0], "all"):
        taken = whole if kind == "all" else [of[kind] for of in searches]
        cells = [percentile(times, share) * 1e3 for times in taken for share in (0.5, 0.95)]
        pairs = zip(cells[::2], cells[1::2], strict=True)
        print(f"{kind:16}" + "".join(f"{p50:14.1f}{p95:8.1f}" for p50, p95 in pairs))
    ratio = percentile(whole[-1], 0.95) / percentile(whole[0], 0.95)
    many, few = (size * ATTRIBUTIONS for size in (sizes[-1], sizes[0]))
    print(f"p95 at {many:,} attributions is {ratio:.1f} times that at {few:,}")


def tell_additions(added: Sequence[Sequence[float]], reading: float, sizes: Sequence[int]) -> None:
    """Print what adding costs in each ledger, and how many times that in the smallest."""
    print(f"{'adding, ms':26}" + "".join(f"{size:>12,}" for size in sizes) + "   ratio")
    for name, middle, more in (
        ("median", statistics.median, 0.0),
        ("mean", statistics.fmean, 0.0),
        ("median, with its reading", statistics.median, reading),
        ("mean, with its reading", statistics.fmean, reading),
    ):
        cells = [(more + middle(times)) * 1e3 for times in added]
        told = "".join(f"{cell:12.2f}" for cell in cells)
        print(f"{name:26}{told}{cells[-1] / cells[0]:8.2f}")


def make(path: Path, many: int) -> None:
    """A ledger of so many reports, of the right size to begin with or a multiple of a small one."""
    if path.exists():
        return
    begun = path.with_suffix(".begun")
    begun.unlink(missing_ok=True)
    started = time.monotonic()
    times = -(-many // ALL_ADDED)
    fill(begun, -(-many // times))
    if times > 1:
        multiply(begun, times)
    begun.replace(path)
    print(f"{path.name} in {time.monotonic() - started:.0f} s", file=sys.stderr)


def read_through(path: Path) -> None:
    """Have the system keep a file in its memory, where there is room."""
    with path.open("rb") as file:
        while file.read(1 << 20):
            pass


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000], metavar="REPORTS")
    parser.add_argument("--adds", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=30, help="searches of each kind")
    parser.add_argument("--processor", action="store_true", help="count its time alone")
    parser.add_argument("--folder", type=Path, help="keep the ledgers there, and use those there")
    args = parser.parse_args()
    clock = time.process_time if args.processor else time.perf_counter
    with tempfile.TemporaryDirectory() as made:
        paths = [(args.folder or Path(made)) / f"bench_{size}.db" for size in args.sizes]
        for path, size in zip(paths, args.sizes, strict=True):
            make(path, size)
            read_through(path)
        ledgers = [open_ledger(path) for path in paths]
        if args.rounds:
            tell_searches(time_searching(ledgers, args.rounds, clock), args.sizes)
        if args.adds:
            added = time_adding(ledgers, args.adds, clock)
            tell_additions(added, time_reading(clock), args.sizes)
        for path, ledger in zip(paths, ledgers, strict=True):
            ledger.close()
            print(f"{path.name} has {path.stat().st_size / 1e6:,.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
