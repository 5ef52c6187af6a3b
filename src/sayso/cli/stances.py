"""``sayso stances``: who backs, recognises, praises, condemns, accuses, threatens, answers whom."""

from __future__ import annotations

import argparse

from sayso.cli.commands import READ, Commands, asking
from sayso.cli.messages import say
from sayso.cli.tables import offer_tables, tell_more, tell_unaccounted, write_rows
from sayso.terms import StanceKind
from sayso.views.network import connect, edge_rows, tellers


def declare(commands: Commands[argparse.ArgumentParser]) -> None:
    """Declare ``sayso stances``."""
    stances = asking(
        commands,
        "stances",
        _run_stances,
        does="list who stands where to whom, with the words and the time",
        examples=(
            "sayso stances event.db",
            "sayso stances event.db --actor Padrino",
            "sayso stances event.db --csv --top 0 > edges.csv",
        ),
    )
    stances.add_argument(
        "--actor", metavar="NAME", help="only stances of or to who is called so, or has this id"
    )
    stances.add_argument(
        "--kind", choices=[*map(str, StanceKind)], help="only stances of this kind"
    )
    offer_tables(stances, "a pair, kind and sign", top=50, many="edges")


def _run_stances(args: argparse.Namespace) -> int:
    from sayso.ledger import open_ledger

    with open_ledger(args.ledger) as ledger:
        gathered, told = ledger.stances()
        unaccounted = ledger.unaccounted()
    edges = connect(gathered, args.ledger, actor=args.actor, kind=args.kind)
    shown = edges[: args.top or None]
    if args.json or args.csv:
        write_rows(edge_rows(shown, gathered, told), as_csv=args.csv)
    else:
        from sayso.cli.edges import render_edges

        by = {edge: tellers(edge, told, gathered.known) for edge in shown}
        render_edges(by, gathered, whole=bool(args.actor))
    tell_more(len(shown), len(edges), "edges")
    if not edges and not unaccounted:
        say("no stances found")
    tell_unaccounted(unaccounted, args.ledger)
    return READ
