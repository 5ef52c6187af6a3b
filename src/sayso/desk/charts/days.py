"""How much was said, or happened, on which day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sayso.desk.charts import Chart, spec_of
from sayso.desk.wording import count, day

_ROW = 26  # pixels of a row of dots, and of the widest dot in it


def days_by_row(rows: Sequence[tuple[str, str, int]], row: str, what: str) -> Chart | None:
    """A dot a day and ``row``, larger for more: (ISO 8601 day, name of the row, how many).

    Rows stand apart by place, not by colour. None where no day is known.
    """
    import altair as alt

    dated = [(when, name, many) for when, name, many in rows if when]
    if not dated:
        return None
    values = [{"day": when, "row": name, "many": many} for when, name, many in dated]
    sums: dict[str, int] = {}
    for _, name, many in dated:
        sums[name] = sums.get(name, 0) + many
    order = sorted(sums, key=lambda name: (-sums[name], name))
    chart = (
        alt.Chart(alt.InlineData(values=values))
        .mark_circle(opacity=0.85)
        .encode(
            x=_days(alt, [when for when, _, _ in dated]),
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
    """A bar a day: (ISO 8601 day, how many). None where there is none."""
    import altair as alt

    if not rows:
        return None
    values = [{"day": when, "many": many} for when, many in rows]
    chart = (
        alt.Chart(alt.InlineData(values=values))
        .mark_bar(width=alt.RelativeBandSize(0.8), minBandSize=2)
        .encode(
            x=_days(alt, [when for when, _ in rows], unit="utcyearmonthdate"),
            y=alt.Y("many:Q", title=None, axis=alt.Axis(tickCount=3, format="d")),
            tooltip=[
                alt.Tooltip("day:T", timeUnit="utcyearmonthdate", format="%-d %B %Y", title="day"),
                alt.Tooltip("many:Q", title=what),
            ],
        )
        .properties(width="container", height=90)
    )
    most, many = max(rows, key=lambda one: one[1])
    about = (
        f"{what} a day, {day(min(rows)[0])} to {day(max(rows)[0])};"
        f" most on {day(most)}: {count(many, 'entry', 'entries')}"
    )
    return Chart(spec_of(chart), about)


def _days(alt: Any, days: Sequence[str], unit: str | None = None) -> Any:
    """The axis of days, in UTC, and never narrower than a few of them."""
    from datetime import date, timedelta

    first, last = date.fromisoformat(min(days)), date.fromisoformat(max(days))
    while (last - first).days < 6:
        first, last = first - timedelta(days=1), last + timedelta(days=1)
    ends = [{"year": d.year, "month": d.month, "date": d.day, "utc": True} for d in (first, last)]
    told: dict[str, Any] = {"timeUnit": unit} if unit else {}
    return alt.X(
        "day:T",
        title=None,
        scale=alt.Scale(type="utc", domain=ends),
        axis=alt.Axis(format="%-d %b", labelOverlap=True, tickCount=8, grid=False),
        **told,
    )
