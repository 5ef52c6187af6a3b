"""tests/cases/events/events.md, on the trees that the shipped model gives its texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.intake import text_report
from sayso.pipeline import Pipeline
from sayso.reconcile.events import find_events
from sayso.records import Event, Reading
from sayso.syntax import Syntax
from sayso.terms import EventType
from tests.reconcile.events.cased import Case, asked_for, read_cases, told

CASES = read_cases(Path(__file__).parents[2] / "cases" / "events" / "events.md")


@pytest.fixture(scope="module")
def found() -> dict[str, tuple[Reading, tuple[Event, ...]]]:
    pipeline = Pipeline()
    reports = [text_report(case.text, where=case.title) for case in CASES]
    parses = pipeline.parses(reports)
    readings = [it for it in pipeline.read_reports(reports) if isinstance(it, Reading)]
    return {
        reading.report.where: (reading, find_events(Syntax(reading.report.text, parse), reading))
        for reading, parse in zip(readings, parses, strict=True)
    }


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_a_case_comes_out_as_it_says(
    case: Case, found: dict[str, tuple[Reading, tuple[Event, ...]]]
) -> None:
    reading, events = found[case.title]
    said = any(asked_for(line) for line in case.expected)
    kept = [event for event in events if said or event.type is not EventType.SAY]
    expected = [] if case.expected == ("nothing",) else list(case.expected)
    lines = [*expected, *[""] * (len(kept) - len(expected))]
    assert [told(event, reading, line) for event, line in zip(kept, lines, strict=False)] == [
        " | ".join(part.strip() for part in line.split("|")) for line in expected
    ]
