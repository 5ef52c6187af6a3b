"""``/claims``: what is claimed, by whom, and on how many independent lines."""

from __future__ import annotations

from fastapi import APIRouter

from sayso.desk.answers import Answer, TheDesk, page
from sayso.desk.paging import SIZE, Number, Paged
from sayso.desk.shapes.claims import ClaimsPage
from sayso.ledger.claims.rows import claim_cells, claim_row

router = APIRouter()


@page(router, "/claims", ClaimsPage, table=True)
def claims(
    desk: TheDesk, contested: bool = False, source: str | None = None, page: Number = 1
) -> Answer:
    """Claims, those of most independent lines first."""
    found, many = desk.ledger.claims(
        contested=contested, source=source or None, top=SIZE, skip=(page - 1) * SIZE
    )
    paged = Paged(found, page, many)
    return Answer(
        "claims.html",
        {"claims": paged, "contested": contested, "source": source},
        {**paged.about, "rows": [claim_row(one) for one in paged.rows]},
        [claim_cells(one) for one in paged.rows],
    )
