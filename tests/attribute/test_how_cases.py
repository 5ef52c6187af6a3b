"""tests/cases/attribute/how.md, on the trees that the shipped model gives its texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.attribute import describe
from sayso.pipeline import Pipeline
from sayso.records import Parse, Report
from tests.attribute.marked import Case, read_cases, told

CASES = read_cases(Path(__file__).parents[1] / "cases" / "attribute" / "how.md")


@pytest.fixture(scope="module")
def parses() -> dict[str, Parse]:
    reports = [Report(case.title, case.title, case.text, ()) for case in CASES]
    return dict(zip((case.title for case in CASES), Pipeline().parses(reports), strict=True))


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_a_case_comes_out_as_it_says(case: Case, parses: dict[str, Parse]) -> None:
    report = Report("case", "case", case.text, ())
    described = describe(report, parses[case.title], case.attributions)
    found = [
        told(it.how, case.text, expected)
        for it, expected in zip(described, case.expected, strict=True)
        if it.how
    ]
    assert found == list(case.expected)
