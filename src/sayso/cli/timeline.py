"""``sayso timeline``: events and sayings by the clock, and what was known when."""

from __future__ import annotations

import argparse

from sayso.cli.commands import READ, Commands, asking
from sayso.cli.messages import say
from sayso.cli.searching import a_day
from sayso.cli.tables import offer_tables, tell_unaccounted, write_rows
from sayso.terms import Clock
from sayso.views.moments import in_order
from sayso.views.telling import Telling


def declare(commands: Commands[argparse.ArgumentParser]) -> None:
    """Declare ``sayso timeline``."""
    timeline = asking(
        commands,
        "timeline",
        _run_timeline,
        does="list what happened and what was said by the clock, and what was known when",
        examples=(
            "sayso timeline event.db",
            "sayso timeline event.db --by said --since 2019-04-30",
            "sayso timeline event.db --actor Guaido --json",
        ),
    )
    timeline.add_argument(
        "--by",
        choices=[*map(str, Clock)],
        default=Clock.HAPPENED,
        help="in the order of when it is said to have happened (unless told), was said, or was"
        " published",
    )
    timeline.add_argument("--since", type=a_day, metavar="DAY", help="then or later, by that clock")
    timeline.add_argument("--until", type=a_day, metavar="DAY", help="then or earlier")
    timeline.add_argument(
        "--actor", metavar="NAME", help="only what is done, undergone or said by who is called so"
    )
    offer_tables(timeline, "an entry", top=100, many="entries, the latest")


def _run_timeline(args: argparse.Namespace) -> int:
    from sayso.ledger import open_ledger

    clock = Clock(args.by)
    with open_ledger(args.ledger) as ledger:
        gathered = ledger.moments()
        unaccounted = ledger.unaccounted()
    asked = in_order(
        gathered, clock, args.ledger, actor=args.actor, since=args.since, until=args.until
    )
    shown = asked[-args.top :] if args.top else asked
    telling = Telling(gathered, clock)
    if args.json or args.csv:
        write_rows([telling.row(entry) for entry in shown], as_csv=args.csv)
    else:
        from sayso.cli.dated import render_entries

        render_entries(shown, telling)
    if len(asked) > len(shown):
        say(f"{len(asked) - len(shown)} earlier entries; --top 0 lists all")
    elif not asked and not unaccounted:
        say("nothing with a time found")
    tell_unaccounted(unaccounted, args.ledger)
    return READ
