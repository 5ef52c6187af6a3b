"""``sayso search``: attributions by their words, and by who said it, how, when and where."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from sayso.cli.commands import READ, Commands, as_data, asking, count, offer_json, write_row
from sayso.cli.messages import say
from sayso.cli.nearby import circle, look_up
from sayso.cli.sources import declare_gazetteer
from sayso.terms import Certainty, ChannelKind, Manner, QuoteType


def declare_search(commands: Commands[argparse.ArgumentParser]) -> None:
    """Declare ``sayso search``."""
    search = asking(
        commands,
        "search",
        _run_search,
        does="find attributions by their words, accents and case aside",
        examples=(
            'sayso search event.db "air base"',
            "sayso search event.db '\"air base\" Guaid*' --source Padrino --type direct",
            "sayso search event.db --outlet reuters --since 2019-04-30 --json",
            "sayso search event.db --manner deny --channel post --said-after 2019-04-30",
            "sayso search event.db --certainty unverified --near Caracas,25km",
        ),
    )
    search.add_argument(
        "words",
        nargs="?",
        default="",
        metavar="WORDS",
        help='all of them, in any order; "a phrase" stands together; begin* begins so',
    )
    search.add_argument("--source", metavar="WORDS", help="words that the source is named by")
    search.add_argument(
        "--actor", metavar="NAME", help="who the source is, by name or id, whatever its words"
    )
    search.add_argument("--type", choices=[*map(str, QuoteType)], help="only this quote type")
    _several(search, "manner", Manner, "what the cue does")
    _several(search, "channel", ChannelKind, "how it reached the reporter")
    _several(search, "certainty", Certainty, "how sure it is put")
    search.add_argument("--outlet", metavar="WORDS", help="words of the outlet's name")
    _days(search, "since", "until", "published")
    _days(search, "said-after", "said-before", "said")
    _days(search, "happened-after", "happened-before", "said to have happened")
    search.add_argument(
        "--near",
        type=circle,
        metavar="PLACE,KM",
        help="said or said to have happened there: Caracas,25km, or 10.5,-66.9,25km",
    )
    declare_gazetteer(search)
    search.add_argument("--added", action="store_true", help="only what people added")
    search.add_argument("--all", action="store_true", help="what reports assert themselves too")
    search.add_argument(
        "--limit", type=count, default=20, metavar="N", help="at most so many (20 unless told)"
    )
    offer_json(search, "one JSON object an attribution a line")


def _several(
    parser: argparse.ArgumentParser, name: str, words: Iterable[StrEnum], what: str
) -> None:
    choices = [*map(str, words)]
    parser.add_argument(
        f"--{name}",
        choices=choices,
        action="append",
        default=[],
        metavar=name.upper(),
        help=f"{what}; again for another that will do: {', '.join(choices)}",
    )


def _days(parser: argparse.ArgumentParser, first: str, last: str, what: str) -> None:
    parser.add_argument(f"--{first}", type=a_day, metavar="DAY", help=f"{what} then or later")
    parser.add_argument(f"--{last}", type=a_day, metavar="DAY", help=f"{what} then or earlier")


def a_day(text: str) -> date:
    """A day, for argparse."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day like 2019-04-30") from None


def _run_search(args: argparse.Namespace) -> int:
    from sayso.ledger import Query, open_ledger

    with open_ledger(args.ledger) as ledger:
        query = Query(
            words=args.words,
            source=args.source,
            actor=args.actor,
            quote_type=args.type and QuoteType(args.type),
            outlet=args.outlet,
            since=args.since,
            until=args.until,
            manners=tuple(map(Manner, args.manner)),
            channels=tuple(map(ChannelKind, args.channel)),
            certainties=tuple(map(Certainty, args.certainty)),
            said=(args.said_after, args.said_before),
            happened=(args.happened_after, args.happened_before),
            near=args.near and look_up(args.near, args, ledger),
            own=args.all,
            added=args.added,
            limit=args.limit,
        )
        hits = ledger.search(query)
        undescribed = ledger.undescribed() if query.asks_how else 0
    if args.json:
        from sayso.ledger.rows import hit_row

        as_data(sys.stdout)
        for hit in hits:
            write_row(hit_row(hit))
    else:
        from sayso.cli.rendering import render_hits

        render_hits(hits)
        if not hits:
            say("nothing found")
    if undescribed:
        say(tell_undescribed(undescribed, args.ledger))
    return READ


def tell_undescribed(many: int, ledger: str) -> str:
    """That so many texts of a ledger have no manners, times and places, and what to do."""
    told = "1 text was" if many == 1 else f"{many} texts were"
    return (
        f"{told} read before ledgers kept manner, channel, certainty, times and places;"
        f" sayso rebuild {ledger} fills them in"
    )
