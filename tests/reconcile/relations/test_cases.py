"""Pairs of invented sentences, read as any report is: tests/cases/relations."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from sayso.pipeline import Pipeline
from sayso.reconcile.claims import liken, propositions
from sayso.reconcile.relations import relate
from sayso.records import Block, Reading, Report, Span, identify
from sayso.syntax import Syntax
from sayso.terms import BlockKind

CASES = Path(__file__).parents[2] / "cases" / "relations" / "pairs.md"
PIPELINE = Pipeline()


class Case(NamedTuple):
    title: str
    left: str
    right: str
    expected: str
    later: int


def cases() -> list[Case]:
    found = []
    for part in CASES.read_text(encoding="utf-8").split("\n## ")[1:]:
        fields = dict(re.findall(r"^- (left|right|is|later): (.+)$", part, re.MULTILINE))
        sides = fields["left"], fields["right"]
        later = int(fields.get("later", "0"))
        found.append(Case(part.split("\n")[0], *sides, fields["is"], later))
    return found


def report(text: str, outlet: str, later: int = 0) -> Report:
    block = Block(BlockKind.BODY, Span(0, len(text)))
    day = date(2026, 5, 15) + timedelta(days=later)
    return Report(identify(outlet, text), outlet, text, (block,), outlet=outlet, published=day)


def found(case: Case) -> list[tuple[str, str]]:
    """Every relation between the two sentences, with its dimension."""
    reports = [report(case.left, "The Heron"), report(case.right, "The Bittern", case.later)]
    readings = [one for one in PIPELINE.read_reports(reports) if isinstance(one, Reading)]
    sides = [
        propositions(reading, Syntax(reading.report.text, parse))
        for reading, parse in zip(readings, PIPELINE.parses(reports), strict=True)
    ]
    relations = [relate(a, b, liken(a, b)) for a in sides[0] for b in sides[1]]
    return [(one.kind.value, one.dimension) for one in relations if one]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.title)
def test_two_sentences_stand_as_a_reader_says(case: Case) -> None:
    kinds = found(case)
    if case.expected.startswith("not "):
        assert case.expected.removeprefix("not ") not in dict(kinds)
        return
    kind, _, dimension = case.expected.partition(" ")
    assert (kind, dimension) in kinds
