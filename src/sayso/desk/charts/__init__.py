"""Charts of the desk: rows > [a specification of Vega-Lite] > the browser draws it.

One function a chart. Colours are not among what a specification says: the page's style sheet has
them, for light and dark, and static/charts.js hands them on. Each chart stands beside a table of
the same rows, so that nothing is lost where it is not drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

# Altair takes a second to import: only a page with a chart pays for it, and the server beforehand.
Spec = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing: its ``spec``, ``about``, which says the same in words, and a ``note`` below it."""

    spec: Spec
    about: str
    note: str = ""


def spec_of(chart: Any) -> Spec:
    """What Vega-Lite is told, without addresses of others and sizes that nobody asked for."""
    # Validation would take 80 ms; tests validate every chart.
    told: Spec = chart.to_dict(validate=False)
    told.pop("$schema", None)
    told.pop("config", None)
    if told.get("width") == "container":
        told["autosize"] = {"type": "fit-x", "contains": "padding"}
    return told


def warm() -> None:
    """Import what draws, before the first page asks for it."""
    import altair  # noqa: F401
