"""Charts: what they are told, by Vega-Lite's own schema, and that they say the same in words."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from altair.vegalite.v6.schema.core import Root

from sayso.desk.charts import Chart
from sayso.desk.charts.days import days_by_row, strip
from sayso.desk.charts.globe import Area, globe
from sayso.desk.charts.network import Arrow, network
from sayso.globe import distance

DAYS = [("2026-05-12", "post", 3), ("2026-05-14", "video", 1), ("", "post", 1)]
NAMES = {"a": "Maril Dovane", "b": "Ilven Tarsk", "c": "Lunet Abrask"}
ARROWS = [Arrow("a", "b", -1, 3), Arrow("b", "a", -1, 1), Arrow("c", "b", 1, 1)]


def valid(chart: Chart | None) -> Chart:
    assert chart is not None
    Root.validate(chart.spec)
    return chart


def test_a_chart_of_days_has_a_dot_a_day_and_row() -> None:
    chart = valid(days_by_row(DAYS, "channel", "attributions"))
    (values,) = chart.spec["datasets"].values()
    assert [(row["day"], row["row"], row["many"]) for row in values] == DAYS[:2]
    assert chart.about == "attributions, 12 May 2026 to 14 May 2026, by channel: post 3, video 1"


def test_a_strip_says_on_which_day_most_was() -> None:
    chart = valid(strip([("2026-05-12", 4), ("2026-05-13", 9)], "sayings"))
    assert "most, 9, from 13 May 2026 on" in chart.about


def test_what_has_no_day_is_no_chart() -> None:
    assert days_by_row([("", "post", 1)], "channel", "attributions") is None
    assert strip([], "sayings") is None
    assert network([], {}) is None


def test_a_network_is_drawn_the_same_each_time_and_no_name_lies_over_another() -> None:
    chart = valid(network(ARROWS, NAMES))
    again = valid(network(reversed(ARROWS), NAMES))
    placed = [(row["x"], row["y"], row["name"]) for row in _values(chart, "short")]
    assert placed == [(row["x"], row["y"], row["name"]) for row in _values(again, "short")]
    assert len({(x, y) for x, y, _ in placed}) == len(NAMES)
    for x, y, name in placed:
        others = [(a, b) for a, b, other in placed if other != name]
        assert all(abs(a - x) >= 138 or abs(b - y) >= 42 for a, b in others)


def test_arrows_of_the_same_two_lie_beside_each_other() -> None:
    chart = valid(network(ARROWS, NAMES))
    both = [row for row in _values(chart, "from") if "Abrask" not in row["from"]]
    assert len({(row["x"], row["y"]) for row in both}) == 2
    assert {row["stance"] for row in both} == {"against"}


def _values(chart: Chart, name: str) -> list[dict[str, Any]]:
    return next(rows for rows in chart.spec["datasets"].values() if name in rows[0])


def test_a_place_is_drawn_as_large_as_it_is() -> None:
    wide = Area("Tolva", 10.0, 20.0, 300.0, 1, 2)
    far = Area("Quenara", 14.0, 24.0, 2.0, 0, 1)
    chart = valid(globe([wide, far]))
    (shape,) = _values(chart, "geometry")
    (edge,) = shape["geometry"]["coordinates"]
    assert all(299 < distance((lat, lon), (10.0, 20.0)) < 301 for lon, lat in edge)
    turning = sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in pairwise(edge))
    assert turning > 0  # clockwise: else all the globe but the circle would be filled


def test_what_is_too_small_to_draw_has_a_ring_and_a_state_its_outline() -> None:
    state = Area("France", 46.0, 2.0, 500.0, 0, 3, state="250")
    town = Area("Quenara", 44.0, 3.0, 2.0, 1, 0)
    chart = valid(globe([state, town]))
    assert [row["id"] for row in _values(chart, "id")] == ["250"]
    rings = [layer for layer in chart.spec["layer"] if layer["mark"].get("style") == "ring"]
    assert len(rings) == 1
    assert "1 state, 0 areas and 1 ring" in chart.about


def test_a_map_of_what_lies_all_around_is_one_of_the_world() -> None:
    ends = [Area("A", 0.0, 0.0, 10.0, 1, 0), Area("B", 0.0, 170.0, 10.0, 1, 0)]
    assert valid(globe(ends)).spec["layer"][0]["projection"]["type"] == "equalEarth"
    close = valid(globe(ends, (0.0, 170.0, 200.0))).spec["layer"][0]["projection"]
    assert (close["type"], close["rotate"]) == ("azimuthalEqualArea", [-170.0, 0.0, 0])
