"""``/reports``: the reports of a ledger, with how much is said and copied in each."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query

from sayso.desk.answers import Answer, TheDesk, page
from sayso.desk.asking import Day, Words
from sayso.desk.paging import SIZE, Number, Paged
from sayso.desk.shapes.reports import ReportsPage
from sayso.ledger.overview.report_list import Listed, Order

router = APIRouter()

Sort = Annotated[Order, Query(description="the latest, or those of most attributions, first")]


@page(router, "/reports", ReportsPage, table=True)
def reports(
    desk: TheDesk,
    words: Annotated[str, Query(max_length=300)] = "",
    outlet: Words = None,
    since: Day = None,
    until: Day = None,
    sort: Sort = Order.PUBLISHED,
    page: Number = 1,
) -> Answer:
    """Reports by their newest versions, those published last first."""
    found, many = desk.ledger.list_reports(
        outlet=outlet,
        since=since,
        until=until,
        words=words,
        order=sort,
        skip=(page - 1) * SIZE,
        top=SIZE,
    )
    paged = Paged(found, page, many)
    rows = [_row(one) for one in found]
    return Answer(
        "reports.html",
        {
            "reports": paged,
            "asked": {"words": words, "outlet": outlet or "", "since": since, "until": until},
            "sort": sort,
            "orders": list(Order),
            "outlets": desk.ledger.outlets(),
        },
        {**paged.about, "rows": rows},
        rows,
    )


def _row(one: Listed) -> dict[str, object]:
    return {**asdict(one), "copied": round(one.copied, 4), "shared": round(one.shared, 4)}
