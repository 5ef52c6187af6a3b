"""``sayso import``: what others say of a ledger, back into it."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.cli.commands import FAILED, READ, Commands, asking
from sayso.cli.judging import judge_name, offer_judge
from sayso.cli.messages import say
from sayso.errors import SaysoError
from sayso.records import Judgement
from sayso.terms import Verdict

if TYPE_CHECKING:
    from sayso.ledger import Ledger

Brought = Iterator[Judgement | SaysoError]


def declare(commands: Commands[argparse.ArgumentParser]) -> None:
    """Declare ``sayso import``."""
    bring = asking(
        commands,
        "import",
        _run_import,
        does="bring corrected annotations back as judgements",
        examples=("sayso import event.db brat annotations/ --judge Ilse",),
    )
    bring.add_argument("format", choices=("brat",), help="what it is")
    bring.add_argument("path", type=Path, metavar="PATH", help="the file, or the folder")
    offer_judge(bring)


def _run_import(args: argparse.Namespace) -> int:
    from sayso.ledger import open_ledger

    judge = judge_name(args)
    counts: Counter[str] = Counter()
    with open_ledger(args.ledger) as ledger:
        for outcome in _annotations(ledger, args.format, args.path, judge):
            if isinstance(outcome, SaysoError):
                say(str(outcome))
                counts["failed"] += 1
            else:
                counts[str(outcome.verdict)] += 1
    told = {"{} edited": counts[Verdict.EDIT], "{} rejected": counts[Verdict.REJECT]}
    done = [text.format(many) for text, many in told.items() if many]
    done += [f"{counts['failed']} not taken"] * bool(counts["failed"])
    say(f"{ledger.where}: {', '.join(done) or 'nothing new'}")
    return FAILED if counts["failed"] else READ


def _annotations(ledger: Ledger, form: str, folder: Path, judge: str) -> Brought:
    from sayso.importing.brat import read_folder
    from sayso.importing.corrections import bring

    for sheet in read_folder(folder):
        if isinstance(sheet, SaysoError):
            yield sheet
        else:
            yield from bring(ledger, sheet, judge)
