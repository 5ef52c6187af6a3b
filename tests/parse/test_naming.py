"""What the other places of a name say of one place."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.model.entities import KINDS
from sayso.parse.naming import agree
from sayso.terms import EntityKind

PERSON, PLACE, TIME = EntityKind.PERSON, EntityKind.PLACE, EntityKind.TIME
Chances = dict[EntityKind, float]


def agreed(*places: tuple[str, Chances]) -> list[tuple[EntityKind, float]]:
    """The likeliest kind of each place of a name, and its chance."""
    chances = np.array([[of.get(kind, 0.0) for kind in KINDS] for _, of in places])
    found = agree([name for name, _ in places], chances.reshape(-1, len(KINDS)))
    return [(KINDS[row.argmax()], float(row.max())) for row in found]


def kinds(*places: tuple[str, Chances]) -> list[EntityKind]:
    return [kind for kind, _ in agreed(*places)]


def test_one_name_is_one_thing() -> None:
    doubtful = {PERSON: 0.6, PLACE: 0.3}
    assert kinds(("samar", doubtful)) == [PERSON]
    assert kinds(("samar", doubtful), ("samar", {PLACE: 0.9})) == [PLACE, PLACE]


def test_a_name_is_likelier_where_it_is_one_elsewhere() -> None:
    ((_, alone),) = agreed(("orsk", {PLACE: 0.3}))
    (_, borne_out), _ = agreed(("orsk", {PLACE: 0.3}), ("orsk", {PLACE: 0.9}))
    (_, doubted), _ = agreed(("orsk", {PLACE: 0.3}), ("orsk", {PLACE: 0.1}))
    assert alone == pytest.approx(0.3)
    assert borne_out > 0.5
    assert doubted < 0.1


def test_a_place_that_is_sure_of_itself_stays() -> None:
    months = [("may", {TIME: 0.99})] * 10
    (kind, chance), *others = agreed(("may", {PERSON: 0.95}), *months)
    assert kind is PERSON
    assert chance > 0.5
    assert {other for other, _ in others} == {TIME}


def test_a_full_name_speaks_for_the_last_name() -> None:
    doubtful = ("solen", {PLACE: 0.5, PERSON: 0.4})
    assert kinds(doubtful) == [PLACE]
    assert kinds(doubtful, ("mira solen", {PERSON: 0.9})) == [PERSON, PERSON]


def test_without_names_there_is_nothing_to_agree_on() -> None:
    assert agreed() == []
