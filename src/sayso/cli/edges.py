"""Stances as a page: an edge a line, and below it the sentences that tell of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console

from sayso.cli.lines import line, open_page, put
from sayso.terms import NOBODY
from sayso.views.network import verb

if TYPE_CHECKING:
    from sayso.ledger.overview.gathering import Gathered, Told
    from sayso.pipeline import Edge
    from sayso.records import Stance

MOST_SENTENCES = 3  # of one edge, unless an actor was asked for
_SIGNS = {1: ("+", "green"), -1: ("-", "red"), 0: ("·", "dim")}


def render_edges(
    edges: Mapping[Edge, Sequence[str]],
    gathered: Gathered[Stance],
    *,
    whole: bool,
) -> None:
    """A line an edge, and below it the sentences that tell of it, the earliest first.

    With each edge comes who tells of its stances that only others tell of.
    """
    stances = {one.id: one for one in gathered.records}
    names = {id: some[0] for id, some in gathered.known.names.items()}
    with open_page() as console:
        for edge, tellers in edges.items():
            _put_edge(console, edge, names, tellers)
            told: defaultdict[str, list[str]] = defaultdict(list)
            for id in edge.stances:
                told[gathered.told[id].sentence].append(id)
            shown = list(told.items())[: None if whole else MOST_SENTENCES]
            for sentence, ids in shown:
                _put_sentence(console, sentence, stances[ids[0]], [gathered.told[id] for id in ids])
            if len(told) > len(shown):
                put(console, line(f"and {len(told) - len(shown)} more", "dim"), 4)


def _put_edge(
    console: Console, edge: Edge, names: Mapping[str, str], tellers: Sequence[str]
) -> None:
    sign, style = _SIGNS[edge.sign]
    text = line(sign, style).append(" ")
    text.append_text(line(names.get(edge.actor, NOBODY), "bold cyan"))
    text.append(f" {verb(edge)} ", style=style)
    text.append_text(line(names.get(edge.target, NOBODY), "bold cyan"))
    text.append(f"  {_counts(edge, tellers)}", style="dim")
    put(console, text)


def _counts(edge: Edge, tellers: Sequence[str]) -> str:
    """How often, by how many reports and lines, and how often only others tell of it."""
    many = len(edge.stances)
    parts = [f"{many} times" if many > 1 else "once"]
    if edge.reports > 1:
        parts.append(f"{edge.reports} reports, {edge.lines} line{'s' * (edge.lines != 1)}")
    if edge.told:
        told = f"told by {', '.join(tellers) or 'others'}"
        parts.append(told if edge.told == many else f"{edge.told} {told}")
    return ", ".join(parts)


def _put_sentence(console: Console, sentence: str, first: Stance, told: Sequence[Told]) -> None:
    """When, the sentence, and the outlets that have it so."""
    text = line(first.at[:16].replace("T", " ") if first.at else "undated", "green").append("  ")
    text.append_text(line(sentence)).append("  ")
    outlets = dict.fromkeys(one.outlet or one.where for one in told)
    put(console, text.append_text(line(", ".join(outlets), "dim")), 4)
