"""``/claim/ID``: a claim beside the claims that cannot hold with it, one column an account."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from sayso.desk.addresses import to
from sayso.desk.answers import Answer, TheDesk, elsewhere, page
from sayso.desk.paging import Number, Paged
from sayso.desk.shapes.claims import OneClaim
from sayso.desk.sides import side_of
from sayso.desk.strips import strips
from sayso.ledger.claims.loading import ClaimPage
from sayso.ledger.claims.rows import beside_row
from sayso.ledger.claims.sayings import Saying

RIVALS = 3  # claims beside it on one page: with its own, four columns
LINES = 40  # of a claim that are loaded unless more are asked for
OPEN = 5  # of them that are not folded

router = APIRouter()

Lines = Annotated[int, Query(ge=1, le=2_000, description="how many lines of a claim are shown")]


@page(router, "/claim/{id}", OneClaim, leads=True)
def claim(desk: TheDesk, id: str, page: Number = 1, lines: Lines = LINES) -> Answer:
    """A claim, or the claim of a proposition or a relation with this id."""
    meant = desk.ledger.claim_meant(id)
    if meant != id:
        return elsewhere(desk, to("claim", meant))
    found = desk.ledger.beside(id, skip=(page - 1) * RIVALS, rivals=RIVALS, most=lines)
    rivals = Paged(found.rivals, page, found.rivals_in_all, RIVALS)
    sides = [side_of(found.claim, found.claim.against)]
    sides += [side_of(one, found.against(one)) for one in found.rivals]
    return Answer(
        "claim.html",
        {
            "beside": found,
            "sides": sides,
            "rivals": rivals,
            "strips": strips([found.days[one.id] for one in (found.claim, *found.rivals)]),
            "ends": ends(found.claim),
            "itself": found.against(found.claim),
            "open": OPEN,
            "lines": lines,
        },
        {**rivals.about, **beside_row(found)},
    )


def ends(claim: ClaimPage) -> tuple[Saying, Saying]:
    """The first and the latest saying of a claim, of those that are shown, by their days."""
    dated = sorted(
        (said for line in claim.lines for said in line.sayings),
        key=lambda said: said.proposition.published or "",
    )
    first = next((said for said in dated if said.proposition.published), dated[0])
    return first, dated[-1]
