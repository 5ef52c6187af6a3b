"""What a name means that stands in no report: everything that is called so, the likeliest first."""

from __future__ import annotations

from sayso.resolve.places.gazetteer import Gazetteer
from sayso.resolve.places.keys import name_key
from sayso.resolve.places.resolving import candidates, usual
from sayso.resolve.places.table import Row
from sayso.resolve.places.weighing import Group, lies_in, prior


def places_called(words: str, gazetteer: Gazetteer) -> tuple[Row, ...]:
    """The rows of a name; after a comma, where it lies: "Paris, Texas", "Paris, US".

    Raises ModelError where the table is missing.
    """
    name, _, holder = words.rpartition(",")
    within = _within(_rows(name, gazetteer), holder.strip(), gazetteer)
    return within or _rows(words, gazetteer)


def _rows(words: str, gazetteer: Gazetteer) -> tuple[Row, ...]:
    key = name_key(words)
    rows = candidates(key, gazetteer) if key else ()
    group = Group(key, [], rows, usual(key))
    return tuple(sorted(rows, key=lambda row: -prior(row, group)))


def _within(rows: tuple[Row, ...], holder: str, gazetteer: Gazetteer) -> tuple[Row, ...]:
    """Those of ``rows`` that lie in ``holder``, a code or a name of whatever has any of them."""
    code = holder.upper()
    if found := tuple(
        row for row in rows if code in (row.country, row.subdivision.partition(".")[2])
    ):
        return found
    for outer in _rows(holder, gazetteer):
        if found := tuple(row for row in rows if lies_in(row, outer)):
            return found
    return ()
