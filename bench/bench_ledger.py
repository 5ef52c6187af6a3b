"""A small ledger against a large one: the cost of adding a report, and the time of a search.

    python -m bench.bench_ledger                     1,000 and 10,000 reports
    python -m bench.bench_ledger --large 100000      the sizes of the promise; takes an hour

Reports are generated: words by Zipf's law, ten attributions each, a boilerplate line an outlet,
and one report in ten with a paragraph of an earlier one. Both ledgers get the same new reports in
turn, each its own transaction on the disk, so that what else the machine does hits both alike.
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
from datetime import date, timedelta
from pathlib import Path

from sayso.ledger import Ledger, Query, open_ledger
from sayso.ledger.opening import Database
from sayso.ledger.writing import add_reading
from sayso.pipeline import Pipeline
from sayso.records import Attribution, Block, Reading, Report, Run, Span, identify
from sayso.samples import sample_paths
from sayso.terms import BlockKind, QuoteType

ATTRIBUTIONS, WORDS = 10, 450  # a report
VOCABULARY, NAMES, OUTLETS = 50_000, 5_000, 300
DAYS = 4 * 365
RUN = Run("sayso bench", "none")
LINEAGE = Pipeline()  # its model is never loaded
ROOM = 500  # reports of one transaction while filling


class World:
    """Words, names and outlets, and reports made of them: the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.seed, self.random = seed, random.Random(seed)
        syllables = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
        words = {"".join(self.random.choices(syllables, k=1 + n % 4)) for n in range(200_000)}
        self.words = sorted(words, key=lambda word: (len(word), word))[:VOCABULARY]
        self.weights = list(itertools.accumulate(1 / (n + 2) for n in range(len(self.words))))
        self.names = [" ".join(self._some(2, flat=True)).title() for _ in range(NAMES)]
        self.name_weights = list(itertools.accumulate(1 / (n + 1) for n in range(NAMES)))
        self.outlets = [f"The {self._some(1, flat=True)[0].title()} Post" for _ in range(OUTLETS)]
        self.lines = [" ".join(self._some(20, flat=True)) + "." for _ in range(OUTLETS)]
        self.passages: list[str] = [" ".join(self._some(40)) + "."]

    def _some(self, many: int, *, flat: bool = False) -> list[str]:
        if flat:
            return self.random.choices(self.words, k=many)
        return self.random.choices(self.words, cum_weights=self.weights, k=many)

    def word(self) -> str:
        """A word as often as texts have it."""
        return self._some(1)[0]

    def name(self) -> str:
        """A source as often as reports have it."""
        return self.random.choices(self.names, cum_weights=self.name_weights)[0]

    def day(self) -> date:
        return date(2018, 1, 1) + timedelta(days=self.random.randrange(DAYS))

    def readings(self) -> Iterator[Reading]:
        """Reports without end."""
        for number in itertools.count():
            yield self._reading(number)

    def _reading(self, number: int) -> Reading:
        outlet = self.random.randrange(OUTLETS)
        lines, places = [], []
        at = 0
        for _ in range(ATTRIBUTIONS):
            source, content = self.name(), " ".join(self._some(25))
            line = f"{source} said {content}. " + " ".join(self._some(15)) + "."
            places.append((at, len(source), len(content)))
            lines.append(line)
            at += len(line) + 1
        if self.random.random() < 0.1:
            lines.append(self.random.choice(self.passages))
        if len(self.passages) < 5_000:
            self.passages.append(lines[0])
        lines.append(self.lines[outlet])
        text = "\n".join(lines)
        id = identify("bench", str(self.seed), str(number), text)
        report = Report(
            id,
            f"bench/{self.seed}/{number}",
            text,
            (Block(BlockKind.BODY, Span(0, len(text))),),
            title=f"Report {number}",
            outlet=self.outlets[outlet],
            published=self.day(),
            url=f"https://bench.example/{self.seed}/{number}",
        )
        return Reading(report, tuple(self._attribution(id, *place) for place in places))

    def _attribution(self, report: str, at: int, source: int, content: int) -> Attribution:
        cue = at + source + 1
        return Attribution(
            identify("attribution", report, str(at)),
            report,
            (Span(at, at + source),),
            (Span(cue, cue + 4),),
            (Span(cue + 5, cue + 5 + content),),
            QuoteType.DIRECT if self.random.random() < 0.3 else QuoteType.INDIRECT,
            0.9,
        )


