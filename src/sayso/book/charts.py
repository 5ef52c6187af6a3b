"""Drawings of tables: the desk's own charts, as Altair objects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.desk.charts import Chart
    from sayso.ledger.overview.report_list import Listed
    from sayso.pipeline import Edge, Entry

_WIDTH = 640  # pixels, where the desk takes what its page has


def as_altair(drawn: Chart) -> Any:
    """An Altair chart of the desk's specification, of a width that a notebook can show."""
    import altair as alt

    spec = {**drawn.spec, "description": drawn.about}
    if spec.get("width") == "container":
        spec["width"] = _WIDTH
        spec.pop("autosize", None)
    kind = alt.LayerChart if "layer" in spec else alt.Chart
    return kind.from_dict(spec, validate=False)


def draw_entries(entries: Sequence[Entry]) -> Chart | None:
    """How much a timeline has, along the calendar."""
    from sayso.desk.charts.days import strip

    counts: Counter[str] = Counter()
    for entry in entries:
        counts[entry.at[:10]] += len(entry.moments)
    return strip(sorted(counts.items()), "tellings")


def draw_reports(reports: Sequence[Listed]) -> Chart | None:
    """Which outlet had how many reports on which day."""
    from sayso.desk.charts.days import days_by_row

    counts: Counter[tuple[str, str]] = Counter()
    for one in reports:
        if one.published:
            counts[one.published[:10], one.outlet or "no outlet named"] += 1
    rows = [(day, outlet, many) for (day, outlet), many in sorted(counts.items())]
    return days_by_row(rows, "outlet", "reports")


def draw_edges(edges: Sequence[Edge], names: dict[str, str]) -> Chart | None:
    """Who stands where to whom, as arrows between names."""
    from sayso.desk.charts.network import Arrow, network

    many: Counter[tuple[str, str, int]] = Counter()
    for edge in edges:
        many[edge.actor, edge.target, edge.sign] += len(edge.stances)
    return network([Arrow(*ends, times) for ends, times in sorted(many.items())], names)
