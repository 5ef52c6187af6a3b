"""``/accounts``: what is disputed, the accounts of each dispute side by side."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from sayso.desk.answers import Answer, TheDesk, page
from sayso.desk.paging import Number, Paged
from sayso.desk.sides import Side, both_of, side_of
from sayso.ledger.claim_rows import dispute_cells, dispute_row
from sayso.ledger.disputes import Dispute

SIZE = 10  # disputes of a page
OPEN = 4  # accounts of one that are not folded
LINES = 3  # of an account

router = APIRouter()


@page(router, "/accounts", table=True)
def accounts(
    desk: TheDesk,
    ground: Annotated[str | None, Query(description="polarity, number, time, ...")] = None,
    source: Annotated[str | None, Query(description="an actor or an outlet")] = None,
    rejected: Annotated[bool, Query(description="with what people say is none")] = False,
    page: Number = 1,
) -> Answer:
    """Disputes, those with most independent lines on two sides first."""
    found = desk.ledger.disputes(
        ground=ground or None,
        source=source or None,
        rejected=rejected,
        skip=(page - 1) * SIZE,
        top=SIZE,
    )
    paged = Paged(found.found, page, found.many, SIZE)
    return Answer(
        "accounts.html",
        {
            "disputes": paged,
            "sides": [sides_of(one) for one in found.found],
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
            "rows": [dispute_row(one) for one in found.found],
        },
        [cells for one in found.found for cells in dispute_cells(one)],
    )


def sides_of(dispute: Dispute) -> list[Side]:
    """Each account in the words by which it clashes with the others.

    A claim that contradicts itself, and no other, is there twice: in its words on either side.
    """
    if len(dispute.sides) == 1:
        (claim,) = dispute.sides
        return both_of(claim, dispute.against[0])
    return [
        side_of(
            claim,
            [one for one in dispute.against if claim.id in (one.left_claim, one.right_claim)],
        )
        for claim in dispute.sides
    ]
