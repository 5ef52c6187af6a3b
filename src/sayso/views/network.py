"""The network of stances as it is asked for: who stands where to whom, and who tells of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sayso.terms import StanceKind
from sayso.views.calling import called

if TYPE_CHECKING:
    from sayso.ledger.overview.gathering import Gathered, Known
    from sayso.pipeline import Edge
    from sayso.records import Party, Stance

_AGAINST = {StanceKind.BACKS: "opposes", StanceKind.RECOGNISES: "does not recognise"}


def connect(
    gathered: Gathered[Stance], where: str, *, actor: str | None = None, kind: str | None = None
) -> tuple[Edge, ...]:
    """The edges, those of or to who is called ``actor`` and of one ``kind`` where it is asked for.

    Raises NoRecord where nobody in them is called so; ``where`` is the ledger.
    """
    from sayso.pipeline import connect_stances

    edges = connect_stances(gathered.records, gathered.known.of, gathered.reuses)
    if actor:
        ends = {id for edge in edges for id in (edge.actor, edge.target)}
        asked = called(actor, ends, gathered.known.names, where)
        edges = tuple(edge for edge in edges if asked & {edge.actor, edge.target})
    return tuple(edge for edge in edges if kind in (None, edge.kind))


def verb(edge: Edge) -> str:
    """What the actor of an edge does to its target: "backs", "opposes"."""
    return _AGAINST.get(edge.kind, edge.kind.value) if edge.sign < 0 else edge.kind.value


def tellers(edge: Edge, told: Mapping[str, Party], known: Known) -> list[str]:
    """Who tells of those stances of an edge that only others tell of."""
    parties = (told[id] for id in edge.stances if id in told)
    return list(dict.fromkeys(name for party in parties if (name := known.name(party))))


def edge_rows(
    edges: Sequence[Edge], gathered: Gathered[Stance], told: Mapping[str, Party]
) -> list[dict[str, object]]:
    """Edges as JSON has them."""
    names = {id: some[0] for id, some in gathered.known.names.items()}
    words = {id: one.words for id, one in gathered.told.items()}
    return [
        {**edge.as_object(names, words), "tellers": tellers(edge, told, gathered.known)}
        for edge in edges
    ]
