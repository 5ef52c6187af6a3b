"""``sayso import``: what others say of a ledger into it, and a ledger from its export."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.cli.commands import FAILED, READ, Commands, command
from sayso.cli.judging import judge_name, offer_judge
from sayso.cli.messages import say
from sayso.errors import SaysoError
from sayso.records import Judgement
from sayso.terms import Added, Verdict

if TYPE_CHECKING:
    from sayso.importing.claim_reviews import Unmatched
    from sayso.ledger import Ledger

    Brought = Iterator[Added | Judgement | Unmatched | SaysoError]

_FORMATS = {
    "brat": "a folder of annotations that were corrected in brat",
    "claimreview": "what fact checkers published, as ClaimReview or from Fact Check Tools",
    "webanno": "a folder of annotations that were corrected in INCEpTION, as WebAnno TSV",
    "jsonl": "the export of a ledger, from which it is made again",
}
_COUNTED = {
    Added.NEW: "{} added",
    Added.VERSION: "{} in a new version",
    Added.SAME: "{} already there",
    Verdict.ACCEPT: "{} accepted",
    Verdict.EDIT: "{} edited",
    Verdict.ADD: "{} found that the machine had not",
    Verdict.REJECT: "{} rejected",
    Verdict.SAME: "{} judged the same",
    Verdict.DIFFERENT: "{} judged different",
    Verdict.REVIEW: "{} reviewed",
    "undone": "{} undone",
    "unmatched": "{} of no claim here",
    "failed": "{} not taken",
}
_TOLD = 20  # reviews of no claim of the ledger: a feed of the world's may have thousands


def declare(commands: Commands[argparse.ArgumentParser]) -> None:
    """Declare ``sayso import``."""
    bring = command(
        commands,
        "import",
        _run_import,
        does="bring in corrected annotations as judgements, or a ledger from its export",
        examples=(
            "sayso import event.db brat annotations/ --judge Ilse",
            "sayso import event.db claimreview reviews.json",
            "sayso import event.db jsonl event.jsonl",
        ),
    )
    bring.add_argument("ledger", metavar="LEDGER", help="a file, or postgresql+psycopg://...")
    told = "; ".join(f"{name}: {does}" for name, does in _FORMATS.items())
    bring.add_argument("format", choices=[*_FORMATS], metavar="FORMAT", help=told)
    bring.add_argument("path", type=Path, metavar="PATH", help="the file, or the folder")
    offer_judge(bring)


def _run_import(args: argparse.Namespace) -> int:
    from sayso.ledger import open_ledger

    counts: Counter[str] = Counter()
    with open_ledger(args.ledger, create=args.format == "jsonl") as ledger:
        for outcome in _brought(ledger, args):
            if isinstance(outcome, SaysoError):
                say(str(outcome))
                counts["failed"] += 1
            elif isinstance(outcome, Judgement):
                counts[outcome.verdict or "undone"] += 1
            elif isinstance(outcome, Added):
                counts[outcome] += 1
            else:
                counts["unmatched"] += 1
                if counts["unmatched"] <= _TOLD:
                    say(str(outcome))
    done = [text.format(counts[kind]) for kind, text in _COUNTED.items() if counts[kind]]
    say(f"{ledger.where}: {', '.join(done) or 'nothing new'}")
    return FAILED if counts["failed"] else READ


def _brought(ledger: Ledger, args: argparse.Namespace) -> Brought:
    if args.format == "jsonl":
        from sayso.importing.whole import Whole
        from sayso.pipeline import Pipeline

        yield from Whole(ledger, Pipeline()).bring(args.path)
    elif args.format == "claimreview":
        from sayso.importing.claim_reviews import bring

        yield from bring(ledger, args.path)
    else:
        yield from _annotations(ledger, args.format, args.path, judge_name(args))


def _annotations(ledger: Ledger, form: str, folder: Path, judge: str) -> Brought:
    from sayso.importing import brat, webanno
    from sayso.importing.corrections import bring, text_of

    sheets = (
        brat.read_folder(folder)
        if form == "brat"
        else webanno.read_folder(folder, lambda report: text_of(ledger, report))
    )
    for sheet in sheets:
        if isinstance(sheet, SaysoError):
            yield sheet
        else:
            yield from bring(ledger, sheet, judge)
