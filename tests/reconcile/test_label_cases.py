"""tests/cases/labels/labels.md, on the trees that the shipped model gives its texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.attribute import describe
from sayso.pipeline import Pipeline
from sayso.reconcile.labels import Targets, find_labels
from sayso.records import Label, Parse, Reading, Report
from sayso.resolve import resolve_report
from sayso.syntax import Syntax
from sayso.terms import Voice
from tests.attribute.marked import Case, read_cases

CASES = read_cases(Path(__file__).parents[1] / "cases" / "labels" / "labels.md")


@pytest.fixture(scope="module")
def parses() -> dict[str, Parse]:
    reports = [Report(case.title, case.title, case.text, ()) for case in CASES]
    return dict(zip((case.title for case in CASES), Pipeline().parses(reports), strict=True))


def read(case: Case, syntax: Syntax) -> Reading:
    report = Report("case", "case", case.text, (), outlet="outlet")
    described = describe(report, syntax, case.attributions)
    return Reading(report, *resolve_report(report, syntax, described, None))


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_a_case_comes_out_as_it_says(case: Case, parses: dict[str, Parse]) -> None:
    syntax = Syntax(case.text, parses[case.title])
    found = set(lines(read(case, syntax), syntax))
    for line in case.expected:
        if line.startswith("no "):
            assert not any(one.startswith(line.removeprefix("no ") + ": ") for one in found)
        elif line.endswith(":"):  # how is the parser's choice
            assert any(one.startswith(line) for one in found)
        else:
            assert line in found


def lines(reading: Reading, syntax: Syntax) -> Iterator[str]:
    labelled = find_labels(Targets(reading, syntax))
    names = {actor.id: actor.name for actor in reading.actors}
    for one in labelled.happenings:
        names[one.id] = " ".join((one.family, *sorted(one.told)))
    for label in labelled.labels:
        told = [label.form, label.voice, user(label, names), label.leaning or ""]
        told += ["rejected"] if label.rejected else []
        target = names.get(label.target, label.target)
        yield f"{label.key} > {target}: {', '.join(filter(None, told))}"


def user(label: Label, names: dict[str, str]) -> str:
    if label.user is not None:
        return names[label.user]
    own = label.attribution is None and label.voice in (Voice.OWN, Voice.HELD)
    return "outlet" if own else "unnamed"
