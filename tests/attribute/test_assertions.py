"""tests/cases/attribute/own.md, on trees that are kept beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.attribute import assertions
from sayso.records import Attribution, Block, Report, Span, words_of
from sayso.syntax import Syntax
from sayso.terms import BlockKind, Manner
from tests.attribute.marked import Case, read_cases
from tests.attribute.trees import parse_of

CASES = read_cases(Path(__file__).parents[1] / "cases" / "attribute" / "own.md")
TEXTS: list[str] = [case.text for case in CASES]


def asserted(
    case: Case, kind: BlockKind = BlockKind.BODY, origin: str | None = None
) -> tuple[Attribution, ...]:
    report = Report("r", "r", case.text, (Block(kind, Span(0, len(case.text)), origin),))
    return assertions(report, Syntax(case.text, parse_of(case.text)), case.attributions)


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_a_report_asserts_what_a_case_says(case: Case) -> None:
    found = [
        f"{it.how.certainty.value}: {words_of(it.content, case.text)}"
        for it in asserted(case)
        if it.how
    ]
    assert found == list(case.expected)


def test_nobody_is_the_source_of_what_a_report_asserts() -> None:
    (it,) = asserted(CASES[0])
    assert (it.source, it.cue) == ((), ())
    assert it.how
    assert it.how.manner is Manner.REPORT


def test_captions_and_what_others_are_named_for_are_not_the_reports_own() -> None:
    assert asserted(CASES[0], BlockKind.CAPTION) == ()
    assert asserted(CASES[0], BlockKind.EMBEDDED, "Radio One") == ()
    assert len(asserted(CASES[0], BlockKind.EMBEDDED)) == 1
