"""Calls that were judged, and how surely their share is known."""

from __future__ import annotations

from sayso.evaluate.calls import Call, calls_table, read_calls, wilson
from sayso.records.claims import Relation
from sayso.terms import RelationKind


def call(ground: str, score: float, *, holds: bool, blind: bool = False) -> Call:
    relation = Relation("", "a", "b", RelationKind.CONTRADICTS, score, "", ground)
    return Call(relation, holds, blind)


def test_the_judged_calls_are_there() -> None:
    calls = read_calls()
    assert (len(calls), sum(one.blind for one in calls)) == (200, 80)
    assert {one.label for one in calls} == {"contradicts", "none"}


def test_precision_is_told_by_ground_and_by_least_score() -> None:
    some = [
        call("number", 0.95, holds=True, blind=True),
        call("number", 0.5, holds=False),
        call("polarity", 0.6, holds=True),
    ]
    rows = {str(row[0]): row[1:4] for row in calls_table(some, 5).rows}
    assert rows["all"] == (3, 2, 2 / 3)
    assert rows["blind"] == (1, 1, 1.0)
    assert rows["number"] == (2, 1, 0.5)
    assert rows["0.60"] == (2, 2, 1.0)


def test_few_calls_leave_a_wide_interval() -> None:
    low, high = wilson(5, 10)
    assert (round(low, 3), round(high, 3)) == (0.237, 0.763)
    assert wilson(0, 0) == (0.0, 1.0)
