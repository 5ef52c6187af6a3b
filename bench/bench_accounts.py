"""Reconciling many reports against few, through the ledger: what claims cost, and one wire's story.

    python -m bench.bench_accounts                    100 and 1,000 reports, 500 of one story
    python -m bench.bench_accounts --sizes 1000 10000 --wire 5000

Stories are made from what the samples put forward: of each, ten reports speak in words of its own,
so that they meet one another and nobody else. Time is the processor's, which a busy machine changes
least; only claims are stored with the reports, so nothing else grows.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sayso.ledger import Ledger, open_ledger
from sayso.pipeline import Pipeline
from sayso.records import Proposition, Reading, Report, Run, identify
from sayso.records.claims import Clause, Phrase
from sayso.samples import sample_paths

RUN = Run("sayso bench", "none")
STORY = 10  # reports that speak of the same
LAST = 20  # additions whose mean and slowest are told


def told_by_samples(pipeline: Pipeline) -> list[tuple[Proposition, ...]]:
    """What each of the samples puts forward."""
    readings = pipeline.read(map(str, sample_paths()))
    return [r.propositions for r in readings if isinstance(r, Reading) and r.propositions]


def stories(base: Sequence[tuple[Proposition, ...]], many: int) -> Iterator[Reading]:
    """``many`` reports, ten a story."""
    chance = random.Random(1)
    for number in range(many):
        story = str(number // STORY)
        yield _reading(f"{story}.{number}", chance.choice(base), story)


def wire(base: Sequence[tuple[Proposition, ...]], many: int) -> Iterator[Reading]:
    """``many`` reports that all say the same."""
    for number in range(many):
        yield _reading(f"wire.{number}", base[0], "wire")


def _reading(name: str, told: Sequence[Proposition], story: str) -> Reading:
    report = Report(identify("report", name), name, f"Report {name} of a story.", ())
    renamed = (_in_words_of(story, one, report.id) for one in told)
    return Reading(report, (), propositions=tuple(renamed))


def _in_words_of(story: str, one: Proposition, report: str) -> Proposition:
    def own(words: frozenset[str]) -> frozenset[str]:
        return frozenset(word + story for word in words)

    def phrase(found: Phrase) -> Phrase:
        return replace(found, head=found.head + story, keys=own(found.keys), actor=None)

    def clause(found: Clause) -> Clause:
        return replace(
            found,
            agent=tuple(map(phrase, found.agent)),
            patient=tuple(map(phrase, found.patient)),
            others=tuple(map(phrase, found.others)),
        )

    return replace(
        one,
        id=identify("proposition", report, one.id),
        report=report,
        who=one.who + story,
        words=tuple((word + story, weight) for word, weight in one.words),
        clauses=tuple(map(clause, one.clauses)),
        wording=identify("wording", story, one.wording),
        gist=own(one.gist),
    )


def time_adding(ledger: Ledger, readings: Iterator[Reading], pipeline: Pipeline) -> list[float]:
    """Processor seconds that adding each report takes."""
    taken = []
    for reading in readings:
        started = time.process_time()
        ledger.add(reading, RUN, pipeline)
        taken.append(time.process_time() - started)
    return taken


def main() -> None:
    """Print the time of each size and the ratio of the largest to the smallest."""
    parser = argparse.ArgumentParser(prog="python -m bench.bench_accounts", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1_000])
    parser.add_argument("--wire", type=int, default=500)
    args = parser.parse_args()
    pipeline = Pipeline()
    base = told_by_samples(pipeline)
    whole = []
    with tempfile.TemporaryDirectory() as folder:
        for kind, many in [*(("stories", n) for n in args.sizes), ("one wire", args.wire)]:
            readings = (wire if kind == "one wire" else stories)(base, many)
            with open_ledger(Path(folder) / f"{kind} {many}.db", create=True) as ledger:
                taken = time_adding(ledger, readings, pipeline)
            last = taken[-LAST:]
            whole.append(sum(taken))
            print(
                f"{many:>6} reports of {kind}: {sum(taken):8.1f} s; one more "
                f"{1000 * sum(last) / len(last):.1f} ms, at most {1000 * max(last):.1f} ms",
                flush=True,
            )
    few, many = args.sizes[0], args.sizes[-1]
    print(f"{many} against {few}: {whole[len(args.sizes) - 1] / whole[0]:.1f} times")


if __name__ == "__main__":
    main()
