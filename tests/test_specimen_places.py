"""The four places of the page that must always read well, by offsets, without its text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sayso.pipeline import Pipeline
from sayso.records import Place, Reading, Span

CORPORA = Path(os.environ.get("SAYSO_CORPORA", "../shared/data"))
SPECIMEN = CORPORA.parent / "reports" / "specimen.txt"

pytestmark = pytest.mark.skipif(not SPECIMEN.exists(), reason="the specimen is not here")

CARACAS, BASE, STATE = "geonames:3646738", "icao:SVFM", "iso:VE"
KNOWN = {
    (162, 169): CARACAS,
    (487, 494): CARACAS,
    (6202, 6209): CARACAS,
    (440, 483): BASE,  # under its full name
    (515, 525): BASE,  # as it is commonly known
    (7397, 7416): BASE,
    (1698, 1707): STATE,
}


@pytest.fixture(scope="module")
def reading() -> Reading:
    (reading,) = Pipeline().read([str(SPECIMEN)])
    assert isinstance(reading, Reading)
    return reading


def at(reading: Reading, start: int, end: int) -> Place:
    (place,) = [place for place in reading.places if place.span == Span(start, end)]
    return place


@pytest.mark.parametrize("place", KNOWN)
def test_a_place_is_the_right_one(place: tuple[int, int], reading: Reading) -> None:
    assert at(reading, *place).known == KNOWN[place]


def test_the_neighbourhood_is_put_at_the_air_base_that_it_is_said_to_be_near(
    reading: Reading,
) -> None:
    place, base = at(reading, 7966, 7974), at(reading, 515, 525)
    assert place.known is None
    assert (place.latitude, place.longitude) == (base.latitude, base.longitude)
    assert place.others  # namesakes in other states
    assert "not far from" in place.reason


def test_a_capital_that_stands_for_its_government_is_no_place(reading: Reading) -> None:
    assert Span(3829, 3839) not in {place.span for place in reading.places}


def test_what_happened_is_tied_to_where(reading: Reading) -> None:
    tied = {
        reading.places[a.setting.happened_at].span
        for a in reading.attributions
        if a.setting.happened_at is not None
    }
    assert Span(7775, 7783) in tied
