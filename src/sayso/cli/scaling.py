"""``sayso scale``: more reports than one machine reads, into a dataset of tables."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from sayso.cli.commands import FAILED, READ, Commands, command, count, misuse
from sayso.cli.messages import EVERY, progress, say
from sayso.cli.sources import (
    columns,
    declare_actors,
    declare_gazetteer,
    known_actors,
    own_places,
)

if TYPE_CHECKING:
    from sayso.across import KnownActor
    from sayso.pipeline import Gazetteer, Pipeline
    from sayso.scale import Counts, Dataset, Plan, Workers


def declare(commands: Commands[argparse.ArgumentParser]) -> None:
    """Declare ``sayso scale``."""
    scale = command(
        commands,
        "scale",
        _run_scale,
        does="read more reports than one machine can, on Ray, into a dataset that sayso add takes",
        examples=(
            "sayso scale reports/ --output dataset",
            "sayso scale s3://crawl/2026/11/ --output s3://mine/dataset --address ray://head:10001",
            "sayso add event.db dataset",
        ),
    )
    scale.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        help="a file or folder: WARC, JSON lines, Parquet, CSV, pages; a path, or s3://... "
        "and what else fsspec knows",
    )
    scale.add_argument(
        "--output",
        required=True,
        metavar="FOLDER",
        help="where the tables go: a path, or s3://...; what is there already is not read again",
    )
    scale.add_argument(
        "--address",
        metavar="ADDRESS",
        help="a Ray cluster, as ray://head:10001, or auto for one of this machine's; "
        "unless told, workers of this machine alone",
    )
    scale.add_argument(
        "--workers",
        type=count,
        metavar="MANY",
        help="models at once; as many as there are processors unless told",
    )
    declare_actors(scale)
    declare_gazetteer(scale)
    scale.add_argument(
        "--no-reconcile",
        action="store_true",
        help="read only: no lineage, relations and claims between the reports; sayso add finds "
        "them in any case",
    )
    scale.add_argument(
        "--map",
        type=columns,
        default={},
        metavar="FIELD=COLUMN,...",
        help="the columns of a table that hold text, title, outlet, authors, published, ...",
    )


def _run_scale(args: argparse.Namespace) -> int:
    if args.workers == 0:
        misuse(args, "--workers: at least one")
    from sayso.adding import read_with
    from sayso.scale import Counts, Dataset, is_found, on_ray, prepare, read_into

    known, whole = known_actors(args)
    places, all_places = own_places(args)
    make = partial(_make, places)
    pipeline = make(known)
    dataset = Dataset(args.output)
    plan = prepare(
        args.inputs, dataset, read_with(pipeline), columns=args.map, reads=pipeline.reads
    )
    counts = Counts()
    with on_ray(args.address, args.workers) as workers:
        with progress(lines=True) as (_, reports):
            for counts in read_into(dataset, plan, workers, known=known, make=make):
                reports(counts.reports)
        say(f"{args.output}: {_told(counts)}")
        if not args.no_reconcile and not is_found(dataset, plan):
            _reconcile(dataset, plan, workers)
    return READ if whole and all_places and not counts.failures else FAILED


def _make(places: Gazetteer | None, known: Sequence[KnownActor]) -> Pipeline:
    """The pipeline of a worker."""
    from sayso.pipeline import Pipeline

    return Pipeline(known=known, gazetteer=places)


def _reconcile(dataset: Dataset, plan: Plan, workers: Workers) -> None:
    from sayso.scale import reconcile

    said = time.monotonic()
    for at in reconcile(dataset, plan, workers):
        if at.done < at.of and time.monotonic() - said >= EVERY:
            said = time.monotonic()
            say(f"{at.done} of {at.of} tasks of reconciling are done")
    say(f"{dataset.address}: lineage, relations and claims between the reports are there")


def _told(counts: Counts) -> str:
    told = [f"{counts.reports} read", f"{counts.before} already there" * bool(counts.before)]
    told.append(f"{counts.failures} failed (see the table failures)" * bool(counts.failures))
    return ", ".join(filter(None, told))
