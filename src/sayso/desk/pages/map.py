"""``/map``: where things were said and are said to have happened, as areas and as a table."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated

from fastapi import APIRouter, Query

from sayso.desk.answers import Answer, TheDesk, page
from sayso.desk.charts.globe import Area, globe
from sayso.desk.paging import Number, cut
from sayso.desk.shapes.overview import MapPage
from sayso.ledger.overview.gazette import Placed

router = APIRouter()

_OUTLINE = "vendor/countries-110m.json"
_CIRCLE = r"-?\d+(\.\d+)?,-?\d+(\.\d+)?,\d+(\.\d+)?"
_CLOSE = 6.0  # radii around a place that is looked at closely


@page(router, "/map", MapPage, table=True)
def map_(
    desk: TheDesk,
    around: Annotated[str, Query(pattern=f"^({_CIRCLE})?$", max_length=60)] = "",
    name: str = "",
    page: Number = 1,
) -> Answer:
    """Places, those of most sayings and happenings first; the drawing is ``around`` LAT,LON,KM."""
    every = desk.ledger.places()
    asked = [one for one in every if name.strip().casefold() in one.name.casefold()]
    paged = cut(asked, page)
    rows = [_row(one) for one in paged.rows]
    return Answer(
        "map.html",
        {
            "places": paged,
            "chart": globe([area for one in asked if (area := _area(one))], _circle(around)),
            "around": around,
            "name": name,
            "near": _near,
            "close": _close,
        },
        {**paged.about, "rows": rows},
        rows,
    )


def _circle(text: str) -> tuple[float, float, float] | None:
    if not text:
        return None
    latitude, longitude, reach = (float(part) for part in text.split(","))
    return (latitude, longitude, reach) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def _row(one: Placed) -> Mapping[str, object]:
    return {
        "name": one.name,
        "known": one.known,
        "latitude": one.latitude,
        "longitude": one.longitude,
        "radius": one.radius,
        "named": one.named,
        "reports": one.reports,
        "said": one.said,
        "happened": one.happened,
    }


def _area(one: Placed) -> Area | None:
    if one.latitude is None or one.longitude is None:
        return None
    code = re.fullmatch(r"iso:([A-Z]{2})", one.known or "")
    state = _numbers().get(code[1]) if code else None
    radius = one.radius or 0.0
    return Area(one.name, one.latitude, one.longitude, radius, one.said, one.happened, state)


@cache
def _numbers() -> Mapping[str, str]:
    """The numbers by ISO 3166 of the states that the outline has, by their letters."""
    import pycountry

    outline = json.loads((files("sayso.desk") / "static" / _OUTLINE).read_text(encoding="utf-8"))
    drawn = {one.get("id") for one in outline["objects"]["countries"]["geometries"]}
    states = ((one.alpha_2, one.numeric) for one in pycountry.countries)
    return {letters: number for letters, number in states if number in drawn}


def _near(one: Placed) -> str:
    """What a search asks for that looks for what was said or happened near a place."""
    return f"{one.latitude:g},{one.longitude:g},{max(one.radius or 0, 25):g}km"


def _close(one: Placed) -> str:
    return f"{one.latitude:g},{one.longitude:g},{max((one.radius or 0) * _CLOSE, 300):g}"
