"""``sayso judge``: a person's decision beside a machine's row."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import re
from typing import TYPE_CHECKING

from sayso.cli.commands import READ, Commands, command, misuse
from sayso.records import Span
from sayso.terms import QuoteType, Verdict

if TYPE_CHECKING:
    from sayso.ledger import Change

_LAST = ""  # --undo without an id


def declare(commands: Commands[argparse.ArgumentParser]) -> None:
    """Declare ``sayso judge``."""
    judge = command(
        commands,
        "judge",
        _run_judge,
        does="add your decision on an attribution, beside what the machine found",
        examples=(
            "sayso judge event.db 5d0c6a7c1f0e9b21 accept",
            "sayso judge event.db 5d0c reject --judge Ilse --note 'the cue is a headline'",
            "sayso judge event.db 5d0c edit --source-span 40:61 --quote-type mixed",
            "sayso judge event.db --undo",
        ),
    )
    judge.add_argument("ledger", metavar="LEDGER", help="a file, or postgresql+psycopg://...")
    judge.add_argument("id", nargs="?", metavar="ID", help="id of the attribution, or 4 letters")
    judge.add_argument("verdict", nargs="?", choices=[*Verdict], help="what you decide")
    for role in ("source", "cue", "content"):
        judge.add_argument(
            f"--{role}-span",
            type=_span,
            action="append",
            metavar="START:END",
            help=f"with edit: characters of the report that are the {role}; again for more spans",
        )
    judge.add_argument("--no-source", action="store_true", help="with edit: nobody is named")
    judge.add_argument("--quote-type", choices=[*QuoteType], help="with edit: the right quote type")
    judge.add_argument(
        "--judge", metavar="NAME", help="who you are (unless told: SAYSO_JUDGE, or your login)"
    )
    judge.add_argument("--note", metavar="TEXT", help="why")
    judge.add_argument(
        "--undo",
        nargs="?",
        const=_LAST,
        metavar="ID",
        help="take back your last judgement, your last on this attribution, or the one of this id",
    )
    judge.add_argument("--json", action="store_true", help="the judgement as one JSON object")


def _span(text: str) -> Span:
    """Characters START:END, for argparse."""
    found = re.fullmatch(r"(\d+)[:-](\d+)", text)
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r} is not START:END")
    return Span(int(found[1]), int(found[2]))


def _run_judge(args: argparse.Namespace) -> int:
    change = _change(args)
    if args.undo is not None and (args.id or args.verdict):
        misuse(args, "--undo takes the id itself and no verdict")
    if args.undo is None and not args.verdict:
        misuse(args, "say of which ID, and accept, reject or edit")
    if (change is not None) != (args.verdict == Verdict.EDIT):
        misuse(args, "edit goes with --source-span, --quote-type or the like, and they with it")
    from sayso.ledger import open_ledger
    from sayso.ledger.rows import judgement_row

    name = _name(args)
    with open_ledger(args.ledger) as ledger:
        if args.undo is not None:
            made = ledger.undo(name, args.undo or None)
        else:
            verdict = Verdict(args.verdict)
            made = ledger.judge(args.id, verdict, name, change=change, note=args.note)
    if args.json:
        print(json.dumps(judgement_row(made), ensure_ascii=False))
    else:
        what = f"undoes {made.undoes}" if made.undoes else made.verdict
        print(f"{made.id}  {made.target} {what} by {made.judge}")
    return READ


def _change(args: argparse.Namespace) -> Change | None:
    if args.no_source and args.source_span:
        misuse(args, "--no-source or --source-span, not both")
    given = (args.source_span, args.cue_span, args.content_span, args.quote_type)
    if not args.no_source and not any(given):
        return None
    from sayso.ledger import Change

    source = () if args.no_source else args.source_span and tuple(args.source_span)
    cue, content = (found and tuple(found) for found in (args.cue_span, args.content_span))
    quote_type = args.quote_type and QuoteType(args.quote_type)
    return Change(source=source, cue=cue, content=content, quote_type=quote_type)


def _name(args: argparse.Namespace) -> str:
    name = args.judge or os.environ.get("SAYSO_JUDGE")
    if not name:
        try:
            name = getpass.getuser()
        except (OSError, KeyError):
            misuse(args, "say who you are: --judge NAME, or the variable SAYSO_JUDGE")
    return str(name)
