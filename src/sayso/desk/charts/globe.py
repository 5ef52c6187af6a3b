"""Places on an outline of the world, each as the area that it may be, not as a point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, atan2, cos, degrees, pi, radians, sin
from typing import Any

from sayso.desk.addresses import static
from sayso.desk.charts import Chart, spec_of
from sayso.desk.wording import count, short
from sayso.globe import EARTH, distance

_WIDTH, _HEIGHT = 880, 460
_MOST, _LABELLED = 150, 14  # areas of a map, and those that have their name beside them
_CORNERS = 48  # of a circle
_VAST = 1000.0  # kilometres
_SMALL = 6.0  # pixels: of a smaller area a ring is drawn around it
_WORLD = 65.0  # degrees from the middle, from which the whole world is drawn
_LEAST = 150.0  # kilometres from the middle to the edge of a map
_EQUAL_EARTH = 2.70663  # half its width on a globe of radius 1


@dataclass(frozen=True, slots=True)
class Area:
    """A place: its middle in degrees, its ``radius`` in km, its number by ISO 3166 if a state's."""

    name: str
    latitude: float
    longitude: float
    radius: float
    said: int
    happened: int
    state: str | None = None


@dataclass(frozen=True, slots=True)
class _View:
    """What part of the globe is drawn; ``scale`` is pixels a radian."""

    projection: dict[str, Any]
    scale: float


def globe(areas: Sequence[Area], around: tuple[float, float, float] | None = None) -> Chart | None:
    """Areas, or those ``around`` a point within some km; None where there are none."""
    import altair as alt

    shown = list(areas[:_MOST])
    if not shown:
        return None
    view = _view(shown, around)
    states = [one for one in shown if one.state]
    circles = [one for one in shown if not one.state and _pixels(one, view) >= _SMALL]
    rings = [one for one in shown if not one.state and _pixels(one, view) < _SMALL]
    outline = alt.UrlData(
        url=static("vendor/countries-110m.json"),
        format=alt.TopoDataFormat(type="topojson", feature="countries"),
    )
    layers = [alt.Chart(outline).mark_geoshape(style="land", clip=True)]
    tips = [alt.Tooltip(f"{name}:{kind}") for name, kind in _TIPS]
    layers += _states(alt, outline, states, tips)
    # What is as large as a part of the world is an outline, so that others show through it.
    layers += _circles(alt, [one for one in circles if one.radius >= _VAST], tips, 0.0)
    layers += _circles(alt, [one for one in circles if one.radius < _VAST], tips, 0.3)
    layers += _points(alt, rings, _named(shown, around), tips)
    drawn = alt.layer(*(one.project(**view.projection) for one in layers))
    about = (
        f"{count(len(shown), 'place')} on an outline of the world: {count(len(states), 'state')},"
        f" {count(len(circles), 'area')} and {count(len(rings), 'ring')} around what is too small"
        f" to draw; most is told of {', '.join(short(one.name, 40) for one in shown[:3])}"
    )
    return Chart(spec_of(drawn.properties(width=_WIDTH, height=_HEIGHT)), about)


_TIPS = (("place", "N"), ("said there", "Q"), ("happened there", "Q"))


def _told(one: Area) -> dict[str, Any]:
    return {"place": one.name, "said there": one.said, "happened there": one.happened}


def _view(areas: Sequence[Area], around: tuple[float, float, float] | None) -> _View:
    if around:
        middle, reach = around[:2], max(around[2], _LEAST)
    else:
        middle = _middle(areas)
        reaches = (distance(middle, (a.latitude, a.longitude)) + a.radius for a in areas)
        reach = max(max(reaches), _LEAST)
    if reach / EARTH > radians(_WORLD):
        scale = _WIDTH / 2 / _EQUAL_EARTH
        return _View({"type": "equalEarth", "scale": round(scale)}, scale)
    scale = _HEIGHT / 2 * 0.9 / (2 * sin(min(reach / EARTH, pi) / 2))
    turned = [-round(middle[1], 3), -round(middle[0], 3), 0]
    projection = {"type": "azimuthalEqualArea", "rotate": turned, "scale": round(scale)}
    return _View({**projection, "clipAngle": 90}, scale)


