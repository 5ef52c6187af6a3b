"""``sayso judge``: a person's decision beside a machine's row."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sayso.cli.commands import READ, Commands, command, misuse
from sayso.records import Span
from sayso.terms import Certainty, ChannelKind, Manner, QuoteType, Verdict

if TYPE_CHECKING:
    from sayso.ledger import Change

_LAST = ""  # --undo without an id
SINGLE = (Verdict.ACCEPT, Verdict.REJECT, Verdict.EDIT, Verdict.ADD)  # of one record
PAIR = (Verdict.SAME, Verdict.DIFFERENT)  # of two actors


def declare(commands: Commands[argparse.ArgumentParser]) -> None:
    """Declare ``sayso judge``."""
    judge = command(
        commands,
        "judge",
        _run_judge,
        does="add your decision on an attribution, a claim, a relation of two, or on two actors",
        examples=(
            "sayso judge event.db 5d0c6a7c1f0e9b21 accept",
            "sayso judge event.db 5d0c reject --judge Ilse --note 'the cue is a headline'",
            "sayso judge event.db 5d0c edit --source-span 40:61 --quote-type mixed",
            "sayso judge event.db 5d0c edit --manner deny --certainty denied",
            "sayso judge event.db 77e1 add --cue-span 40:44 --content-span 45:90",
            "sayso judge event.db same Padrino 'Vladimir Padrino López'",
            "sayso judge event.db different 1f0e 9b21 --note 'father and son'",
            "sayso judge event.db --undo",
        ),
    )
    judge.usage = "sayso judge [OPTION ...] LEDGER (ID VERDICT | same ACTOR ACTOR | --undo [ID])"
    judge.add_argument("ledger", metavar="LEDGER", help="a file, or postgresql+psycopg://...")
    judge.add_argument(
        "what",
        nargs="*",
        metavar="ID VERDICT",
        help="id of the attribution, claim or relation, or 4 letters, and accept, reject or edit;"
        " of a report, and add, for what the machine did not find;"
        " or same or different, and two actors by id or name",
    )
    for role in ("source", "cue", "content"):
        judge.add_argument(
            f"--{role}-span",
            type=_span,
            action="append",
            metavar="START:END",
            help=f"with edit or add: characters of the report that are the {role};"
            " again for more spans",
        )
    judge.add_argument("--no-source", action="store_true", help="with edit or add: nobody is named")
    judge.add_argument(
        "--quote-type",
        choices=[*map(str, QuoteType)],
        help="with edit or add: the right quote type",
    )
    judge.add_argument(
        "--manner", choices=[*map(str, Manner)], help="with edit or add: the right manner"
    )
    judge.add_argument(
        "--channel",
        choices=[*map(str, ChannelKind)],
        action="append",
        help="with edit or add: the right channel; again for the next step towards the reporter",
    )
    judge.add_argument(
        "--no-channel", action="store_true", help="with edit or add: no channel is told"
    )
    judge.add_argument(
        "--certainty", choices=[*map(str, Certainty)], help="with edit or add: the right certainty"
    )
    judge.add_argument(
        "--actor", metavar="NAME", help="with edit or add: whose words they are, by name or id"
    )
    offer_judge(judge)
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
    change, verdict, targets = _change(args), *_decision(args)
    if (change is not None) != (verdict in (Verdict.EDIT, Verdict.ADD)):
        misuse(args, "edit and add go with --content-span, --manner or the like, and they with it")
    from sayso.ledger import open_ledger
    from sayso.ledger.judgements.rows import judgement_row

    name = judge_name(args)
    with open_ledger(args.ledger) as ledger:
        if verdict is None:
            made = ledger.undo(name, args.undo or None)
        elif verdict in PAIR:
            made = ledger.judge_actors(targets[0], targets[1], verdict, name, note=args.note)
        else:
            made = ledger.judge(targets[0], verdict, name, change=change, note=args.note)
    if args.json:
        print(json.dumps(judgement_row(made), ensure_ascii=False))
    else:
        what = f"undoes {made.undoes}" if made.undoes else made.verdict
        print(f"{made.id}  {made.target} {what} by {made.judge}")
    return READ


def _decision(args: argparse.Namespace) -> tuple[Verdict | None, Sequence[str]]:
    """The verdict, None for an undoing, and what it is on: an attribution, or two actors."""
    what: list[str] = args.what
    if args.undo is not None:
        if what:
            misuse(args, "--undo takes the id itself and no verdict")
        return None, ()
    if what and what[0] in PAIR:
        if len(what) != 3:
            misuse(args, f"{what[0]}: give two actors, by id or name")
        return Verdict(what[0]), what[1:]
    if len(what) != 2 or what[1] not in SINGLE:
        misuse(
            args, "say of which ID, and accept, reject, edit or add; or: same|different ACTOR ACTOR"
        )
    return Verdict(what[1]), what[:1]


def _change(args: argparse.Namespace) -> Change | None:
    if args.no_source and args.source_span:
        misuse(args, "--no-source or --source-span, not both")
    if args.no_channel and args.channel:
        misuse(args, "--no-channel or --channel, not both")
    given = (args.source_span, args.cue_span, args.content_span, args.quote_type)
    how = (args.manner, args.channel, args.no_channel, args.certainty, args.actor)
    if not args.no_source and not any((*given, *how)):
        return None
    from sayso.ledger import Change

    source = () if args.no_source else args.source_span and tuple(args.source_span)
    cue, content = (found and tuple(found) for found in (args.cue_span, args.content_span))
    channels = tuple(map(ChannelKind, args.channel or ()))
    return Change(
        source=source,
        cue=cue,
        content=content,
        quote_type=args.quote_type and QuoteType(args.quote_type),
        manner=args.manner and Manner(args.manner),
        channels=channels if channels or args.no_channel else None,
        certainty=args.certainty and Certainty(args.certainty),
        actor=args.actor,
    )


def offer_judge(parser: argparse.ArgumentParser) -> None:
    """Declare ``--judge``."""
    parser.add_argument(
        "--judge", metavar="NAME", help="who you are (unless told: SAYSO_JUDGE, or your login)"
    )


def judge_name(args: argparse.Namespace) -> str:
    """Whose judgements these are."""
    name = args.judge or os.environ.get("SAYSO_JUDGE")
    if not name:
        try:
            name = getpass.getuser()
        except (OSError, KeyError):
            misuse(args, "say who you are: --judge NAME, or the variable SAYSO_JUDGE")
    return str(name)
