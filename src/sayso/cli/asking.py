"""``sayso search``, ``show``, ``actors``, ``stats``, ``lineage``, ``export``: what a ledger has."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict

from sayso.cli.commands import READ, Commands, as_data, asking, count, offer_json, write_row
from sayso.cli.messages import say
from sayso.cli.searching import declare_search, tell_undescribed
from sayso.terms import ActorKind


def declare(commands: Commands[argparse.ArgumentParser]) -> None:
    """Declare the commands that only read a ledger."""
    declare_search(commands)
    show = asking(
        commands,
        "show",
        _run_show,
        does="show a report with its versions, an attribution, an actor, a claim, or a passage",
        examples=(
            "sayso show event.db 5d0c6a7c1f0e9b21",
            "sayso show event.db 5d0c --json",
            "sayso show event.db Guaido",
        ),
    )
    show.add_argument(
        "id", metavar="ID", help="id of a report, an attribution, ..., or the name of an actor"
    )
    show.add_argument("--all", action="store_true", help="of a report, what it asserts itself too")
    offer_json(show, "one JSON object")
    _declare_actors(commands)
    stats = asking(
        commands,
        "stats",
        _run_stats,
        does="count what is in a ledger",
        examples=("sayso stats event.db",),
    )
    offer_json(stats, "one JSON object")
    lineage = asking(
        commands,
        "lineage",
        _run_lineage,
        does="list passages that stand in two reports, or twice in one",
        examples=("sayso lineage event.db", "sayso lineage event.db --between --json"),
    )
    lineage.add_argument(
        "--between", action="store_true", help="only what reports of two outlets have in common"
    )
    offer_json(lineage, "one JSON object a pair of passages")


def _declare_actors(commands: Commands[argparse.ArgumentParser]) -> None:
    actors = asking(
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
    actors.add_argument("--kind", choices=[*map(str, ActorKind)], help="only actors of this kind")
    actors.add_argument(
        "--top", type=count, default=50, metavar="N", help="at most so many; 0 for all (else 50)"
    )
    actors.add_argument(
        "--conflicts",
        action="store_true",
        help="only those with offices that nobody holds together",
    )
    offer_json(actors, "one JSON object an actor a line")


def _run_show(args: argparse.Namespace) -> int:
    from sayso.ledger import open_ledger

    with open_ledger(args.ledger) as ledger:
        page = ledger.show(args.id)
    if args.json:
        from sayso.ledger.rows import page_row

        as_data(sys.stdout)
        write_row(page_row(page))
        return READ
    from sayso.cli.rendering import render_page

    render_page(page, own=args.all)
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
        from sayso.ledger.actors.rows import group_row

        as_data(sys.stdout)
        for group in groups:
            write_row(group_row(group))
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
        write_row(stats)
        return READ
    from sayso.cli.rendering import render_stats

    render_stats(stats)
    if stats["undescribed"]:
        say(tell_undescribed(stats["undescribed"], args.ledger))
    return READ


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
                write_row(reuse_page_row(page))
            else:
                render_page(page)
    return READ
