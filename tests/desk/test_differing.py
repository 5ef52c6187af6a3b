from __future__ import annotations

from sayso.desk.differing import changes
from sayso.ledger.pages import Difference


def shown(before: str | None, after: str | None) -> list[list[tuple[str, str]]]:
    return [
        [(one.change.value, one.text) for one in stretches]
        for stretches in changes(Difference(before, after))
    ]


def test_words_that_differ_are_told_within_a_changed_paragraph() -> None:
    assert shown("Four were hurt at the gate.", "Six were hurt at the gate.") == [
        [("out", "Four"), ("in", "Six"), ("kept", " were hurt at the gate.")]
    ]


def test_two_paragraphs_that_share_little_are_shown_one_after_the_other() -> None:
    assert shown("It rained all day in Homs.", "The council met.") == [
        [("out", "It rained all day in Homs.")],
        [("in", "The council met.")],
    ]


def test_a_paragraph_that_went_or_came_is_whole() -> None:
    assert shown("It rained.", None) == [[("out", "It rained.")]]
    assert shown(None, "It rained.") == [[("in", "It rained.")]]
