"""tests/cases/attribute/how.md, on trees that are kept beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.attribute import describe
from sayso.records import Report
from sayso.syntax import Syntax
from tests.attribute.marked import Case, read_cases, told
from tests.attribute.trees import parse_of

CASES = read_cases(Path(__file__).parents[1] / "cases" / "attribute" / "how.md")
TEXTS: list[str] = [case.text for case in CASES]


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_a_case_comes_out_as_it_says(case: Case) -> None:
    report = Report("case", "case", case.text, ())
    described = describe(report, Syntax(case.text, parse_of(case.text)), case.attributions)
    assert [told(it.how, case.text) for it in described if it.how] == list(case.expected)
