"""tests/cases/attribute/mending.md, on trees that are kept beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.attribute.mending import mend
from sayso.records import Parse, Report, Span, Word, words_of
from sayso.syntax import Syntax
from tests.attribute.marked import Case, read_case, read_cases
from tests.attribute.trees import parse_of

CASES = read_cases(Path(__file__).parents[1] / "cases" / "attribute" / "mending.md")
TEXTS: list[str] = [case.text for case in CASES]


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_a_case_comes_out_as_it_says(case: Case) -> None:
    report = Report("case", "case", case.text, ())
    found = mend(report, Syntax(case.text, parse_of(case.text)), case.attributions)
    told = [
        " | ".join(words_of(spans, case.text) for spans in (one.source, one.cue, one.content))
        for one in found
    ]
    assert tuple(told) == case.expected


def test_a_tree_that_goes_round_ends() -> None:
    text = "<Rell> met them. It was [said] {after the raid}."
    case = read_case("round", text, ())
    words = [
        Word(Span(m.start(), m.end()), "VERB", 0, "ccomp") for m in re.finditer(r"\w+", case.text)
    ]
    round_ = [replace(word, head=(n + 1) % len(words)) for n, word in enumerate(words)]
    parse = Parse((), (), tuple(round_), ((0, len(words)),))
    assert (
        len(
            mend(Report("case", "case", case.text, ()), Syntax(case.text, parse), case.attributions)
        )
        == 1
    )
