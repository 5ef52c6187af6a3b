"""``sayso stances``: who backs, recognises, praises, condemns, accuses, threatens, answers whom."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING

from sayso.cli.commands import READ, Commands, asking
from sayso.cli.messages import say
from sayso.cli.tables import called, offer_tables, tell_more, tell_unaccounted, write_rows
from sayso.terms import StanceKind

if TYPE_CHECKING:
    from sayso.ledger.gathering import Known
    from sayso.pipeline import Edge
    from sayso.records import Party


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
    from sayso.pipeline import connect_stances

    with open_ledger(args.ledger) as ledger:
        gathered, told = ledger.stances()
        unaccounted = ledger.unaccounted()
    edges = connect_stances(gathered.records, gathered.known.of, gathered.reuses)
    if args.actor:
        ends = {id for edge in edges for id in (edge.actor, edge.target)}
        asked = called(args.actor, ends, gathered.known.names, args.ledger)
        edges = tuple(edge for edge in edges if asked & {edge.actor, edge.target})
    edges = tuple(edge for edge in edges if args.kind in (None, edge.kind))
    shown = edges[: args.top or None]
    names = {id: some[0] for id, some in gathered.known.names.items()}
    tellers = {edge: _tellers(edge, told, gathered.known) for edge in shown}
    if args.json or args.csv:
        words = {id: one.words for id, one in gathered.told.items()}
        rows = [{**edge.as_object(names, words), "tellers": tellers[edge]} for edge in shown]
        write_rows(rows, as_csv=args.csv)
    else:
        from sayso.cli.edges import render_edges

        render_edges(tellers, names, gathered, whole=bool(args.actor))
    tell_more(len(shown), len(edges), "edges")
    if not edges and not unaccounted:
        say("no stances found")
    tell_unaccounted(unaccounted, args.ledger)
    return READ


def _tellers(edge: Edge, told: Mapping[str, Party], known: Known) -> list[str]:
    """Who tells of those stances of an edge that only others tell of."""
    parties = (told[id] for id in edge.stances if id in told)
    return list(dict.fromkeys(name for party in parties if (name := known.name(party))))
