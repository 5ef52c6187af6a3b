"""bytes > intake > parse > attribute > resolve: actors, and here places.

Takes a report, its syntax, its attributions and actors; gives the places that its words name, each
with the point and the size of what they mean, and why it is that one of its namesakes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.globe import distance
from sayso.records import Actor, Attribution, Place, Report, Span
from sayso.resolve.places.gazetteer import Gazetteer, read_gazetteer
from sayso.resolve.places.named import places_called
from sayso.resolve.places.resolving import resolve_toponyms
from sayso.resolve.places.settings import place_attributions
from sayso.resolve.places.table import Row
from sayso.resolve.places.toponyms import find_toponyms, given_toponyms
from sayso.syntax import Syntax

__all__ = [
    "Gazetteer",
    "Row",
    "distance",
    "find_places",
    "locate",
    "place_attributions",
    "places_called",
    "read_gazetteer",
]


def find_places(
    report: Report,
    syntax: Syntax,
    actors: Sequence[Actor] = (),
    attributions: Sequence[Attribution] = (),
    gazetteer: Gazetteer | None = None,
) -> tuple[Place, ...]:
    """Places in the order of the text. Names that stand for who speaks or acts are none.

    ``gazetteer`` holds the user's own places, which come before the table's. Raises ModelError
    where the table is missing.
    """
    toponyms = find_toponyms(syntax, attributions, actors)
    places = resolve_toponyms(report, syntax, toponyms, gazetteer or Gazetteer())
    return tuple(p for p, t in zip(places, toponyms, strict=True) if not t.metonym)


def locate(
    report: Report, syntax: Syntax, spans: Iterable[Span], gazetteer: Gazetteer | None = None
) -> tuple[Place, ...]:
    """The places of names that somebody else found, in the order of the text."""
    toponyms = given_toponyms(syntax, spans)
    return tuple(resolve_toponyms(report, syntax, toponyms, gazetteer or Gazetteer()))
