"""``sayso timeline``: events and sayings by the clock, and what was known when."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sayso.cli.commands import READ, Commands, asking
from sayso.cli.messages import say
from sayso.cli.searching import a_day
from sayso.cli.tables import called, offer_tables, tell_unaccounted, write_rows
from sayso.cli.telling import Telling
from sayso.terms import Clock

if TYPE_CHECKING:
    from sayso.ledger.gathering import Gathered
    from sayso.pipeline import Entry
    from sayso.records import Moment


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
    from sayso.pipeline import order_moments

    clock = Clock(args.by)
    with open_ledger(args.ledger) as ledger:
        gathered = ledger.moments()
        unaccounted = ledger.unaccounted()
    entries = order_moments(gathered.records, clock, gathered.known.of, gathered.reuses)
    asked = [entry for entry in _of_actor(entries, gathered, args) if _within(entry, args)]
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


def _of_actor(
    entries: Sequence[Entry], gathered: Gathered[Moment], args: argparse.Namespace
) -> Sequence[Entry]:
    """The entries in which who was asked for has a part."""
    if not args.actor:
        return entries
    of = gathered.known.of
    parts = {
        id(entry): {
            of.get(party.actor, party.actor)
            for one in entry.moments
            for party in (*one.actors, *one.recipients)
            if party.actor
        }
        for entry in entries
    }
    every = {actor for some in parts.values() for actor in some}
    asked = called(args.actor, every, gathered.known.names, args.ledger)
    return [entry for entry in entries if asked & parts[id(entry)]]


def _within(entry: Entry, args: argparse.Namespace) -> bool:
    day = entry.at[:10]
    return not (args.since and day < args.since.isoformat()) and not (
        args.until and day > args.until.isoformat()
    )
