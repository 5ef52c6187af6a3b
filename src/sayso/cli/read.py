"""``sayso read``: who said what in reports, as text, JSON lines or brat."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from sayso.cli.commands import FAILED, READ, Commands, as_data, command, misuse, width
from sayso.cli.messages import progress
from sayso.cli.sources import declare_sources, how, known_actors, own_places, sample_sources
from sayso.cli.workers import declare_workers, workers_for
from sayso.errors import SaysoError

if TYPE_CHECKING:
    from sayso.records import Reading

Writer = Callable[["Reading"], None]


def declare(commands: Commands[argparse.ArgumentParser]) -> None:
    """Declare ``sayso read`` and its options."""
    read = command(
        commands,
        "read",
        _run_read,
        does="name who said what in reports",
        examples=(
            "sayso read --samples",
            "sayso read page.html reports/ https://example.org/page",
            "curl -s https://example.org/page | sayso read -",
            "sayso read --json reports/ > attributions.jsonl",
            "sayso read --actors actors.csv reports/",
            "sayso read --format brat --output annotations reports/",
        ),
    )
    declare_sources(read, samples="read the invented reports that come with Sayso")
    declare_workers(read)
    read.add_argument("--json", action="store_true", help="one JSON object an attribution a line")
    read.add_argument(
        "--all", action="store_true", help="also what the report itself asserts, in nobody's name"
    )
    read.add_argument(
        "--format",
        choices=("text", "brat"),
        help="text for people (what you get unless told), or brat standoff with PolNeAR's labels",
    )
    read.add_argument(
        "--output",
        type=Path,
        metavar="DIR",
        help="with --format brat: write NAME.txt and NAME.ann there for each report",
    )


def _run_read(args: argparse.Namespace) -> int:
    if args.samples == bool(args.sources):
        misuse(args, "name what to read: SOURCE..., or --samples")
    if args.json and args.format:
        misuse(args, "--json is a format of its own: leave out --format")
    if args.output and args.format != "brat":
        misuse(args, "--output goes with --format brat")
    if args.all and args.format == "brat":
        misuse(args, "--all is for text and --json: brat keeps what somebody says")
    sources = sample_sources() if args.samples else args.sources
    known, whole = known_actors(args)
    places, all_places = own_places(args)
    write = _writer(args)
    from sayso.pipeline import Pipeline

    pipeline = Pipeline(known=known, gazetteer=places, workers=workers_for(args, sources))
    failed = reports = 0
    with progress() as (say, count), closing(pipeline.read(sources, **how(args))) as outcomes:
        for outcome in outcomes:
            reports += 1
            if isinstance(outcome, SaysoError):
                failed += 1
                say(str(outcome))
            else:
                write(outcome)
            count(reports)
    if failed and reports > 1:
        say(f"{failed} of {reports} reports failed")
    return READ if whole and all_places and not failed else FAILED


def _writer(args: argparse.Namespace) -> Writer:
    """What is done with a reading, by the options of ``read``."""
    if args.json:
        return _json_writer(as_data(sys.stdout), own=args.all)
    if args.output:
        return _brat_folder(args.output, args.command)
    if args.format == "brat":
        return _brat_writer(as_data(sys.stdout))
    return _text_writer(sys.stdout, own=args.all)


def _json_writer(stream: TextIO, *, own: bool) -> Writer:
    from sayso.export.jsonl import attribution_rows

    def write(reading: Reading) -> None:
        for row in attribution_rows(reading, own=own):
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
        stream.flush()

    return write


def _brat_writer(stream: TextIO) -> Writer:
    from sayso.export.brat import format_brat

    def write(reading: Reading) -> None:
        stream.write(format_brat(reading))
        stream.flush()

    return write


def _brat_folder(folder: Path, command: argparse.ArgumentParser) -> Writer:
    from sayso.export.brat import file_name, format_brat

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        command.error(f"--output {folder}: {error.strerror}")
    taken: set[str] = set()

    def write(reading: Reading) -> None:
        name = file_name(reading.report, taken)
        taken.add(name)
        for ending, text in ((".txt", reading.report.text), (".ann", format_brat(reading))):
            path = folder / (name + ending)
            try:
                path.write_text(text, encoding="utf-8", errors="replace", newline="\n")
            except OSError as error:
                mend = "make room, or name another folder with --output"
                raise SaysoError(str(path), f"cannot be written ({error.strerror})", mend) from None

    return write


def _text_writer(stream: TextIO, *, own: bool) -> Writer:
    from sayso.export.terminal import render

    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")
    terminal = stream.isatty()

    def write(reading: Reading) -> None:
        stream.write(render(reading, width=width(), terminal=terminal, own=own))
        stream.flush()

    return write
