"""The labelled pairs, and how they are counted."""

from __future__ import annotations

from collections import Counter

from sayso.evaluate.pairs import read_labels
from sayso.evaluate.relations import Judged, curve_table, measures
from sayso.records.claims import Relation
from sayso.terms import RelationKind


def judged(label: str, found: str, score: float = 0.6) -> Judged:
    relation = None
    if found != "none":
        relation = Relation("", "a", "b", RelationKind(found), score, "")
    return Judged(label, relation, None, None)


def test_the_labels_are_there() -> None:
    some = read_labels()
    assert Counter(one.part for one in some) == {"mended on": 192, "held back": 165, "blind": 101}
    assert {one.label for one in some} == {*RelationKind, "none"}


def test_precision_and_recall_are_of_one_relation() -> None:
    some = [
        judged("contradicts", "contradicts"),
        judged("none", "contradicts"),
        judged("contradicts", "none"),
        judged("same", "corroborates"),
    ]
    assert measures(some, "contradicts") == (0.5, 0.5)
    assert measures(some, "same") == (0.0, 0.0)
    assert measures(some, "alike") == (1.0, 1.0)


def test_a_higher_threshold_lists_fewer() -> None:
    some = [judged("contradicts", "contradicts", 0.9), judged("none", "contradicts", 0.5)]
    rows = {str(row[0]): row[1:] for row in curve_table(some, "", "").rows}
    assert rows["0.42"] == (0.5, 1.0)
    assert rows["0.60"] == (1.0, 1.0)
