from __future__ import annotations

import pytest

from sayso.resolve.places import Gazetteer, places_called


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Caracas", "geonames:3646738"),
        ("caracas", "geonames:3646738"),
        ("Paris", "geonames:2988507"),
        ("Paris, Texas", "geonames:4717560"),
        ("Paris, US", "geonames:4717560"),
        ("Georgia", "iso:GE"),
    ],
)
def test_the_likeliest_place_of_a_name_comes_first(words: str, first: str) -> None:
    assert places_called(words, Gazetteer())[0].id == first


@pytest.mark.parametrize(
    "words", ["", ",", "Nowhereville", "Caracas, Texas", "Paris, Nowhereville"]
)
def test_what_is_called_so_nowhere_has_no_place(words: str) -> None:
    assert places_called(words, Gazetteer()) == ()
