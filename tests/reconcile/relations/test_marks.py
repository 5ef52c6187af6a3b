"""The words that a contradiction marks on either side, and the reason that it gives."""

from __future__ import annotations

import pytest

from sayso.reconcile.claims import liken, propositions
from sayso.reconcile.relations import relate
from sayso.records import Reading
from sayso.syntax import Syntax
from tests.reconcile.relations.test_cases import PIPELINE, report

MARKED = {
    "a name is marked whole": (
        "The ministry described the march on the palace as a coup attempt.",
        "Colonel Marisco said that the march on the palace was an uprising.",
        ("coup attempt", "uprising"),
        "label: “uprising” and “coup” exclude each other",
    ),
    "a number against none": (
        "The ministry said that the Halden garrison owned no armoured trucks.",
        "Colonel Marisco said that the Halden garrison owned four armoured trucks.",
        ("no", "four"),
        "polarity: “own”: some are counted, and none",
    ),
    "a deed and its denial": (
        "Colonel Marisco said that the Halden garrison had defected to the rebels.",
        "The ministry said that the Halden garrison had not defected to the rebels.",
        ("defected", "not"),
        "polarity: “defect”: one says that it is so, the other that it is not",
    ),
}


@pytest.mark.parametrize(("left", "right", "marked", "reason"), MARKED.values(), ids=MARKED)
def test_what_clashes_is_marked(
    left: str, right: str, marked: tuple[str, str], reason: str
) -> None:
    reports = [report(left, "The Heron"), report(right, "The Bittern")]
    text = {one.id: one.text for one in reports}
    readings = [one for one in PIPELINE.read_reports(reports) if isinstance(one, Reading)]
    sides = [
        propositions(reading, Syntax(reading.report.text, parse))
        for reading, parse in zip(readings, PIPELINE.parses(reports), strict=True)
    ]
    found = [(a, b, relate(a, b, liken(a, b))) for a in sides[0] for b in sides[1]]
    ((one, other, told),) = [pair for pair in found if pair[2] and pair[2].dimension]
    assert told is not None
    ends = {told.left: told.left_words, told.right: told.right_words}
    words = [(span := ends[p.id]) and span.of(text[p.report]) for p in (one, other)]
    assert (tuple(words), told.reason) == (marked, reason)
