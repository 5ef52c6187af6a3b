"""What the commands share: exit codes, how one is declared, and streams of data."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn, TextIO

READ, FAILED, USAGE, STOPPED, LEFT = 0, 1, 2, 130, 141
WIDEST = 110  # columns; longer lines are hard to read

Commands = argparse._SubParsersAction  # argparse has no public name for it


def command(
    commands: Commands[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    *,
    does: str,
    examples: Sequence[str],
) -> argparse.ArgumentParser:
    """Declare a command; its help says what it does and shows examples."""
    parser = commands.add_parser(
        name,
        help=does,
        description=does[0].upper() + does[1:] + ".",
        epilog="\n  ".join(["examples:", *examples]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run, command=parser)
    return parser


def asking(
    commands: Commands[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    *,
    does: str,
    examples: Sequence[str],
) -> argparse.ArgumentParser:
    """Declare a command that reads a ledger."""
    parser = command(commands, name, run, does=does, examples=examples)
    parser.add_argument("ledger", metavar="LEDGER", help="a file, or postgresql+psycopg://...")
    return parser


def offer_json(parser: argparse.ArgumentParser, what: str) -> None:
    """Declare ``--json``, which gives ``what``."""
    parser.add_argument("--json", action="store_true", help=what)


def write_row(row: dict[str, object]) -> None:
    """One object a line, on stdout."""
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def count(text: str) -> int:
    """A whole number from 0 on, for argparse."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 on")
    return int(text)


def misuse(args: argparse.Namespace, message: str) -> NoReturn:
    """Say how the command is used and end with exit code 2."""
    parser: argparse.ArgumentParser = args.command
    parser.error(message)


def as_data(stream: TextIO) -> TextIO:
    """The stream in UTF-8 with bare line feeds, whatever the locale says."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    return stream


def width() -> int:
    """Columns to fill: the terminal's (or COLUMNS), 80 where there is none."""
    return min(shutil.get_terminal_size((80, 24)).columns, WIDEST)
