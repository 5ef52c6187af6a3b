"""``sayso labels``: who calls whom or what by which words, as a matrix and as a page."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.cli.commands import READ, Commands, asking
from sayso.cli.counted import Counted, count, only, rank
from sayso.cli.messages import say
from sayso.cli.tables import called, offer_tables, tell_more, tell_unaccounted, write_rows
from sayso.terms import About

if TYPE_CHECKING:
    from sayso.pipeline import Matrix


def declare(commands: Commands[argparse.ArgumentParser]) -> None:
    """Declare ``sayso labels``."""
    labels = asking(
        commands,
        "labels",
        _run_labels,
        does="count who calls whom or what by which words",
        examples=(
            "sayso labels event.db --loaded",
            "sayso labels event.db --about event",
            "sayso labels event.db --target Guaido --csv > labels.csv",
        ),
    )
    labels.add_argument(
        "--about", choices=[*map(str, About)], help="only labels of actors, or of events"
    )
    labels.add_argument(
        "--target", metavar="NAME", help="only labels of who or what is called so, or has this id"
    )
    labels.add_argument("--loaded", action="store_true", help="only words that take a side")
    offer_tables(labels, "a label and user", top=20, many="of those who are labelled")


def _run_labels(args: argparse.Namespace) -> int:
    from sayso.cli.labelled import render_labels
    from sayso.ledger import open_ledger

    with open_ledger(args.ledger) as ledger:
        gathered, happenings = ledger.labels()
        unaccounted = ledger.unaccounted()
    counted = count(gathered, happenings)
    matrix = _asked(counted, args)
    targets = rank(matrix)
    shown = targets[: args.top or None]
    matrix = only(matrix, shown)
    if args.json or args.csv:
        words = {id: told.words for id, told in gathered.told.items()}
        names = {id: forms[0] for id, forms in counted.names.items()}
        write_rows(matrix.objects(names, words), as_csv=args.csv)
    else:
        render_labels(replace(counted, matrix=matrix), shown, gathered, whole=bool(args.target))
    tell_more(len(shown), len(targets), "are labelled")
    if not targets and not unaccounted:
        say("no labels found")
    tell_unaccounted(unaccounted, args.ledger)
    return READ


def _asked(counted: Counted, args: argparse.Namespace) -> Matrix:
    """The part of a matrix that was asked for. Raises NoRecord for a target that is not there."""
    matrix = counted.matrix
    if args.target:
        targets = {row.target for row in matrix.rows}
        matrix = only(matrix, called(args.target, targets, counted.names, args.ledger))
    rows = tuple(
        row
        for row in matrix.rows
        if args.about in (None, row.about) and (row.leaning or not args.loaded)
    )
    kept = {(row.target, row.key) for row in rows}
    cells = tuple(cell for cell in matrix.cells if (cell.target, cell.key) in kept)
    return replace(matrix, rows=rows, cells=cells)
