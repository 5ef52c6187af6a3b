"""Rows for programs: JSON lines or CSV on stdout, as every command on accounts gives them."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Sequence

from sayso.cli.commands import as_data, count, write_row
from sayso.cli.messages import say
from sayso.export.cells import cell


def offer_tables(parser: argparse.ArgumentParser, what: str, *, top: int, many: str) -> None:
    """Declare ``--json`` and ``--csv``, which give ``what``, and ``--top`` so ``many``."""
    shapes = parser.add_mutually_exclusive_group()
    shapes.add_argument("--json", action="store_true", help=f"one JSON object {what} a line")
    shapes.add_argument("--csv", action="store_true", help=f"a table of CSV, a row {what}")
    parser.add_argument(
        "--top",
        type=count,
        default=top,
        metavar="N",
        help=f"at most so many {many}; 0 for all (else {top})",
    )


def write_rows(rows: Sequence[dict[str, object]], *, as_csv: bool) -> None:
    """The rows as JSON lines, or as CSV under the names of the first one's fields."""
    stream = as_data(sys.stdout)
    if not as_csv:
        for row in rows:
            write_row(row)
    elif rows:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(rows[0])
        table.writerows([cell(value) for value in row.values()] for row in rows)


def tell_unaccounted(many: int, ledger: str) -> None:
    """Say on stderr that so many texts have no labels, stances and claims, and what to do."""
    if many:
        told = "1 text was" if many == 1 else f"{many} texts were"
        say(
            f"{told} read before ledgers had labels, stances, events and claims;"
            f" sayso rebuild {ledger} fills them in"
        )


def tell_more(shown: int, many: int, what: str) -> None:
    """Say on stderr what ``--top`` left out."""
    if many > shown:
        say(f"{many - shown} more {what}; --top 0 lists all")
