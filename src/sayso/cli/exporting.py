"""``sayso export``: all of a ledger, in other people's formats."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from sayso.cli.commands import READ, Commands, asking, misuse
from sayso.cli.messages import say
from sayso.errors import SaysoError
from sayso.export.formats import FORMATS


def declare(commands: Commands[argparse.ArgumentParser]) -> None:
    """Declare ``sayso export``."""
    export = asking(
        commands,
        "export",
        _run_export,
        does="write out all of a ledger; the same content gives the same bytes",
        examples=(
            "sayso export event.db --format jsonl > event.jsonl",
            "sayso export event.db --format jsonl --output event.jsonl",
        ),
    )
    export.add_argument(
        "--format",
        choices=[*FORMATS],
        default="jsonl",
        help="; ".join(f"{one.name}: {one.does}" for one in FORMATS.values()),
    )
    export.add_argument(
        "--output",
        type=Path,
        metavar="PATH",
        help="a file, or a folder for formats of several files; stdout unless told",
    )


def _run_export(args: argparse.Namespace) -> int:
    from sayso.ledger import open_ledger

    form = FORMATS[args.format]
    if form.folder and args.output is None:
        misuse(args, f"{form.name} is several files: give --output FOLDER")
    module = form.load()
    with open_ledger(args.ledger) as ledger:
        if args.output is None:
            module.write(ledger, sys.stdout.buffer)
            return READ
        try:
            if form.folder:
                args.output.mkdir(parents=True, exist_ok=True)
                module.write_folder(ledger, args.output)
            else:
                with _whole(args.output) as out:
                    module.write(ledger, out)
        except OSError as error:
            mend = "name a place that may be written, with room"
            raise SaysoError(str(args.output), f"not written: {error.strerror}", mend) from None
    say(f"{args.output}: written as {form.name}")
    return READ


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write: all of it comes to stand at ``path``, or what was there stays."""
    if path.exists() and not path.is_file():  # a pipe, a device
        with path.open("wb") as out:
            yield out
        return
    path = path.resolve()  # a link stays one
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as out:
            yield out
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