def fill(path: Path, many: int) -> None:
    """A ledger of so many reports, hundreds a transaction: how it came to be does not matter."""
    open_ledger(path, create=True).close()
    database = Database(path)
    started = time.monotonic()
    world = World(1).readings()
    for done in range(0, many, ROOM):
        with database.writing() as conn:
            for reading in itertools.islice(world, min(ROOM, many - done)):
                add_reading(conn, reading, RUN, LINEAGE)
        if done and done % 20_000 == 0:
            print(f"{done} of {many} in {time.monotonic() - started:.0f} s", file=sys.stderr)
    database.close()


def time_adding(ledgers: list[Ledger], many: int) -> list[list[float]]:
    """Seconds that adding each report takes in each ledger, taken in turn."""
    taken: list[list[float]] = [[] for _ in ledgers]
    # A large ledger that was kept holds what an earlier run added.
    seed = 2 + ledgers[-1].stats().versions
    for reading in itertools.islice(World(seed).readings(), many):
        for times, ledger in zip(taken, ledgers, strict=True):
            started = time.perf_counter()
            ledger.add(reading, RUN, LINEAGE)
            times.append(time.perf_counter() - started)
    return taken


def time_reading() -> float:
    """Seconds that reading a report takes before it is added: parsing and the model."""
    pipeline = Pipeline()
    found = pipeline.reports(map(str, sample_paths()))
    reports = [report for report in found if isinstance(report, Report)]
    list(pipeline.read_reports(reports[:1]))  # loads the model
    started = time.perf_counter()
    list(pipeline.read_reports(reports))
    words = sum(len(report.text.split()) for report in reports)
    return (time.perf_counter() - started) * WORDS / words


def questions(world: World) -> dict[str, Callable[[], Query]]:
    """The kinds of searches, each as often as the others."""

    def phrase() -> str:
        reading = world._reading(0)
        content = reading.attributions[0].content[0].of(reading.report.text).split()
        return f'"{content[3]} {content[4]}"'

    def since() -> date:
        return world.day()

    return {
        "a word": lambda: Query(world.word()),
        "two words": lambda: Query(f"{world.word()} {world.word()}"),
        "a phrase": lambda: Query(phrase()),
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


def time_searching(ledgers: list[Ledger], rounds: int) -> list[dict[str, list[float]]]:
    """Seconds of every search, by kind, in each ledger."""
    kinds = questions(World(3))
    taken: list[dict[str, list[float]]] = [{kind: [] for kind in kinds} for _ in ledgers]
    for warm in (True, False):
        for _ in range(5 if warm else rounds):
            for kind, ask in kinds.items():
                query = ask()
                for times, ledger in zip(taken, ledgers, strict=True):
                    started = time.perf_counter()
                    ledger.search(query)
                    if not warm:
                        times[kind].append(time.perf_counter() - started)
    return taken


def percentile(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--small", type=int, default=1_000, metavar="REPORTS")
    parser.add_argument("--large", type=int, default=10_000, metavar="REPORTS")
    parser.add_argument("--adds", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=30, help="searches of each kind")
    parser.add_argument("--folder", type=Path, help="keep the large ledger there")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        paths = (Path(made, "small.db"), (args.folder or Path(made)) / f"bench_{args.large}.db")
        for path, many in zip(paths, (args.small, args.large), strict=True):
            if not path.exists():
                fill(path, many)
        ledgers = [open_ledger(path) for path in paths]
        searches = time_searching(ledgers, args.rounds)
        print(f"{'search, ms':16}{'p50':>8}{'p95':>8}{'p50':>10}{'p95':>8}")
        whole: list[list[float]] = [[*itertools.chain(*of.values())] for of in searches]
        for kind in (*searches[0], "all"):
            both = whole if kind == "all" else [of[kind] for of in searches]
            cells = [percentile(times, share) * 1e3 for times in both for share in (0.5, 0.95)]
            print(f"{kind:16}{cells[0]:8.1f}{cells[1]:8.1f}{cells[2]:10.1f}{cells[3]:8.1f}")
        ratio = percentile(whole[1], 0.95) / percentile(whole[0], 0.95)
        print(
            f"p95 at {args.large * ATTRIBUTIONS:,} attributions is {ratio:.1f} times that at "
            f"{args.small * ATTRIBUTIONS:,}"
        )
        added = time_adding(ledgers, args.adds)
        reading = time_reading()
        for name, middle, more in (
            ("median", statistics.median, 0.0),
            ("mean", statistics.fmean, 0.0),
            ("mean, with its reading", statistics.fmean, reading),
        ):
            small, large = ((more + middle(times)) * 1e3 for times in added)
            print(
                f"adding a report, {name}: {small:.2f} ms at {args.small:,}, {large:.2f} ms at "
                f"{args.large:,}, {large / small:.2f} times"
            )
        for ledger in ledgers:
            ledger.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
