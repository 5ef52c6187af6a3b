"""``/stances``: who stands where to whom, as a table of edges and as a drawing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query

from sayso.desk.answers import Answer, TheDesk, page
from sayso.desk.charts.network import Arrow, network
from sayso.desk.paging import Number, Paged, cut
from sayso.desk.shapes.actors import StancesPage
from sayso.desk.standing import standings
from sayso.terms import StanceKind
from sayso.views.network import connect, edge_rows

if TYPE_CHECKING:
    from sayso.pipeline import Edge

router = APIRouter()


@page(router, "/stances", StancesPage, table=True)
def stances(
    desk: TheDesk,
    actor: str = "",
    kind: Annotated[str | None, Query(pattern="^(" + "|".join(StanceKind) + ")?$")] = None,
    page: Number = 1,
) -> Answer:
    """Edges, the most often taken first: of or to an ``actor`` by name or id, of one ``kind``."""
    gathered, told = desk.ledger.stances()
    edges = connect(gathered, desk.ledger.where, actor=actor.strip() or None, kind=kind or None)
    paged = cut(edges, page)
    names = {id: some[0] for id, some in gathered.known.names.items()}
    rows = edge_rows(paged.rows, gathered, told)
    return Answer(
        "stances.html",
        {
            "edges": Paged(standings(paged.rows, gathered, told), page, paged.many),
            "chart": network(_arrows(edges), names),
            "actor": actor,
            "kind": kind or "",
            "kinds": list(StanceKind),
        },
        {**paged.about, "rows": rows},
        rows,
    )


def _arrows(edges: Iterable[Edge]) -> list[Arrow]:
    """One arrow for all kinds of stances of the same two and the same sign."""
    many: Counter[tuple[str, str, int]] = Counter()
    for edge in edges:
        many[edge.actor, edge.target, edge.sign] += len(edge.stances)
    return [Arrow(*ends, times) for ends, times in sorted(many.items())]
