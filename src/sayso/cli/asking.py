"""``sayso search``, ``show``, ``actors``, ``stats``, ``lineage``, ``export``: what a ledger has."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import date

from sayso.cli.commands import READ, Commands, as_data, command, count
from sayso.cli.messages import say
from sayso.terms import ActorKind, QuoteType


def declare(commands: Commands[argparse.ArgumentParser]) -> None:
    """Declare the commands that only read a ledger."""
    _declare_search(commands)
    show = _asking(
        commands,
        "show",
        _run_show,
        does="show a report with its versions, an attribution, an actor, or a copied passage",
        examples=(
            "sayso show event.db 5d0c6a7c1f0e9b21",
            "sayso show event.db 5d0c --json",
            "sayso show event.db Guaido",
        ),
    )
    show.add_argument(
        "id", metavar="ID", help="id of a report, an attribution, ..., or the name of an actor"
    )
    _json(show, "one JSON object")
    _declare_actors(commands)
    stats = _asking(
        commands,
        "stats",
        _run_stats,
        does="count what is in a ledger",
        examples=("sayso stats event.db",),
    )
    _json(stats, "one JSON object")
    lineage = _asking(
        commands,
        "lineage",
        _run_lineage,
        does="list passages that stand in two reports, or twice in one",
        examples=("sayso lineage event.db", "sayso lineage event.db --between --json"),
    )
    lineage.add_argument(
        "--between", action="store_true", help="only what reports of two outlets have in common"
    )
    _json(lineage, "one JSON object a pair of passages")
    export = _asking(
        commands,
        "export",
        _run_export,
        does="write out all of a ledger; the same content gives the same bytes",
        examples=("sayso export event.db --format jsonl > event.jsonl",),
    )
    export.add_argument(
        "--format", choices=("jsonl",), default="jsonl", help="jsonl: one JSON object a record"
    )


def _declare_search(commands: Commands[argparse.ArgumentParser]) -> None:
    search = _asking(
        commands,
        "search",
        _run_search,
        does="find attributions by their words, accents and case aside",
        examples=(
            'sayso search event.db "air base"',
            "sayso search event.db '\"air base\" Guaid*' --source Padrino --type direct",
            "sayso search event.db --outlet reuters --since 2019-04-30 --json",
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
    search.add_argument("--type", choices=[*QuoteType], help="only this quote type")
    search.add_argument("--outlet", metavar="WORDS", help="words of the outlet's name")
    search.add_argument("--since", type=_day, metavar="DAY", help="published then or later")
    search.add_argument("--until", type=_day, metavar="DAY", help="published then or earlier")
    search.add_argument(
        "--limit", type=count, default=20, metavar="N", help="at most so many (20 unless told)"
    )
    _json(search, "one JSON object an attribution a line")


def _declare_actors(commands: Commands[argparse.ArgumentParser]) -> None:
    actors = _asking(
        commands,
        "actors",
        _run_actors,
        does="list who says or is spoken of, over all reports",
        examples=(
            "sayso actors event.db",
            "sayso actors event.db --kind person --top 10",
            "sayso actors event.db --conflicts",
        ),
    )
    actors.add_argument("--kind", choices=[*ActorKind], help="only actors of this kind")
    actors.add_argument(
        "--top", type=count, default=50, metavar="N", help="at most so many; 0 for all (else 50)"
    )
    actors.add_argument(
        "--conflicts",
        action="store_true",
        help="only those with offices that nobody holds together",
    )
    _json(actors, "one JSON object an actor a line")


def _asking(
    commands: Commands[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    *,
    does: str,
    examples: Iterable[str],
) -> argparse.ArgumentParser:
    parser = command(commands, name, run, does=does, examples=tuple(examples))
    parser.add_argument("ledger", metavar="LEDGER", help="a file, or postgresql+psycopg://...")
    return parser


def _json(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument("--json", action="store_true", help=what)


def _day(text: str) -> date:
    """A day, for argparse."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day like 2019-04-30") from None


def _write(row: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def _run_search(args: argparse.Namespace) -> int:
    from sayso.ledger import Query, open_ledger

    query = Query(
        words=args.words,
        source=args.source,
        actor=args.actor,
        quote_type=args.type and QuoteType(args.type),
        outlet=args.outlet,
        since=args.since,
        until=args.until,
        limit=args.limit,
    )
    with open_ledger(args.ledger) as ledger:
        hits = ledger.search(query)
    if args.json:
        from sayso.ledger.rows import hit_row

        as_data(sys.stdout)
        for hit in hits:
            _write(hit_row(hit))
        return READ
    from sayso.cli.rendering import render_hits

    render_hits(hits)
    if not hits:
        say("nothing found")
    return READ


def _run_show(args: argparse.Namespace) -> int:
    from sayso.ledger import open_ledger

    with open_ledger(args.ledger) as ledger:
        page = ledger.show(args.id)
    if args.json:
        from sayso.ledger.rows import page_row

        as_data(sys.stdout)
        _write(page_row(page))
        return READ
    from sayso.cli.rendering import render_page

    render_page(page)
    return READ


def _run_actors(args: argparse.Namespace) -> int:
    from sayso.ledger import open_ledger

    with open_ledger(args.ledger) as ledger:
        groups, many = ledger.actors(
            kind=args.kind and ActorKind(args.kind),
            top=args.top or None,
            conflicts=args.conflicts,
        )
    if args.json:
        from sayso.ledger.actor_rows import group_row

        as_data(sys.stdout)
        for group in groups:
            _write(group_row(group))
    else:
        from sayso.cli.actors import render_groups

        render_groups(groups, conflicts=args.conflicts)
    if many > len(groups):
        say(f"{many - len(groups)} more; --top 0 lists all")
    elif not many:
        say("nobody found")
    return READ


def _run_stats(args: argparse.Namespace) -> int:
    from sayso.ledger import open_ledger

    with open_ledger(args.ledger) as ledger:
        stats = asdict(ledger.stats())
    if args.json:
        as_data(sys.stdout)
        _write(stats)
        return READ
    from sayso.cli.rendering import render_stats

    render_stats(stats)
    if stats["undescribed"]:
        say(_undescribed(stats["undescribed"], args.ledger))
    return READ


def _undescribed(many: int, ledger: str) -> str:
    told = "1 text was" if many == 1 else f"{many} texts were"
    return (
        f"{told} read before ledgers kept manner, channel, certainty, times and places;"
        f" sayso rebuild {ledger} fills them in"
    )


def _run_lineage(args: argparse.Namespace) -> int:
    from sayso.cli.rendering import render_page
    from sayso.ledger import open_ledger
    from sayso.ledger.rows import reuse_page_row

    if args.json:
        as_data(sys.stdout)
    with open_ledger(args.ledger) as ledger:
        for page in ledger.lineage():
            if args.between and page.left.outlet == page.right.outlet:
                continue
            if args.json:
                _write(reuse_page_row(page))
            else:
                render_page(page)
    return READ


def _run_export(args: argparse.Namespace) -> int:
    from sayso.ledger import open_ledger

    as_data(sys.stdout)
    with open_ledger(args.ledger) as ledger:
        for row in ledger.rows():
            _write(row)
    return READ
