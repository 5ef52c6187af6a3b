"""``sayso eval``: Sayso against a corpus that people annotated."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from sayso.cli.commands import Commands, command, count, misuse


def declare(commands: Commands[argparse.ArgumentParser]) -> None:
    """Declare ``sayso eval`` and its options."""
    evaluate = command(
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
        "--limit", type=count, metavar="N", help="score only the first N articles by name"
    )
    evaluate.add_argument(
        "--errors",
        type=count,
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


def _run_eval(args: argparse.Namespace) -> int:
    corpora: str | Path | None = args.corpora or os.environ.get("SAYSO_CORPORA")
    if not corpora:
        misuse(args, "say where the corpora lie: --corpora PATH, or the variable SAYSO_CORPORA")
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
