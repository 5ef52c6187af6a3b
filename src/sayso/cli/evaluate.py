"""``sayso eval``: how well Sayso does, measured on corpora."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.cli.commands import Commands, command, count, misuse

if TYPE_CHECKING:
    from sayso.evaluate import Demands


def declare(commands: Commands[argparse.ArgumentParser]) -> None:
    """Declare ``sayso eval`` and its options."""
    evaluate = command(
        commands,
        "eval",
        _run_eval,
        does="measure Sayso on corpora that people annotated, and on lineage that is known",
        examples=(
            "sayso eval polnear --corpora ../corpora",
            "sayso eval polnear --corpora ../corpora --errors 20",
            "sayso eval ner --corpora ../corpora --gate",
        ),
    )
    evaluate.add_argument("corpus", choices=tuple(_RUNS), help="what is measured")
    evaluate.add_argument(
        "--split", choices=("dev", "train"), help="part of PolNeAR, GUM or ECB+ (dev unless told)"
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
        help="score only the first N articles, texts or sources; N reports of each kind",
    )
    evaluate.add_argument(
        "--errors",
        type=count,
        default=0,
        metavar="N",
        help="print N that were lost and N that were gained, in the words around them",
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
    if args.lower is not None and not args.write_floors:
        misuse(args, "--lower: nothing to lower; give it with --write-floors")
    if args.split and args.corpus not in ("polnear", "coref", "actors"):
        misuse(args, "--split is for polnear, coref and actors")
    if args.reliability and args.corpus != "polnear":
        misuse(args, "--reliability is for polnear")
    if args.errors and args.corpus not in _WITH_ERRORS:
        misuse(args, f"--errors is for {', '.join(_WITH_ERRORS)}")
    return _RUNS[args.corpus](args, Path(corpora))


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
    from sayso.evaluate import run_lineage

    return run_lineage(
        corpora,
        hosts=args.limit,
        gate=args.gate,
        write_floors=args.write_floors,
        lower=args.lower,
        json=args.json,
    )


def _run_ud(args: argparse.Namespace, corpora: Path) -> int:
    from sayso.evaluate import run_ud

    return run_ud(corpora, _demands(args), limit=args.limit)


def _run_ner(args: argparse.Namespace, corpora: Path) -> int:
    from sayso.evaluate import run_ner

    return run_ner(corpora, _demands(args), limit=args.limit, errors=args.errors)


def _run_coref(args: argparse.Namespace, corpora: Path) -> int:
    from sayso.evaluate import run_coref

    return run_coref(corpora, _demands(args), split=args.split or "dev", limit=args.limit)


def _run_times(args: argparse.Namespace, corpora: Path) -> int:
    from sayso.evaluate import run_times

    return run_times(corpora, _demands(args), limit=args.limit, errors=args.errors)


def _run_actors(args: argparse.Namespace, corpora: Path) -> int:
    from sayso.evaluate import run_actors

    return run_actors(corpora, _demands(args), split=args.split or "dev", limit=args.limit)


def _run_sources(args: argparse.Namespace, corpora: Path) -> int:
    from sayso.evaluate import run_sources

    return run_sources(corpora, _demands(args), limit=args.limit, errors=args.errors)


def _run_labels(args: argparse.Namespace, corpora: Path) -> int:
    from sayso.evaluate import run_labels

    return run_labels(corpora, _demands(args), limit=args.limit)


def _run_certainty(args: argparse.Namespace, corpora: Path) -> int:
    from sayso.evaluate import run_certainty

    return run_certainty(corpora, _demands(args), limit=args.limit, errors=args.errors)


def _run_events(args: argparse.Namespace, corpora: Path) -> int:
    from sayso.evaluate import run_events

    return run_events(corpora, _demands(args), limit=args.limit, errors=args.errors)


def _run_places(args: argparse.Namespace, corpora: Path) -> int:
    from sayso.evaluate import run_places

    return run_places(corpora, _demands(args), limit=args.limit, errors=args.errors)


def _run_relations(args: argparse.Namespace, corpora: Path) -> int:
    from sayso.evaluate import run_relations

    return run_relations(corpora, _demands(args), limit=args.limit, errors=args.errors)


def _demands(args: argparse.Namespace) -> Demands:
    from sayso.evaluate import Demands

    return Demands(args.json, args.gate, args.write_floors, args.lower)


_RUNS: dict[str, Callable[[argparse.Namespace, Path], int]] = {
    "polnear": _run_polnear,
    "lineage": _run_lineage,
    "ud": _run_ud,
    "ner": _run_ner,
    "coref": _run_coref,
    "sources": _run_sources,
    "actors": _run_actors,
    "labels": _run_labels,
    "certainty": _run_certainty,
    "time": _run_times,
    "events": _run_events,
    "place": _run_places,
    "relations": _run_relations,
}
_WITH_ERRORS = ("polnear", "ner", "sources", "certainty", "time", "place", "events", "relations")
