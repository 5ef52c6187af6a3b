"""A small ledger against a large one: what actors cost when a report is added, and when asked for.

    python -m bench.bench_actors                     500 and 5,000 reports
    python -m bench.bench_actors --large 20000

The reports are those of bench_ledger, each with twenty actors: those that say something, and others
that are spoken of; names by Zipf's law, so that the most frequent is in every tenth report, one in
five without the given name. Both ledgers get the same new reports in turn, with actors and without.
Lineage is left out: bench_ledger has it.
"""

from __future__ import annotations

import argparse
import itertools
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from bench.bench_ledger import ROOM, RUN, World
from sayso.ledger import Ledger, Query, open_ledger
from sayso.ledger.opening import Database
from sayso.ledger.writing import add_reading
from sayso.pipeline import Pipeline
from sayso.records import (
    Actor,
    Mention,
    Office,
    Passage,
    Reading,
    Report,
    Reuse,
    Span,
    identify,
)
from sayso.terms import ActorKind, MentionKind

OTHERS = 10  # actors that a report speaks of and that say nothing
MENTIONS = 4  # of each


class WithoutLineage(Pipeline):
    """Compares actors, and looks for no passages. Its model is never loaded."""

    def passages(self, report: Report) -> tuple[Passage, ...]:
        return ()

    def find_lineage(self, report: Report, index: object) -> tuple[Reuse, ...]:
        return ()


ACTORS_ALONE = WithoutLineage()


class Cast(World):
    """The world of bench_ledger, with somebody in it."""

    def readings(self) -> Iterator[Reading]:
        """Reports without end."""
        return map(self._with_actors, super().readings())

    def _with_actors(self, reading: Reading) -> Reading:
        report = reading.report
        sources = [one.source[0].of(report.text) for one in reading.attributions]
        names = [*sources, *(self._spoken_of() for _ in range(OTHERS))]
        actors = {name: make_actor(report.id, name) for name in names}
        attributions = (
            replace(one, actor=actors[name].id)
            for one, name in zip(reading.attributions, sources, strict=True)
        )
        return Reading(report, tuple(attributions), tuple(actors.values()))

    def _spoken_of(self) -> str:
        name = self.name()
        return name.split()[1] if self.random.random() < 0.2 else name


def others(made: World, seed: int) -> World:
    """Other reports of the same people."""
    made.seed, made.random = seed, random.Random(seed)
    return made


def make_actor(report: str, name: str) -> Actor:
    """Somebody with an office and a few mentions."""
    span = Span(0, 1)
    mention = Mention(span, span, MentionKind.NAME, "the same name")
    office = Office(f"{name.split()[0]} minister", span)
    key = identify("actor", report, name)
    return Actor(key, report, ActorKind.PERSON, name, (), (office,), (mention,) * MENTIONS)


def fill(path: Path, many: int) -> None:
    """A ledger of so many reports, hundreds a transaction: how it came to be does not matter."""
    open_ledger(path, create=True).close()
    database = Database(path)
    world = Cast(1).readings()
    for done in range(0, many, ROOM):
        with database.writing() as conn:
            for reading in itertools.islice(world, min(ROOM, many - done)):
                add_reading(conn, reading, RUN, ACTORS_ALONE)
    database.close()


def time_adding(ledgers: list[Ledger], many: int, world: World) -> list[float]:
    """Median seconds that adding a report takes in each ledger, taken in turn."""
    taken: list[list[float]] = [[] for _ in ledgers]
    for reading in itertools.islice(world.readings(), many):
        for times, ledger in zip(taken, ledgers, strict=True):
            started = time.perf_counter()
            ledger.add(reading, RUN, ACTORS_ALONE)
            times.append(time.perf_counter() - started)
    return [statistics.median(times) for times in taken]


def time_asking(ledgers: list[Ledger]) -> dict[str, list[float]]:
    """Seconds of the best of three, by question, in each ledger."""
    frequent, rare = Cast(1).names[0], Cast(1).names[100]
    questions: dict[str, Callable[[Ledger], object]] = {
        "all actors, the first 50": lambda ledger: ledger.actors(top=50),
        "the most frequent actor": lambda ledger: ledger.show(frequent),
        "a rare actor": lambda ledger: ledger.show(rare),
        "a search by actor": lambda ledger: ledger.search(Query(actor=frequent)),
    }
    return {
        question: [min(_timed(ask, ledger) for _ in range(3)) for ledger in ledgers]
        for question, ask in questions.items()
    }


def _timed(ask: Callable[[Ledger], object], ledger: Ledger) -> float:
    started = time.perf_counter()
    ask(ledger)
    return time.perf_counter() - started


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--small", type=int, default=500, metavar="REPORTS")
    parser.add_argument("--large", type=int, default=5_000, metavar="REPORTS")
    parser.add_argument("--adds", type=int, default=100)
    parser.add_argument("--folder", type=Path, help="keep the ledgers there, and use those there")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = args.folder or Path(made)
        paths = [folder / f"actors_{many}.db" for many in (args.small, args.large)]
        for path, many in zip(paths, (args.small, args.large), strict=True):
            if not path.exists():
                fill(path, many)
        ledgers = [open_ledger(path) for path in paths]
        seeds = itertools.count(int(time.time()))  # a kept ledger has the reports of last time
        rows = {
            "adding, with actors": time_adding(ledgers, args.adds, others(Cast(1), next(seeds))),
            "adding, without": time_adding(ledgers, args.adds, others(World(1), next(seeds))),
            **time_asking(ledgers),
        }
        print(f"{'milliseconds':28}{args.small:>10,}{args.large:>10,}     ratio")
        for row, (small, large) in rows.items():
            print(f"{row:28}{small * 1e3:10.1f}{large * 1e3:10.1f}{large / small:10.2f}")
        sizes = " and ".join(f"{path.stat().st_size / 1e6:.0f} MB" for path in paths)
        print(f"the ledgers have {sizes}")
        for ledger in ledgers:
            ledger.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
