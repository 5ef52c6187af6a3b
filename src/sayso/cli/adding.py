"""``sayso add`` and ``sayso rebuild``: reports into a ledger."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sayso.cli.commands import FAILED, READ, Commands, as_data, command, misuse
from sayso.cli.messages import progress, say
from sayso.cli.sources import (
    declare_actors,
    declare_gazetteer,
    declare_sources,
    how,
    known_actors,
    own_places,
    read_with,
    sample_sources,
)
from sayso.errors import ReadError, SaysoError
from sayso.terms import Added

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.pipeline import How, Pipeline
    from sayso.records import Report, Run

_FAILED = "failed"
_COUNTED = {
    Added.NEW: "{} added",
    Added.VERSION: "{} in a new version",
    Added.SAME: "{} already there",
    _FAILED: "{} failed",
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
    with (
        open_ledger(args.ledger, create=True) as ledger,
        progress(total, lines=True) as (tell, count),
    ):
        adding = _Adding(ledger, Pipeline(known=known, gazetteer=places), how(args), json=args.json)
        for outcome in adding.outcomes(sources):
            if outcome is not None:
                tell(str(outcome))
            count(adding.counts.total())
    counts = adding.counts
    done = [text.format(counts[kind]) for kind, text in _COUNTED.items() if counts[kind]]
    say(f"{ledger.where}: {', '.join(done) or 'nothing to add'}")
    return READ if whole and all_places and not counts[_FAILED] else FAILED


class _Adding:
    """Adds every report of some sources, one by one."""

    def __init__(self, ledger: Ledger, pipeline: Pipeline, how: How, *, json: bool) -> None:
        self._ledger, self._pipeline, self._how, self._json = ledger, pipeline, how, json
        self.counts: Counter[str] = Counter()

    def outcomes(self, sources: Iterable[str]) -> Iterator[SaysoError | None]:
        """An error for each report that failed, None for each that is on the disk now."""
        run: Run | None = None
        for outcome in self._pipeline.read_reports(self._unknown(sources)):
            if isinstance(outcome, SaysoError):
                yield self._failed(outcome)
                continue
            run = run or read_with(self._pipeline)
            try:
                added = self._ledger.add(outcome, run, self._pipeline)
            except ReadError as error:
                yield self._failed(error)
                continue
            report = outcome.report
            self._done(added, report.where, report.id, len(outcome.attributions))
            yield None

    def _unknown(self, sources: Iterable[str]) -> Iterator[Report | SaysoError]:
        """Reports that are not there yet: what is known need not be read again."""
        for item in self._pipeline.reports(sources, **self._how):
            known = None if isinstance(item, SaysoError) else self._ledger.known_id(item)
            if known is None:
                yield item
            else:
                self._done(Added.SAME, item.where, known)

    def _failed(self, error: SaysoError) -> SaysoError:
        self._ledger.fail(error)
        self.counts[_FAILED] += 1
        self._print(outcome=_FAILED, where=error.where, what=error.what, mend=error.mend)
        return error

    def _done(self, added: Added, where: str, report: str, found: int | None = None) -> None:
        self.counts[added] += 1
        self._print(outcome=added.value, where=where, report=report, attributions=found)

    def _print(self, **row: object) -> None:
        if self._json:
            as_data(sys.stdout).write(json.dumps(row, ensure_ascii=False) + "\n")
            sys.stdout.flush()


def _run_rebuild(args: argparse.Namespace) -> int:
    from sayso.ledger import open_ledger
    from sayso.pipeline import Pipeline

    known, whole = known_actors(args)
    places, all_places = own_places(args)
    pipeline = Pipeline(known=known, gazetteer=places)
    done = failed = 0
    with (
        open_ledger(args.ledger) as ledger,
        progress(ledger.stats().versions, lines=True) as (tell, count),
    ):
        run = read_with(pipeline)
        for outcome in pipeline.read_reports(ledger.reports()):
            if isinstance(outcome, SaysoError):
                failed += 1
                tell(str(outcome))
            else:
                ledger.reread(outcome, run, pipeline)
            done += 1
            count(done)
    say(f"{ledger.where}: {done - failed} read anew" + f", {failed} failed" * bool(failed))
    return READ if whole and all_places and not failed else FAILED
