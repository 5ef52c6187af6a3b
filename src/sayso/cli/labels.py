"""``sayso labels``: who calls whom or what by which words, as a matrix and as a page."""

from __future__ import annotations

import argparse
from dataclasses import replace

from sayso.cli.commands import READ, Commands, asking
from sayso.cli.messages import say
from sayso.cli.tables import offer_tables, tell_more, tell_unaccounted, write_rows
from sayso.terms import About
from sayso.views.counted import asked, count, label_rows, only, rank


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
    matrix = asked(counted, args.ledger, target=args.target, about=args.about, loaded=args.loaded)
    targets = rank(matrix)
    shown = targets[: args.top or None]
    matrix = only(matrix, shown)
    if args.json or args.csv:
        write_rows(label_rows(replace(counted, matrix=matrix), gathered), as_csv=args.csv)
    else:
        render_labels(replace(counted, matrix=matrix), shown, gathered, whole=bool(args.target))
    tell_more(len(shown), len(targets), "are labelled")
    if not targets and not unaccounted:
        say("no labels found")
    tell_unaccounted(unaccounted, args.ledger)
    return READ
