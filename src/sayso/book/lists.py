"""What each table loads: records of a ledger, with their rows of JSON and their cells."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from sayso.book.cells import actor_cells, attribution_cells, reuse_cells
from sayso.book.charts import draw_edges, draw_entries, draw_reports
from sayso.book.table import Loaded
from sayso.ledger import Deed, EventQuery, Hit, Ledger, Query
from sayso.ledger.actors.rows import group_row
from sayso.ledger.actors.summing import Group
from sayso.ledger.claims.loading import ClaimPage
from sayso.ledger.claims.rows import claim_cells, claim_row
from sayso.ledger.disputes.offices import TwoOffices
from sayso.ledger.disputes.parting import Parted, part
from sayso.ledger.disputes.rows import parted_cells, parted_row
from sayso.ledger.overview.report_list import Listed
from sayso.ledger.pages import ReusePage
from sayso.ledger.rows import hit_row, reuse_page_row
from sayso.terms import ActorKind, Clock
from sayso.views.counted import asked as asked_of
from sayso.views.counted import count, label_rows
from sayso.views.deeds import deed_row
from sayso.views.moments import in_order
from sayso.views.network import connect, edge_rows
from sayso.views.telling import Telling

if TYPE_CHECKING:
    from sayso.pipeline import Cell, Edge, Entry

_EVERY = 2**31 - 1  # reports: a list that is given a page at a time, whole


def reports(
    ledger: Ledger, *, outlet: str | None, words: str, since: date | None, until: date | None
) -> Loaded[Listed]:
    """Reports by their newest versions."""
    found, _ = ledger.list_reports(outlet=outlet, words=words, since=since, until=until, top=_EVERY)

    def rows() -> list[dict[str, object]]:
        return [asdict(one) for one in found]

    return Loaded(found, rows, rows, partial(draw_reports, found))


def attributions(ledger: Ledger, query: Query) -> Loaded[Hit]:
    """What a search finds."""
    found = ledger.search(query)
    return Loaded(
        found,
        lambda: [hit_row(hit) for hit in found],
        lambda: [attribution_cells(hit.excerpt.reading, hit_row(hit)) for hit in found],
    )


def claims(
    ledger: Ledger, *, contested: bool, source: str | None, top: int | None
) -> Loaded[ClaimPage]:
    """Claims, those of most lines first."""
    found, _ = ledger.claims(contested=contested, source=source, top=top)
    return Loaded(
        found,
        lambda: [claim_row(one) for one in found],
        lambda: [claim_cells(one) for one in found],
    )


def accounts(ledger: Ledger, *, top: int | None) -> Loaded[Parted | TwoOffices]:
    """Disputes over claims and offices, the most contested first."""
    disputes = part(ledger.disputes(rejected=True).found)
    every: list[Parted | TwoOffices] = [*disputes, *ledger.two_offices()]
    found = sorted(every, key=lambda one: one.rank)[:top]
    return Loaded(
        found,
        lambda: [parted_row(one) for one in found],
        lambda: [cells for one in found for cells in parted_cells(one)],
    )


def actors(
    ledger: Ledger, *, kind: ActorKind | None, conflicts: bool, top: int | None
) -> Loaded[Group]:
    """Actors that are one over all reports."""
    found, _ = ledger.actors(kind=kind, conflicts=conflicts, top=top)
    return Loaded(
        found,
        lambda: [group_row(one) for one in found],
        lambda: [actor_cells(one) for one in found],
    )


def labels(ledger: Ledger, *, target: str | None, about: str | None, loaded: bool) -> Loaded[Cell]:
    """Labels by target and user."""
    gathered, happenings = ledger.labels()
    counted = count(gathered, happenings)
    matrix = asked_of(counted, ledger.where, target=target, about=about, loaded=loaded)
    rows = partial(label_rows, replace(counted, matrix=matrix), gathered)
    return Loaded(matrix.cells, rows, rows)


def stances(ledger: Ledger, *, actor: str | None, kind: str | None) -> Loaded[Edge]:
    """Edges of the network of stances."""
    gathered, told = ledger.stances()
    edges = connect(gathered, ledger.where, actor=actor, kind=kind)
    rows = partial(edge_rows, edges, gathered, told)
    names = {id: some[0] for id, some in gathered.known.names.items()}
    return Loaded(edges, rows, rows, partial(draw_edges, edges, names))


def timeline(
    ledger: Ledger, clock: Clock, *, actor: str | None, since: date | None, until: date | None
) -> Loaded[Entry]:
    """Entries by a clock, the earliest first."""
    gathered = ledger.moments(since=since, until=until)
    found = in_order(gathered, clock, ledger.where, actor=actor, since=since, until=until)
    telling = Telling(gathered, clock)

    def rows() -> list[dict[str, object]]:
        return [telling.row(entry) for entry in found]

    return Loaded(found, rows, rows, partial(draw_entries, found))


def events(ledger: Ledger, query: EventQuery) -> Loaded[Deed]:
    """Events, the latest first."""
    deeds = ledger.events(query)

    def rows() -> list[dict[str, object]]:
        return [deed_row(one, deeds.known) for one in deeds.rows]

    return Loaded(deeds.rows, rows, rows)


def lineage(ledger: Ledger, *, between: bool) -> Loaded[ReusePage]:
    """Passages in two places."""
    found = [
        page for page in ledger.lineage() if not between or page.left.outlet != page.right.outlet
    ]
    return Loaded(
        found,
        lambda: [reuse_page_row(page) for page in found],
        lambda: [reuse_cells(page) for page in found],
    )