def _middle(areas: Sequence[Area]) -> tuple[float, float]:
    """The middle of points of the globe, as a vector's."""
    x = y = z = 0.0
    for one in areas:
        north, east = radians(one.latitude), radians(one.longitude)
        x += cos(north) * cos(east)
        y += cos(north) * sin(east)
        z += sin(north)
    return degrees(atan2(z, (x * x + y * y) ** 0.5)), degrees(atan2(y, x))


def _pixels(one: Area, view: _View) -> float:
    return one.radius / EARTH * view.scale


def _states(alt: Any, outline: Any, some: Sequence[Area], tips: Any) -> list[Any]:
    """The outlines of states."""
    if not some:
        return []
    rows = [{"id": one.state, **_told(one)} for one in some]
    fields = [name for name, _ in _TIPS]
    return [
        alt.Chart(outline)
        .mark_geoshape(style="area", clip=True, fillOpacity=0.25, strokeOpacity=0.8)
        .transform_filter(alt.FieldOneOfPredicate(field="id", oneOf=[row["id"] for row in rows]))
        .transform_lookup("id", alt.LookupData(alt.InlineData(values=rows), "id", fields))
        .encode(tooltip=tips)
    ]


def _circles(alt: Any, some: Sequence[Area], tips: Any, filled: float) -> list[Any]:
    """Circles on the globe, as large as the places are."""
    if not some:
        return []
    shapes = [
        {
            "type": "Feature",
            "geometry": {"type": "Polygon", "coordinates": [_circle(one)]},
            **_told(one),
        }
        for one in some
    ]
    return [
        alt.Chart(alt.InlineData(values=shapes))
        .mark_geoshape(style="area", clip=True, fillOpacity=filled, strokeOpacity=0.8)
        .encode(tooltip=tips)
    ]


def _circle(one: Area) -> list[list[float]]:
    """Its edge by the compass: clockwise, so that its inside is what is drawn."""
    north, east, far = radians(one.latitude), radians(one.longitude), one.radius / EARTH
    edge = []
    for corner in range(_CORNERS + 1):
        way = 2 * pi * (corner % _CORNERS) / _CORNERS
        up = asin(sin(north) * cos(far) + cos(north) * sin(far) * cos(way))
        turn = atan2(sin(way) * sin(far) * cos(north), cos(far) - sin(north) * sin(up))
        edge.append([round((degrees(east + turn) + 540) % 360 - 180, 3), round(degrees(up), 3)])
    return edge


def _points(alt: Any, rings: Sequence[Area], named: Sequence[Area], tips: Any) -> list[Any]:
    """Rings around what is too small to see, and names."""
    layers = []
    if rings:
        data = alt.Chart(alt.InlineData(values=[_at(one) for one in rings]))
        mark = data.mark_point(size=110, filled=False, strokeWidth=2, style="ring", clip=True)
        layers.append(mark.encode(longitude="lon:Q", latitude="lat:Q", tooltip=tips))
    if named:
        data = alt.Chart(alt.InlineData(values=[_at(one) for one in named]))
        for style in ("halo", "named"):
            text = data.mark_text(dy=-13, style=style, clip=True)
            layers.append(text.encode(longitude="lon:Q", latitude="lat:Q", text="short:N"))
    return layers


def _at(one: Area) -> dict[str, Any]:
    place = {"lon": one.longitude, "lat": one.latitude, "short": short(one.name, 24)}
    return {**place, **_told(one)}


def _named(areas: Sequence[Area], around: tuple[float, float, float] | None) -> list[Area]:
    """Those of which most is told, each as far from the others as its name takes."""
    room = (around[2] if around else _spread(areas)) / 6
    found: list[Area] = []
    for one in areas:
        here = (one.latitude, one.longitude)
        if all(distance(here, (other.latitude, other.longitude)) > room for other in found):
            found.append(one)
        if len(found) == _LABELLED:
            break
    return found


def _spread(areas: Sequence[Area]) -> float:
    middle = _middle(areas)
    return min(max(distance(middle, (a.latitude, a.longitude)) for a in areas), EARTH * 2)
