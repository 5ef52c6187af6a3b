from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.globe import box, distance

LATITUDES, LONGITUDES = st.floats(-90, 90), st.floats(-180, 180)


@pytest.mark.parametrize(
    ("one", "other", "kilometres"),
    [
        ((48.8534, 2.3488), (51.5085, -0.1257), 344),
        ((0.0, 179.5), (0.0, -179.5), 111),
        ((90.0, 0.0), (-90.0, 0.0), 20015),
    ],
)
def test_distances_are_those_of_an_atlas(
    one: tuple[float, float], other: tuple[float, float], kilometres: float
) -> None:
    assert distance(one, other) == pytest.approx(kilometres, abs=1)


@given(LATITUDES, LONGITUDES, st.floats(0.1, 5000), LATITUDES, LONGITUDES)
def test_what_is_within_reach_is_in_the_box(
    latitude: float, longitude: float, reach: float, north: float, east: float
) -> None:
    if distance((latitude, longitude), (north, east)) > reach:
        return
    (south, top), meridians = box(latitude, longitude, reach)
    slack = 1e-6
    assert south - slack <= north <= top + slack
    assert any(west - slack <= east <= end + slack for west, end in meridians)
