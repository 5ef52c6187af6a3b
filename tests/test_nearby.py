from __future__ import annotations

import pytest

from sayso.ledger import open_ledger
from sayso.nearby import REACH, Circle, look_up, parse_circle


@pytest.mark.parametrize(
    ("text", "circle"),
    [
        ("Caracas,25km", Circle("Caracas", 25)),
        ("Paris, Texas, 2.5 km", Circle("Paris, Texas", 2.5)),
        ("Caracas", Circle("Caracas", REACH)),
        ("10.5,-66.9,25", Circle((10.5, -66.9), 25)),
    ],
)
def test_a_circle_is_a_place_or_a_point_and_how_far(text: str, circle: Circle) -> None:
    assert parse_circle(text) == circle


@pytest.mark.parametrize("text", ["10.5,-66.9", "Caracas,0", ",25km", "91,0,5"])
def test_what_is_no_circle_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"kilometres|KILOMETRES|latitude"):
        parse_circle(text)


def test_every_other_place_of_a_name_can_be_asked_for(tmp_path: object) -> None:
    with open_ledger(f"{tmp_path}/event.db", create=True) as ledger:
        found = look_up(parse_circle("Paris,10km"), ledger)
        assert found.told.startswith("near Paris, FR")
        for label, asks in found.others[:6]:
            assert look_up(parse_circle(asks), ledger).told.startswith(f"near {label},")
