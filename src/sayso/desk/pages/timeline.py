"""``/timeline``: what happened and what was said by a clock, and what was known when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query

from sayso.desk.answers import Answer, TheDesk, page
from sayso.desk.charts.days import strip
from sayso.desk.happened import happened, window
from sayso.desk.paging import Number, Paged, cut
from sayso.desk.shapes.overview import TimelinePage
from sayso.terms import Clock
from sayso.views.moments import in_order
from sayso.views.telling import Telling

if TYPE_CHECKING:
    from sayso.pipeline import Entry

router = APIRouter()

CLOCKS = {
    Clock.HAPPENED: "when it is said to have happened",
    Clock.SAID: "when it was said",
    Clock.PUBLISHED: "when it was published",
}
Day = Annotated[str, Query(pattern=r"^(\d{4}-\d\d-\d\d)?$", description="YYYY-MM-DD, or empty")]


@page(router, "/timeline", TimelinePage, table=True)
def timeline(
    desk: TheDesk,
    by: Clock = Clock.HAPPENED,
    since: Day = "",
    until: Day = "",
    actor: str = "",
    page: Number = 1,
) -> Answer:
    """Entries, the earliest first, between two days, both held, of an ``actor`` by name or id."""
    days = desk.ledger.moment_days(by)
    shown = window(days, _day(since), _day(until))
    gathered = desk.ledger.moments(since=shown.since, until=shown.until)
    entries = in_order(
        gathered,
        by,
        desk.ledger.where,
        actor=actor.strip() or None,
        since=shown.since,
        until=shown.until,
    )
    telling = Telling(gathered, by)
    paged = cut(entries, page)
    rows = [telling.row(one) for one in paged.rows]
    return Answer(
        "timeline.html",
        {
            "entries": Paged([happened(one, telling) for one in paged.rows], page, paged.many),
            "chart": strip(_by_day(entries) if actor.strip() else days, "tellings"),
            "window": shown,
            "earlier": _beside(shown.since, -1) if shown.before else None,
            "later": _beside(shown.until, 1) if shown.after else None,
            "clocks": CLOCKS,
            "by": by,
            "since": since,
            "until": until,
            "actor": actor,
        },
        {**paged.about, "since": _iso(shown.since), "until": _iso(shown.until), "rows": rows},
        rows,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _beside(day: date | None, step: int) -> str | None:
    return (day + timedelta(days=step)).isoformat() if day else None


def _by_day(entries: Sequence[Entry]) -> list[tuple[str, int]]:
    counts: Counter[str] = Counter()
    for entry in entries:
        counts[entry.at[:10]] += len(entry.moments)
    return sorted(counts.items())
