"""``/accounts``: what is disputed, the sides of each dispute beside one another."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from sayso.desk.answers import Answer, Desk, TheDesk, page
from sayso.desk.paging import Number, Paged
from sayso.desk.shapes.claims import AccountsPage
from sayso.desk.sides import columns_of
from sayso.ledger.disputes.offices import OFFICE, TwoOffices
from sayso.ledger.disputes.parting import Parted, part
from sayso.ledger.disputes.rows import parted_cells, parted_row
from sayso.names import fold

SIZE = 10  # disputes of a page
OPEN = 1  # claims of a side that are not folded
LINES = 3  # of a claim

router = APIRouter()


@page(router, "/accounts", AccountsPage, table=True)
def accounts(
    desk: TheDesk,
    ground: Annotated[str | None, Query(description="polarity, number, time, ...")] = None,
    source: Annotated[str | None, Query(description="an actor or an outlet")] = None,
    rejected: Annotated[bool, Query(description="with what people say is none")] = False,
    page: Number = 1,
) -> Answer:
    """Disputes, those with most independent lines on two sides first; then offices that clash."""
    found = desk.ledger.disputes(
        ground=ground or None,
        source=source or None,
        rejected=rejected,
        skip=(page - 1) * SIZE,
        top=SIZE,
    )
    paged = Paged(found.found, page, found.many, SIZE)
    parted = [one for dispute in found.found for one in part([dispute])]
    offices = _offices(desk, source or "") if page == 1 and ground in (None, "", OFFICE) else []
    told: list[Parted | TwoOffices] = [*parted, *offices]
    return Answer(
        "accounts.html",
        {
            "disputes": paged,
            "parted": parted,
            "columns": [columns_of(one) for one in parted],
            "offices": offices,
            "grounds": found.grounds,
            "ground": ground or "",
            "source": source or "",
            "rejected": rejected,
            "open": OPEN,
            "lines": LINES,
        },
        {
            **paged.about,
            "grounds": found.grounds,
            "rows": [parted_row(one) for one in parted],
            "offices": [parted_row(one) for one in offices],
        },
        [row for one in told for row in parted_cells(one)],
    )


def _offices(desk: Desk, source: str) -> list[TwoOffices]:
    """Two offices of one person that nobody holds together; those of ``source``, if it is told."""
    return [one for one in desk.ledger.two_offices() if fold(source) in fold(one.name)]
