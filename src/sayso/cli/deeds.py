"""``sayso events``: who did what to whom, by type, by who takes part, and by when and where."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sayso.cli.commands import READ, Commands, asking
from sayso.cli.messages import say
from sayso.cli.nearby import circle, look_up
from sayso.cli.searching import a_day
from sayso.cli.sources import declare_gazetteer
from sayso.cli.tables import offer_tables, tell_more, tell_unaccounted, write_rows
from sayso.terms import EventType, Modality
from sayso.views.deeds import deed_row, name

if TYPE_CHECKING:
    from rich.console import Console

    from sayso.ledger import Deed, Deeds
    from sayso.ledger.overview.gathering import Known


def declare(commands: Commands[argparse.ArgumentParser]) -> None:
    """Declare ``sayso events``."""
    events = asking(
        commands,
        "events",
        _run_events,
        does="list who did what to whom, when and where, and who says so",
        examples=(
            "sayso events event.db --type assault --type coerce",
            "sayso events event.db --actor Maduro --recipient Guaido --csv > events.csv",
            "sayso events event.db --since 2019-04-30 --near Caracas,25km --json",
        ),
    )
    types = [*map(str, EventType)]
    events.add_argument(
        "--type",
        choices=types,
        action="append",
        default=[],
        metavar="TYPE",
        help=f"what is done; again for another that will do: {', '.join(types)}",
    )
    events.add_argument("--actor", metavar="NAME", help="who does it, by name or id")
    events.add_argument("--recipient", metavar="NAME", help="who undergoes it, by name or id")
    events.add_argument(
        "--since", type=a_day, metavar="DAY", help="said to have happened then or later"
    )
    events.add_argument("--until", type=a_day, metavar="DAY", help="then or earlier")
    events.add_argument(
        "--near",
        type=circle,
        metavar="PLACE,KM",
        help="said to have happened there: Caracas,25km, or 10.5,-66.9,25km",
    )
    declare_gazetteer(events)
    offer_tables(events, "an event", top=50, many="events, the latest")


def _run_events(args: argparse.Namespace) -> int:
    from sayso.ledger import EventQuery, open_ledger

    with open_ledger(args.ledger) as ledger:
        query = EventQuery(
            types=tuple(map(EventType, args.type)),
            actor=args.actor,
            recipient=args.recipient,
            since=args.since,
            until=args.until,
            near=args.near and look_up(args.near, args, ledger),
            top=args.top or None,
        )
        found = ledger.events(query)
        unaccounted = ledger.unaccounted()
    if args.json or args.csv:
        write_rows([deed_row(one, found.known) for one in found.rows], as_csv=args.csv)
    else:
        _render(found)
    tell_more(len(found.rows), found.many, "events")
    if not found.many and not unaccounted:
        say("no events found")
    tell_unaccounted(unaccounted, args.ledger)
    return READ


def _render(found: Deeds) -> None:
    """A line of who did what to whom, the sentence below, then where and who says so."""
    from sayso.cli.lines import open_page

    with open_page() as console:
        for deed in found.rows:
            _put_deed(console, deed, found.known)


def _put_deed(console: Console, deed: Deed, known: Known) -> None:
    from sayso.cli.lines import line, put
    from sayso.export.setting import stretch

    event = deed.event
    text = line(stretch(deed.happened) if deed.happened else "no time", "green").append("  ")
    kind = f"{event.type.value} ({event.mode.value})" if event.mode else event.type.value
    text.append_text(line(kind, "yellow")).append("  ")
    actors = ", ".join(name(one, known) for one in deed.actors)
    text.append_text(line(actors or "somebody", "bold cyan"))
    if deed.recipients:
        recipients = ", ".join(name(one, known) for one in deed.recipients)
        text.append(" → ").append_text(line(recipients, "bold cyan"))
    how = ["not"] if event.negated else []
    how += [event.modality.value] if event.modality is not Modality.ASSERTED else []
    put(console, text.append(f"  {', '.join(how)}" if how else "", style="magenta"))
    put(console, line(deed.told.sentence), 4)
    put(console, line(_told_by(deed, known), "dim"), 4)


def _told_by(deed: Deed, known: Known) -> str:
    """Where it happened, who says so, and in whose report of which day."""
    from sayso.export.terminal import ITSELF

    parts = [f"in {deed.place.name}"] if deed.place else []
    parts.append(name(deed.source, known) if deed.source else ITSELF)
    parts.append(deed.told.outlet or deed.told.where)
    parts.append(deed.told.published[:10] if deed.told.published else "undated")
    return " · ".join(parts)
