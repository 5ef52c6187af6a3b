"""tests/cases/labels/stances.md, on the trees that the shipped model gives its texts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sayso.attribute import describe
from sayso.pipeline import Pipeline
from sayso.reconcile.labels import Targets
from sayso.reconcile.stances import find_stances, make_stance, network
from sayso.reconcile.stances.lexicon import lexicon
from sayso.records import (
    Attribution,
    Parse,
    Reading,
    Report,
    Setting,
    Span,
    Stance,
    Time,
    Word,
)
from sayso.resolve import resolve_report
from sayso.syntax import Syntax
from sayso.terms import Precision, QuoteType, StanceKind
from tests.attribute.marked import Case, read_cases

CASES = read_cases(Path(__file__).parents[1] / "cases" / "labels" / "stances.md")
SIGNS = {1: "+", -1: "-", 0: "0"}


@pytest.fixture(scope="module")
def parses() -> dict[str, Parse]:
    reports = [Report(case.title, case.title, case.text, ()) for case in CASES]
    return dict(zip((case.title for case in CASES), Pipeline().parses(reports), strict=True))


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_a_case_comes_out_as_it_says(case: Case, parses: dict[str, Parse]) -> None:
    report, parse = Report("case", "case", case.text, ()), parses[case.title]
    syntax = Syntax(report.text, parse)
    described = describe(report, syntax, case.attributions)
    reading = Reading(report, *resolve_report(report, syntax, described, None))
    assert sorted(lines(reading, syntax)) == sorted(case.expected)


def lines(reading: Reading, syntax: Syntax) -> Iterator[str]:
    names = {actor.id: actor.name for actor in reading.actors}
    sources = {one.id: names.get(one.actor or "", "") for one in reading.attributions}
    for one in find_stances(Targets(reading, syntax)):
        told = f", told by {sources[one.within]}" if one.within else ""
        yield f"{names[one.actor]} {one.kind} {SIGNS[one.sign]} {names[one.target]}{told}"


def said(when: int | None) -> Attribution:
    setting = Setting(said=when)
    return Attribution("a", "r", (), (), (), QuoteType.INDIRECT, 1.0, setting=setting)


def reading(published: date | None) -> Reading:
    time = Time(Span(0, 1), "2019-04-30", Precision.DAY, "2019-04-30", "2019-04-30", "")
    return Reading(Report("r", "r", "Text", (), published=published), (), (), (time,))


@pytest.mark.parametrize(
    ("when", "published", "at"),
    [
        (0, date(2019, 5, 2), "2019-04-30"),
        (None, date(2019, 5, 2), "2019-05-02"),
        (None, None, None),
    ],
    ids=["said", "published", "unknown"],
)
def test_a_stance_has_the_time_of_its_saying_else_that_of_its_report(
    when: int | None, published: date | None, at: str | None
) -> None:
    stance = make_stance(
        reading(published), "x", "y", StanceKind.BACKS, 1, [Span(2, 4), Span(0, 1)],
        attribution=said(when),
    )  # fmt: skip
    assert (stance.at, stance.attribution, stance.within) == (at, "a", None)
    assert stance.words == (Span(0, 1), Span(2, 4))


def test_a_text_without_a_parse_has_no_stances() -> None:
    assert find_stances(Targets(reading(None), Syntax("", Parse(())))) == ()


def test_a_parse_that_goes_round_in_a_circle_is_survived() -> None:
    words = tuple(
        Word(Span(n, n + 1), "VERB", head, "xcomp") for n, head in enumerate((1, 2, 0, 99))
    )
    read = reading(None)
    syntax = Syntax(read.report.text, Parse((), (), words, ((0, 4),)))
    assert find_stances(Targets(read, syntax)) == ()


def test_every_kind_of_stance_has_words() -> None:
    does = [*lexicon().verbs.values()]
    does += [one for cases in lexicon().phrases.values() for one in cases.values()]
    assert {one.kind for one in does} == set(StanceKind)


def stance(
    number: int, actor: str, target: str, at: str | None, within: str | None = None
) -> Stance:
    span = Span(number, number + 1)
    kind = StanceKind.BACKS
    return Stance(f"s{number}", f"r{number}", actor, target, kind, 1, (span,), None, within, at)


STANCES = [
    stance(1, "drasmere", "dovane", "2026-05-12"),
    stance(2, "drasmere", "maril dovane", "2026-05-10", within="a"),
    stance(3, "dovane", "maril dovane", None),
    stance(4, "army", "tarsk", None),
]
GROUPS = {"maril dovane": "dovane"}


def test_stances_of_the_same_actors_are_one_edge_and_none_goes_to_itself() -> None:
    edges = network(STANCES, GROUPS)
    assert [(e.actor, e.target, e.stances, e.told, e.reports) for e in edges] == [
        ("drasmere", "dovane", ("s2", "s1"), 1, 2),
        ("army", "tarsk", ("s4",), 0, 1),
    ]
    assert (edges[0].first, edges[0].last) == ("2026-05-10", "2026-05-12")
    assert network(reversed(STANCES), GROUPS) == edges
    assert network(STANCES, GROUPS, {"s1": "wire", "s2": "wire"})[0].lines == 1


def test_rows_of_a_network_have_names_and_words() -> None:
    rows = [
        edge.as_object({"army": "the army"}, {"s4": "loyal to"})
        for edge in network(STANCES, GROUPS)
    ]
    assert rows[1]["actor"] == "the army"
    assert rows[1]["words"] == ["loyal to"]
