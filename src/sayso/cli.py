"""The command line: stdout is data, stderr is messages; nothing is imported before it is needed.

Exit codes: 0 all was read, 1 some report (or the task itself) failed, 2 wrong usage,
130 stopped by Ctrl-C, 141 whoever read our output left.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from sayso import __version__
from sayso.errors import SaysoError
from sayso.terms import GLOSSARY

if TYPE_CHECKING:
    from sayso.records import Reading

READ, FAILED, USAGE, STOPPED, LEFT = 0, 1, 2, 130, 141
WIDEST = 110  # columns; longer lines are hard to read

Message = Callable[[str], None]
Count = Callable[[int], None]
Writer = Callable[["Reading"], None]


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; expected failures are one line on stderr."""
    try:
        args = parser().parse_args(argv)
        code: int = args.run(args)
        sys.stdout.flush()
    except SaysoError as error:
        _say(str(error))
        return FAILED
    except KeyboardInterrupt:
        _say("stopped")
        return STOPPED
    except BrokenPipeError:
        # Python flushes stdout once more as it ends; let it flush into nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return LEFT
    return code


def _say(message: str) -> None:
    print(f"sayso: {message}", file=sys.stderr, flush=True)


def parser() -> argparse.ArgumentParser:
    """The commands and options; docs/cli.md is held to it by a test."""
    sayso = argparse.ArgumentParser(
        prog="sayso",
        description="Who says so? Reads news reports and names who said what, by exact characters.",
        epilog="exit codes: 0 all was read, 1 some report failed, 2 wrong usage\n\n"
        "example:\n  sayso read --samples",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    sayso.add_argument("--version", action="version", version=f"sayso {__version__}")
    commands = sayso.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _read_command(commands)
    _eval_command(commands)
    _terms_command(commands)
    return sayso


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    *,
    does: str,
    examples: Sequence[str],
) -> argparse.ArgumentParser:
    command = commands.add_parser(
        name,
        help=does,
        description=does[0].upper() + does[1:] + ".",
        epilog="\n  ".join(["examples:", *examples]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(run=run, command=command)
    return command


def _read_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    read = _command(
        commands,
        "read",
        _run_read,
        does="name who said what in reports",
        examples=(
            "sayso read --samples",
            "sayso read page.html reports/ https://example.org/page",
            "curl -s https://example.org/page | sayso read -",
            "sayso read --json reports/ > attributions.jsonl",
            "sayso read --format brat --output annotations reports/",
        ),
    )
    read.add_argument(
        "sources",
        nargs="*",
        metavar="SOURCE",
        help="a file, a folder, an http(s) address, or - for stdin",
    )
    read.add_argument(
        "--samples", action="store_true", help="read the invented reports that come with Sayso"
    )
    read.add_argument("--json", action="store_true", help="one JSON object an attribution a line")
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


def _eval_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    evaluate = _command(
        commands,
        "eval",
        _run_eval,
        does="measure Sayso against a corpus that people annotated",
        examples=(
            "sayso eval polnear --corpora ../corpora",
            "sayso eval polnear --corpora ../corpora --errors 20",
        ),
    )
    evaluate.add_argument("corpus", choices=("polnear",), help="the corpus")
    evaluate.add_argument(
        "--split", choices=("dev", "train"), default="dev", help="its part (dev unless told)"
    )
    evaluate.add_argument(
        "--corpora",
        type=Path,
        metavar="PATH",
        help="the folder of the corpora (unless told: the variable SAYSO_CORPORA)",
    )
    evaluate.add_argument(
        "--limit", type=_count, metavar="N", help="score only the first N articles by name"
    )
    evaluate.add_argument(
        "--errors",
        type=_count,
        default=0,
        metavar="N",
        help="print N attributions that were lost and N that were gained, as sentences",
    )
    evaluate.add_argument(
        "--reliability", action="store_true", help="print how often each confidence was right"
    )
    evaluate.add_argument(
        "--gate", action="store_true", help="fail when a score is below its floor"
    )
    evaluate.add_argument(
        "--write-floors", action="store_true", help="raise the floors to these scores"
    )
    evaluate.add_argument(
        "--lower", metavar="REASON", help="with --write-floors: lower floors too, and say why"
    )
    evaluate.add_argument("--json", action="store_true", help="each row of the tables as JSON")


def _terms_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    _command(
        commands,
        "terms",
        _run_terms,
        does="say what Sayso's words mean",
        examples=("sayso terms",),
    )


def _count(text: str) -> int:
    """A whole number from 0 on, for argparse."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 on")
    return int(text)


def _misuse(args: argparse.Namespace, message: str) -> NoReturn:
    """Say how the command is used and end with exit code 2."""
    command: argparse.ArgumentParser = args.command
    command.error(message)


def _run_terms(args: argparse.Namespace) -> int:
    import textwrap

    room = max(map(len, GLOSSARY)) + 2
    for word, meaning in GLOSSARY.items():
        lines = textwrap.wrap(meaning, max(_width() - room, 20))
        print(f"{word:<{room}}" + f"\n{'':<{room}}".join(lines))
    return READ


def _run_eval(args: argparse.Namespace) -> int:
    corpora: str | Path | None = args.corpora or os.environ.get("SAYSO_CORPORA")
    if not corpora:
        _misuse(args, "say where the corpora lie: --corpora PATH, or the variable SAYSO_CORPORA")
    from sayso.evaluate import run_polnear

    return run_polnear(
        Path(corpora),
        split=args.split,
        limit=args.limit,
        errors=args.errors,
        reliability=args.reliability,
        gate=args.gate,
        write_floors=args.write_floors,
        lower=args.lower,
        json=args.json,
    )


def _run_read(args: argparse.Namespace) -> int:
    if args.samples == bool(args.sources):
        _misuse(args, "name what to read: SOURCE..., or --samples")
    if args.json and args.format:
        _misuse(args, "--json is a format of its own: leave out --format")
    if args.output and args.format != "brat":
        _misuse(args, "--output goes with --format brat")
    sources = _samples() if args.samples else args.sources
    write = _writer(args)
    from sayso.pipeline import Pipeline

    failed = reports = 0
    with _progress() as (say, count):
        for outcome in Pipeline().read(sources):
            reports += 1
            if isinstance(outcome, SaysoError):
                failed += 1
                say(str(outcome))
            else:
                write(outcome)
            count(reports)
    if failed and reports > 1:
        _say(f"{failed} of {reports} reports failed")
    return FAILED if failed else READ


def _samples() -> list[str]:
    """Paths of the samples, short ones where they lie under the current folder."""
    from sayso.samples import sample_paths

    here = Path.cwd()
    paths = (
        path.relative_to(here) if path.is_relative_to(here) else path for path in sample_paths()
    )
    return [str(path) for path in paths]


def _writer(args: argparse.Namespace) -> Writer:
    """What is done with a reading, by the options of ``read``."""
    if args.json:
        return _json_writer(_as_data(sys.stdout))
    if args.output:
        return _brat_folder(args.output, args.command)
    if args.format == "brat":
        return _brat_writer(_as_data(sys.stdout))
    return _text_writer(sys.stdout)


def _as_data(stream: TextIO) -> TextIO:
    """The stream in UTF-8 with bare line feeds, whatever the locale says."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    return stream


def _json_writer(stream: TextIO) -> Writer:
    from sayso.export.jsonl import attribution_rows

    def write(reading: Reading) -> None:
        for row in attribution_rows(reading):
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


def _text_writer(stream: TextIO) -> Writer:
    from sayso.export.terminal import render

    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")
    terminal = stream.isatty()

    def write(reading: Reading) -> None:
        stream.write(render(reading, width=_width(), terminal=terminal))
        stream.flush()

    return write


def _width() -> int:
    """Columns to fill: the terminal's (or COLUMNS), 80 where there is none."""
    return min(shutil.get_terminal_size((80, 24)).columns, WIDEST)


@contextmanager
def _progress() -> Iterator[tuple[Message, Count]]:
    """How to say a message and how to count reports; a bar while stdout goes elsewhere.

    Where stdout is the terminal too, the reports themselves show how far the work is.
    """
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield _say, lambda reports: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.completed} reports read"), BarColumn(), TimeElapsedColumn())
    console = Console(stderr=True, markup=False, highlight=False, emoji=False)
    with Progress(
        *columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False
    ) as bar:
        task = bar.add_task("", total=None)
        yield (
            lambda message: console.print(f"sayso: {message}", soft_wrap=True),
            lambda reports: bar.update(task, completed=reports),
        )
