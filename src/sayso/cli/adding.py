"""``sayso add`` and ``sayso rebuild``: reports into a ledger."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Generator, Iterable
from contextlib import ExitStack, closing
from itertools import groupby
from typing import TYPE_CHECKING

from sayso.adding import FAILED as NOT_ADDED
from sayso.adding import Adding, Outcome, outcome_row, read_with
from sayso.cli.commands import FAILED, READ, Commands, as_data, command, misuse
from sayso.cli.messages import progress, say
from sayso.cli.sources import (
    declare_actors,
    declare_gazetteer,
    declare_sources,
    how,
    known_actors,
    own_places,
    sample_sources,
)
from sayso.cli.workers import declare_workers, workers_for, workers_of
from sayso.errors import SaysoError
from sayso.terms import Added

if TYPE_CHECKING:
    from sayso.pipeline import Pipeline

_COUNTED = {
    Added.NEW: "{} added",
    Added.VERSION: "{} in a new version",
    Added.SAME: "{} already there",
    NOT_ADDED: "{} failed",
}


def declare(commands: Commands[argparse.ArgumentParser]) -> None:
    """Declare ``sayso add`` and ``sayso rebuild``."""
    add = command(
        commands,
        "add",
        _run_add,
        does="read reports into a ledger, which is made if it is not there",
        examples=(
            "sayso add event.db --samples",
            "sayso add event.db page.html reports/ https://example.org/page",
            "sayso add --json event.db reports/ > added.jsonl",
        ),
    )
    add.add_argument("ledger", metavar="LEDGER", help="a file, or postgresql+psycopg://...")
    declare_sources(add, samples="add the invented reports that come with Sayso")
    declare_workers(add)
    add.add_argument("--json", action="store_true", help="one JSON object a report on stdout")
    rebuild = command(
        commands,
        "rebuild",
        _run_rebuild,
        does="read all reports of a ledger anew, from the text it keeps; judgements stay",
        examples=("sayso rebuild event.db",),
    )
    rebuild.add_argument("ledger", metavar="LEDGER", help="a file, or postgresql+psycopg://...")
    declare_actors(rebuild)
    declare_gazetteer(rebuild)
    declare_workers(rebuild)


def _run_add(args: argparse.Namespace) -> int:
    if args.samples == bool(args.sources):
        misuse(args, "name what to add: SOURCE..., or --samples")
    from sayso.cli.estimate import expected_reports
    from sayso.ledger import open_ledger
    from sayso.pipeline import Pipeline

    sources = sample_sources() if args.samples else args.sources
    total = expected_reports(sources)
    known, whole = known_actors(args)
    places, all_places = own_places(args)
    counts: Counter[str] = Counter()
    pipeline = Pipeline(known=known, gazetteer=places, workers=workers_for(args, sources))
    with (
        open_ledger(args.ledger, create=True) as ledger,
        progress(total, lines=True) as (tell, count),
        closing(_outcomes(sources, Adding(ledger, pipeline), pipeline, args)) as outcomes,
    ):
        for outcome in outcomes:
            counts[outcome.kind] += 1
            if args.json:
                _print(outcome)
            if outcome.error is not None:
                tell(str(outcome.error))
            count(counts.total())
    done = [text.format(counts[kind]) for kind, text in _COUNTED.items() if counts[kind]]
    say(f"{ledger.where}: {', '.join(done) or 'nothing to add'}")
    return READ if whole and all_places and not counts[NOT_ADDED] else FAILED


def _outcomes(
    sources: Iterable[str], adding: Adding, pipeline: Pipeline, args: argparse.Namespace
) -> Generator[Outcome, None, None]:
    """What became of every report; what ``sayso scale`` read is not read again."""
    from sayso.scale.bringing import bring, is_dataset

    for brought, some in groupby(sources, is_dataset):
        if brought:
            for source in some:
                yield from bring(source, adding)
        else:
            yield from adding.add_all(pipeline.reports(some, **how(args)))


def _print(outcome: Outcome) -> None:
    as_data(sys.stdout).write(json.dumps(outcome_row(outcome), ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _run_rebuild(args: argparse.Namespace) -> int:
    from sayso.ledger import open_ledger
    from sayso.pipeline import Pipeline

    known, whole = known_actors(args)
    places, all_places = own_places(args)
    done = failed = 0
    with ExitStack() as held:
        ledger = held.enter_context(open_ledger(args.ledger))
        versions = ledger.stats().versions
        tell, count = held.enter_context(progress(versions, lines=True))
        pipeline = Pipeline(known=known, gazetteer=places, workers=workers_of(args, versions))
        run = read_with(pipeline)
        for outcome in held.enter_context(closing(pipeline.read_reports(ledger.reports()))):
            if isinstance(outcome, SaysoError):
                failed += 1
                tell(str(outcome))
            else:
                ledger.reread(outcome, run, pipeline)
            done += 1
            count(done)
    say(f"{ledger.where}: {done - failed} read anew" + f", {failed} failed" * bool(failed))
    return READ if whole and all_places and not failed else FAILED
