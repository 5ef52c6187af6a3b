"""Which claims of a dispute stand on one side."""

from __future__ import annotations

import pytest

from sayso.ledger.disputes.parting import sides_of

INFINITE = float("inf")


def test_a_denial_stands_alone_against_all_that_it_denies() -> None:
    against = {("denial", "one"), ("two", "denial"), ("denial", "three")}
    sides = sides_of(["denial", "one", "two", "three"], against)
    assert sides == [["denial"], ["one", "two", "three"]]


def test_three_that_exclude_each_other_are_three_sides() -> None:
    against = {("a", "b"), ("b", "c"), ("a", "c")}
    assert sides_of(["a", "b", "c"], against) == [["a"], ["b"], ["c"]]


def test_numbers_that_leave_room_for_each_other_are_one_side() -> None:
    counts = {
        "none": (0.0, 0.0),
        "eleven": (11.0, 11.0),
        "at least ten": (10.0, INFINITE),
        "nobody": (0.0, 0.0),
    }
    against = {("none", "eleven"), ("nobody", "at least ten")}
    sides = sides_of(list(counts), against, counts)
    assert sides == [["none", "nobody"], ["eleven", "at least ten"]]


@pytest.mark.parametrize("counts", [None, {}])
def test_a_claim_that_contradicts_itself_is_a_side(counts: dict[str, tuple[float, float]]) -> None:
    assert sides_of(["a"], {("a", "a")}, counts) == [["a"]]
