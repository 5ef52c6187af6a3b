"""The option of commands that read on several cores, and how many processes that makes."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence

from sayso.cli.commands import count
from sayso.cli.estimate import expected_reports

#: Reports that pay for a worker's start, which takes the time of three to five.
PAYS = 8


def declare_workers(parser: argparse.ArgumentParser) -> None:
    """Declare ``--workers``."""
    parser.add_argument(
        "--workers",
        type=count,
        default=0,
        metavar="N",
        help="processes that read side by side, some 350 MB each; unless told, one for every 8 "
        "reports in files, as many as there are cores, and one for addresses and stdin",
    )


def workers_for(args: argparse.Namespace, sources: Sequence[str]) -> int:
    """How many were asked for; unless told, as many as these sources keep busy.

    What comes from the network or a pipe is shown when it comes: workers would take reports ahead.
    """
    if args.workers == 0 and any(source == "-" or "://" in source for source in sources):
        return 1
    return workers_of(args, expected_reports(sources))


def workers_of(args: argparse.Namespace, reports: int | None) -> int:
    """How many were asked for; unless told, as many as so many reports keep busy."""
    if args.workers:
        return int(args.workers)
    return cores() if reports is None else max(1, min(cores(), reports // PAYS))


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
