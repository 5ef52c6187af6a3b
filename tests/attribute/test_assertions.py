from __future__ import annotations

import pytest

from sayso.attribute import assertions
from sayso.pipeline import Pipeline
from sayso.records import Attribution, Block, Report, Span, words_of
from sayso.terms import BlockKind, Certainty, Manner
from tests.attribute.marked import read_case


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def asserted(
    pipeline: Pipeline, marked: str, kind: BlockKind = BlockKind.BODY, origin: str | None = None
) -> list[tuple[str, Attribution]]:
    case = read_case("case", marked, ())
    report = Report("r", "r", case.text, (Block(kind, Span(0, len(case.text)), origin),))
    (parse,) = pipeline.parses([report])
    found = assertions(report, parse, case.attributions)
    return [(words_of(it.content, case.text), it) for it in found]


def test_a_sentence_that_nobody_says_is_the_reports_own(pipeline: Pipeline) -> None:
    ((words, it),) = asserted(pipeline, "The harbour has four cranes. <Rell> [left], {she said}.")
    assert words == "The harbour has four cranes"
    assert (it.source, it.cue) == ((), ())
    assert it.how
    assert (it.how.manner, it.how.certainty) == (Manner.REPORT, Certainty.ASSERTED)


def test_two_main_clauses_are_two_assertions(pipeline: Pipeline) -> None:
    found = asserted(pipeline, "The bridge fell at noon, and the crowd ran to the harbour.")
    assert [words for words, _ in found] == [
        "The bridge fell at noon",
        "the crowd ran to the harbour",
    ]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("The bridge may have fallen at noon.", Certainty.HEDGED),
        ("Videos appearing to show tanks have emerged online.", Certainty.UNVERIFIED),
        ("The town would be lost if the dam broke.", Certainty.CONDITIONAL),
        ("No unit changed sides that day.", Certainty.ASSERTED),
    ],
)
def test_a_report_is_sure_in_the_same_words(
    pipeline: Pipeline, text: str, certainty: Certainty
) -> None:
    ((_, it),) = asserted(pipeline, text)
    assert it.how
    assert it.how.certainty is certainty


@pytest.mark.parametrize("text", ["Who opened the gates of the town?", "Story continued below"])
def test_questions_and_scraps_assert_nothing(pipeline: Pipeline, text: str) -> None:
    assert asserted(pipeline, text) == []


def test_captions_and_what_others_are_named_for_are_not_the_reports_own(
    pipeline: Pipeline,
) -> None:
    text = "The bridge fell at noon."
    assert asserted(pipeline, text, BlockKind.CAPTION) == []
    assert asserted(pipeline, text, BlockKind.EMBEDDED, "Radio One") == []
    assert len(asserted(pipeline, text, BlockKind.EMBEDDED)) == 1
