"""Words become the spans that a person means, or an error that says why not."""

from __future__ import annotations

import pytest

from sayso.errors import CorpusError
from sayso.samples.gold import GoldRow, locate_gold, parse_gold
from sayso.terms import QuoteType


def row(source: str, cue: str, *content: str, within: int | None = None) -> GoldRow:
    return GoldRow((source,) if source else (), (cue,), content, QuoteType.INDIRECT, within)


def test_words_that_occur_twice_are_those_nearest_to_the_cue() -> None:
    text = "Ada slept. Ada said it rained. Ben said it rained."
    ada, ben = locate_gold(text, [row("Ada", "said", "it rained"), row("Ben", "said", "it rained")])
    assert (ada.source[0].start, ada.content[0].start) == (11, 20)
    assert (ben.cue[0].start, ben.content[0].start) == (35, 40)


def test_a_cue_that_nobody_annotated_is_passed_over() -> None:
    text = "What was said was said. It rained, said Ada."
    (ada,) = locate_gold(text, [row("Ada", "said", "It rained")])
    assert ada.cue[0].start == text.rindex("said")


def test_parts_of_words_do_not_match_and_any_white_space_does() -> None:
    text = "The others left, he said\nin an\ninterview."
    (one,) = locate_gold(text, [row("he", "said in an interview", "The others left")])
    assert one.source[0].of(text) == "he"
    assert one.source[0].start == text.index("he said")


def test_a_source_is_not_looked_for_inside_its_own_content() -> None:
    text = "She, of all people, said she knew."
    (one,) = locate_gold(text.lower(), [row("she", "said", "she knew")])
    assert one.source[0].start == 0


def test_nested_rows_point_at_the_row_around_them() -> None:
    text = "Ada said that Ben had told Cy that it rained."
    rows = [
        row("Ada", "said", "that Ben had told Cy that it rained"),
        row("Ben", "had told", "that it rained", within=0),
    ]
    outer, inner = locate_gold(text, rows, "r")
    assert inner.within == outer.id


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([row("Ada", "denied", "it rained")], "'denied' are not in it"),
        ([row("", "said", "it rained"), row("", "said", "it rained")], "row 1 cannot stand"),
    ],
    ids=["missing words", "impossible order"],
)
def test_gold_that_does_not_fit_the_text_is_an_error(rows: list[GoldRow], reason: str) -> None:
    with pytest.raises(CorpusError, match=reason):
        locate_gold("Ada said it rained.", rows)


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"report": "a"}',
        '{"report": "a", "attributions": [{"source": "Ada", "cue": [], "content": [],'
        ' "quote_type": "direct", "within": null}]}',
        '{"report": "a", "attributions": [{"source": [], "cue": ["said"], "content": [],'
        ' "quote_type": "direct", "within": 1}]}',
    ],
)
def test_a_damaged_line_is_named(line: str) -> None:
    with pytest.raises(CorpusError, match=r"gold\.jsonl:1"):
        parse_gold([line], "gold.jsonl")
