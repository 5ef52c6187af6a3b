"""The command line: stdout is data, stderr is messages; nothing is imported before it is needed.

One file a group of commands, each with ``declare``. Exit codes: 0 all was read, 1 some report (or
the task itself) failed, 2 wrong usage, 130 stopped by Ctrl-C, 141 whoever read our output left.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from sayso import __version__
from sayso.cli import (
    adding,
    asking,
    claims,
    completing,
    deeds,
    dossiers,
    evaluate,
    exporting,
    glossary,
    importing,
    judging,
    labels,
    read,
    scaling,
    serving,
    stances,
    timeline,
    watch,
)
from sayso.cli.commands import FAILED, LEFT, READ, STOPPED, USAGE
from sayso.cli.messages import say
from sayso.errors import SaysoError

__all__ = ["FAILED", "LEFT", "READ", "STOPPED", "USAGE", "main", "parser"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; expected failures are one line on stderr."""
    try:
        args = parser().parse_args(argv)
        code: int = args.run(args)
        sys.stdout.flush()
    except SaysoError as error:
        say(str(error))
        return FAILED
    except KeyboardInterrupt:
        say("stopped")
        return STOPPED
    except BrokenPipeError:
        # Python flushes stdout once more as it ends; let it flush into nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return LEFT
    return code


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
    for group in (
        read,
        adding,
        scaling,
        watch,
        asking,
        claims,
        labels,
        stances,
        timeline,
        deeds,
        judging,
        dossiers,
        exporting,
        importing,
        serving,
        evaluate,
        glossary,
        completing,
    ):
        group.declare(commands)
    sayso.set_defaults(whole=sayso)
    return sayso
