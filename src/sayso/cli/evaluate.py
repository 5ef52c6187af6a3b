"""``sayso eval``: how well Sayso does, measured on corpora."""

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
        does="measure Sayso: attributions that people annotated, or lineage that is known",
        examples=(
            "sayso eval polnear --corpora ../corpora",
            "sayso eval polnear --corpora ../corpora --errors 20",
            "sayso eval lineage --corpora ../corpora",
        ),
    )
    evaluate.add_argument("corpus", choices=("polnear", "lineage"), help="what is measured")
    evaluate.add_argument(
        "--split", choices=("dev", "train"), help="the part of PolNeAR (dev unless told)"
    )
    evaluate.add_argument(
        "--corpora",
        type=Path,
        metavar="PATH",
        help="the folder of the corpora (unless told: the variable SAYSO_CORPORA)",
    )
    evaluate.add_argument(
        "--limit",
        type=count,
        metavar="N",
        help="score only the first N articles by name; N reports of each kind",
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
    run = _run_lineage if args.corpus == "lineage" else _run_polnear
    return run(args, Path(corpora))


def _run_polnear(args: argparse.Namespace, corpora: Path) -> int:
    from sayso.evaluate import run_polnear

    return run_polnear(
        corpora,
        split=args.split or "dev",
        limit=args.limit,
        errors=args.errors,
        reliability=args.reliability,
        gate=args.gate,
        write_floors=args.write_floors,
        lower=args.lower,
        json=args.json,
    )


def _run_lineage(args: argparse.Namespace, corpora: Path) -> int:
    if args.split or args.errors or args.reliability:
        misuse(args, "--split, --errors and --reliability are for polnear")
    from sayso.evaluate import run_lineage

    return run_lineage(
        corpora,
        hosts=args.limit,
        gate=args.gate,
        write_floors=args.write_floors,
        lower=args.lower,
        json=args.json,
    )
