"""A circle around a point, or around what a name means: for the command line and for the desk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.errors import NotFound

if TYPE_CHECKING:
    from sayso.ledger import Ledger, Near
    from sayso.pipeline import Gazetteer, Row

REACH = 25.0  # kilometres, unless told
FARTHEST = 20_038.0  # half around the globe

_NUMBER = r"[+-]?\d+(?:\.\d+)?"
_POINT = re.compile(rf"({_NUMBER}) *, *({_NUMBER})")
_REACH = re.compile(r"(.*\S) *, *(\d+(?:\.\d+)?) *(?:km)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Circle:
    """What is asked for; the centre is a name until it is looked up."""

    centre: str | tuple[float, float]
    reach: float


@dataclass(frozen=True, slots=True)
class LookedUp:
    """The circle around the place that was taken, and ``told``, which that is.

    ``others`` are the places of that name that were not taken, each with what to ask for to get
    it; ``instead`` is what to ask for to get one of another country.
    """

    near: Near
    told: str = ""
    others: tuple[tuple[str, str], ...] = ()
    instead: str = ""


def parse_circle(text: str) -> Circle:
    """``Caracas,25km`` or ``10.5,-66.9,25km``. Raises ValueError."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 2 and _POINT.fullmatch(text.strip()):
        raise ValueError(f"{text!r}: how many kilometres around that point?")
    found = _REACH.fullmatch(text.strip())
    words, reach = (found[1], float(found[2])) if found else (text.strip(), REACH)
    if not 0 < reach <= FARTHEST or not words.partition(",")[0].strip():
        told = "is not PLACE,KILOMETRES or LATITUDE,LONGITUDE,KILOMETRES, like Caracas,25km"
        raise ValueError(f"{text!r} {told}")
    if point := _POINT.fullmatch(words):
        latitude, longitude = float(point[1]), float(point[2])
        if abs(latitude) > 90 or abs(longitude) > 180:
            told = "a latitude goes from -90 to 90, a longitude from -180 to 180"
            raise ValueError(f"{text!r}: {told}")
        return Circle((latitude, longitude), reach)
    return Circle(words, reach)


def look_up(asked: Circle, ledger: Ledger, gazetteer: Gazetteer | None = None) -> LookedUp:
    """The circle around the likeliest place of its name.

    The user's gazetteer comes first, then what the ledger's reports speak of, then the rest of the
    table of places, and what only the reports know. A place reaches as far as its radius, and the
    circle so much further. Raises NotFound.
    """
    from sayso.ledger import Near
    from sayso.pipeline import places_called

    if not isinstance(asked.centre, str):
        return LookedUp(Near(*asked.centre, asked.reach))
    if rows := places_called(asked.centre, gazetteer):
        spoken_of = ledger.spoken_of(row.id for row in rows)
        rows = sorted(rows, key=lambda row: not row.own and row.id not in spoken_of)
        taken = rows[0]
        return _taken(
            Near(taken.latitude, taken.longitude, asked.reach + taken.radius), rows, asked
        )
    if found := ledger.points_called(asked.centre):
        name, latitude, longitude = found[0]
        told = f"{name} is where a report of the ledger puts it: {_shown(latitude, longitude)}"
        return LookedUp(Near(latitude, longitude, asked.reach), told)
    what = "no place by that name is known"
    mend = "give --near LATITUDE,LONGITUDE,KILOMETRES, or your own places with --gazetteer"
    raise NotFound(asked.centre, what, mend)


def _taken(near: Near, rows: Sequence[Row], asked: Circle) -> LookedUp:
    taken, *rest = rows
    told = f"near {_label(taken)}, {_shown(taken.latitude, taken.longitude)}"
    name, reach = str(asked.centre).partition(",")[0], f"{asked.reach:g}km"
    others: dict[str, str] = {}
    for row in rest:
        if _label(row) != _label(taken):
            others.setdefault(_label(row), f"{name}, {_lies(row)},{reach}")
    if not others:
        return LookedUp(near, told)
    other = next((row for row in rest if row.country != taken.country), rest[0])
    instead = f"{name}, {other.country},{reach}"
    return LookedUp(near, told, tuple(others.items()), instead)


def _lies(row: Row) -> str:
    """What tells it from its namesakes: a state of a country that names them by letters."""
    code = row.subdivision.partition(".")[2]
    return code if code.isalpha() else row.country


def _label(row: Row) -> str:
    code = row.subdivision.partition(".")[2]
    where = f"{row.country} ({code})" if code.isalpha() else row.country
    return f"{row.name}, {where}" if where and row.kind != "state" else row.name


def _shown(latitude: float, longitude: float) -> str:
    return f"{latitude:g},{longitude:g}"
