"""How much was said, or happened, on which day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sayso.desk.charts import Chart, spec_of
from sayso.desk.wording import day

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_STRAY = 0.15  # of all, at either end, that a strip may leave out where it is then far shorter
_STRETCHES = (1, 7, 28, 91, 365, 3653)  # days of a bar
_BARS = 120  # of a strip, at most
_LAST = date.max.toordinal()
_FEWEST = 6  # days of a chart, so that one day is no blot
_ROW = 26  # pixels of a row of dots, and of the widest dot in it


def days_by_row(rows: Sequence[tuple[str, str, int]], row: str, what: str) -> Chart | None:
    """A dot a day and ``row``, larger for more: (ISO 8601 day, name of the row, how many).

    Rows stand apart by place, not by colour. None where no day is known.
    """
    import altair as alt

    dated = [(when, name, many) for when, name, many in rows if _DAY.fullmatch(when)]
    if not dated:
        return None
    values = [{"day": when, "row": name, "many": many} for when, name, many in dated]
    ends = _ends([when for when, _, _ in dated])
    sums: dict[str, int] = {}
    for _, name, many in dated:
        sums[name] = sums.get(name, 0) + many
    order = sorted(sums, key=lambda name: (-sums[name], name))
    chart = (
        alt.Chart(alt.InlineData(values=values))
        .mark_circle(opacity=0.85)
        .encode(
            x=_days(alt, ends, domain=[_utc(one) for one in ends]),
            y=alt.Y("row:N", sort=order, title=None, axis=alt.Axis(labelLimit=150)),
            size=alt.Size(
                "many:Q",
                scale=alt.Scale(domainMin=0, rangeMin=0, rangeMax=_ROW * _ROW * 0.75),
                legend=None,
            ),
            tooltip=[
                alt.Tooltip("day:T", format="%-d %B %Y", title="day"),
                alt.Tooltip("row:N", title=row),
                alt.Tooltip("many:Q", title=what),
            ],
        )
        .properties(width="container", height=_ROW * len(order))
    )
    first, last = min(dated)[0], max(dated)[0]
    most = ", ".join(f"{name} {sums[name]:,}" for name in order[:4])
    about = f"{what}, {day(first)} to {day(last)}, by {row}: {most}"
    return Chart(spec_of(chart), about)


def strip(rows: Sequence[tuple[str, int]], what: str) -> Chart | None:
    """A bar a day, a week, a month or a year, as the days reach: (ISO 8601 day, how many).

    The few that lie far before or after all others are left out, and said to be. None where there
    is none.
    """
    import altair as alt

    rows = [(when, many) for when, many in rows if _DAY.fullmatch(when) and when >= "0001"]
    shown = _middle(rows)
    if not shown:
        return None
    bars = _bars(shown)
    ends = _ends([one for first, last, _ in bars for one in (first, last)])
    tips = [
        alt.Tooltip("day:T", format="%-d %B %Y", title="from"),
        alt.Tooltip("many:Q", title=what),
    ]
    values = [{"day": first, "end": last, "many": many, "none": 0} for first, last, many in bars]
    values += [
        {"day": str(one), "end": str(one), "many": 0, "none": 0} for one in ends
    ]  # bars of no width
    chart = (
        alt.Chart(alt.InlineData(values=values))
        .mark_rect()
        .encode(
            x=_days(alt, ends),
            x2="end:T",
            y=alt.Y("many:Q", title=None, axis=alt.Axis(tickCount=3, format="d")),
            y2="none:Q",
            tooltip=tips,
        )
        .properties(width="container", height=90)
    )
    most, _, many = max(bars, key=lambda one: one[2])
    left = sum(many for _, many in rows) - sum(many for _, many in shown)
    note = f"{left:,} {what} before or after these days are not drawn." if left else ""
    stretch = f"{day(shown[0][0])} to {day(shown[-1][0])}"
    about = f"{what}, {stretch}; most, {many:,}, from {day(most)} on. {note}".strip()
    return Chart(spec_of(chart), about, note)


def _middle(rows: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Without the few at either end, where the stretch of days is a quarter then or less."""
    ordered = sorted(rows)
    if not ordered:
        return []
    least = sum(many for _, many in ordered) * _STRAY
    kept = list(_without(list(_without(ordered, least))[::-1], least))[::-1]
    if kept and _length(kept) * 4 <= _length(ordered):
        return kept
    return ordered


def _without(rows: Sequence[tuple[str, int]], least: float) -> Iterator[tuple[str, int]]:
    passed = 0
    for when, many in rows:
        passed += many
        if passed > least:
            yield when, many


def _length(rows: Sequence[tuple[str, int]]) -> int:
    return (date.fromisoformat(rows[-1][0]) - date.fromisoformat(rows[0][0])).days + 1


def _bars(rows: Sequence[tuple[str, int]]) -> list[tuple[str, str, int]]:
    """First day, the day after the last, and how many, of as long stretches as there is room."""
    length = next((days for days in _STRETCHES if _length(rows) <= days * _BARS), _STRETCHES[-1])
    start = date.fromisoformat(rows[0][0])
    counts: Counter[int] = Counter()
    for when, many in rows:
        counts[(date.fromisoformat(when) - start).days // length] += many
    first = start.toordinal()
    return [
        (
            date.fromordinal(first + number * length).isoformat(),
            date.fromordinal(min(first + (number + 1) * length, _LAST)).isoformat(),
            many,
        )
        for number, many in sorted(counts.items())
    ]


def _days(alt: Any, ends: tuple[date, date], **told: Any) -> Any:
    """The axis of days, in UTC."""
    axis = alt.Axis(format=_format(*ends), labelOverlap=True, tickCount=8, grid=False)
    return alt.X("day:T", title=None, scale=alt.Scale(type="utc", nice=False, **told), axis=axis)


def _ends(days: Sequence[str]) -> tuple[date, date]:
    """The first and the last of them, and some days around where they are few."""
    first, last = date.fromisoformat(min(days)), date.fromisoformat(max(days))
    while (last - first).days < _FEWEST:
        first, last = first - timedelta(days=1), last + timedelta(days=1)
    return first, last


def _utc(day: date) -> dict[str, Any]:
    """A day as Vega-Lite is told one; it takes a bare number of milliseconds for none."""
    return {"year": day.year, "month": day.month, "date": day.day, "utc": True}


def _format(first: date, last: date) -> str:
    """How a day is written under a stretch of days."""
    days = (last - first).days
    return "%-d %b" if days < 300 else "%b %Y" if days < 3_000 else "%Y"
