from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.cli import main
from sayso.ledger import Change, Ledger, Query, open_ledger
from sayso.ledger.judgements.added import attribution_of, speaker
from sayso.ledger.rows import hit_row
from sayso.records import Judged, Reading, Span
from sayso.terms import ActorKind, Manner, Verdict
from tests.ledger.again import made_again
from tests.ledger.people import RECONCILE, peopled, who
from tests.ledger.quick import RUN

# The machine reads that Padrino said something; that Marn did, a person adds.
TEXT = "Padrino said the bridge was closed.\nIlse Marn: the bridge is wide open."
URL = "https://gazette.example/bridge"
READING = peopled(TEXT, who("Padrino"), who("Ilse Marn"), url=URL)
REPORT = READING.report
SOURCE, CONTENT = "Ilse Marn", "the bridge is wide open"
CHANGE = Change(
    source=(Span(TEXT.index(SOURCE), TEXT.index(SOURCE) + len(SOURCE)),),
    content=(Span(TEXT.index(CONTENT), TEXT.index(CONTENT) + len(CONTENT)),),
    manner=Manner.DENY,
)


@pytest.fixture
def told(ledger: Ledger) -> Ledger:
    ledger.add(READING, RUN, RECONCILE)
    return ledger


def add(ledger: Ledger) -> str:
    return ledger.judge(REPORT.id, Verdict.ADD, "Ann", change=CHANGE).target


def found(ledger: Ledger, query: Query) -> list[str]:
    return [hit.attribution.id for hit in ledger.search(query)]


def counts(ledger: Ledger) -> dict[str, object]:
    groups, _ = ledger.actors()
    outlet, stats = ledger.outlet("Halden Gazette"), ledger.stats()
    return {
        "actors": {one.name: one.attributions for one in groups},
        "quoted": {one.name: one.times for one in outlet.quoted},
        "reports": [one.said for one in outlet.reports],
        "stats": (stats.attributions, stats.manners),
        "glance": ledger.glance().attributions,
        "days": [one.sayings for one in ledger.glance().days],
    }


WITHOUT = {
    "actors": {"Padrino": 1, "Ilse Marn": 0},
    "quoted": {"Padrino": 1},
    "reports": [1],
    "stats": (1, {}),
    "glance": 1,
    "days": [1],
}
WITH = {
    "actors": {"Padrino": 1, "Ilse Marn": 1},
    "quoted": {"Padrino": 1, "Ilse Marn": 1},
    "reports": [2],
    "stats": (2, {"deny": 1}),
    "glance": 2,
    "days": [2],
}


@pytest.mark.parametrize(
    "query",
    [
        Query("wide open"),
        Query(source="Marn"),
        Query(actor="Ilse Marn"),
        Query("bridge", manners=(Manner.DENY,)),
        Query(added=True),
        Query("wide", outlet="gazette"),
        Query("open", since=REPORT.published, until=REPORT.published),
    ],
)
def test_a_search_finds_what_a_person_added_until_it_is_taken_back(
    told: Ledger, query: Query
) -> None:
    assert found(told, query) == []
    id = add(told)
    assert found(told, query) == [id]
    told.undo("Ann", id)
    assert found(told, query) == []


def test_what_a_search_found_says_who_added_it(told: Ledger) -> None:
    add(told)
    (hit,) = told.search(Query("wide"))
    assert hit.attribution.judged == Judged(added_by="Ann")
    assert hit.actor
    assert hit.actor.name == "Ilse Marn"
    row = hit_row(hit)
    assert row["judged"] == {"added_by": "Ann", "edited_by": None, "rejected_by": None}
    assert [hit_row(one)["judged"] for one in told.search(Query("closed"))] == [None]


@pytest.mark.parametrize(
    ("source", "meant"),
    [
        ("Ilse Marn of the Harbour Guild", "Ilse Marn"),
        ("Harbour Guild head Ilse Marn", "Ilse Marn"),
        ("a spokesman for Ilse Marn", "a spokesman for Ilse Marn"),
        ("the Harbour Guild and Port Watch", "Harbour Guild"),
        ("a diver", None),
    ],
)
def test_whose_words_they_are_is_who_is_mentioned_in_the_source(
    source: str, meant: str | None
) -> None:
    guild, watch = (
        who(name, kind=ActorKind.ORGANISATION) for name in ("Harbour Guild", "Port Watch")
    )
    spokesman = who("a spokesman for Ilse Marn", kind=ActorKind.ANONYMOUS)
    actors = peopled(f"{source}: no.", guild, watch, who("Ilse Marn"), spokesman).actors
    names = {one.id: one.name for one in actors if one.mentions}
    assert names.get(speaker([Span(0, len(source))], actors) or "") == meant


def test_lists_and_counts_have_it_until_it_is_taken_back(told: Ledger) -> None:
    assert counts(told) == WITHOUT
    add(told)
    assert counts(told) == WITH
    told.undo("Ann")
    assert counts(told) == WITHOUT


def test_the_page_of_the_actor_has_it(told: Ledger) -> None:
    id = add(told)
    assert [one.attribution.id for one in told.actor("Ilse Marn").said] == [id]


def test_it_is_out_of_the_lists_with_its_version_and_not_carried_over(told: Ledger) -> None:
    add(told)
    changed = peopled(TEXT.replace("wide", "half"), who("Padrino"), url=URL)
    told.add(changed, RUN, RECONCILE)
    assert found(told, Query("open")) == []
    assert told.stats().attributions == 1


def test_it_is_there_after_its_report_was_read_anew_and_by_whoever_reads_it_then(
    told: Ledger,
) -> None:
    id = add(told)
    named = peopled(TEXT, who("Padrino"), who("Ilse Marn", "Marn"), url=URL)
    told.reread(named, RUN, RECONCILE)
    assert counts(told) == WITH
    assert found(told, Query(actor="Marn")) == [id]


def test_what_the_machine_reads_too_is_the_machines(told: Ledger) -> None:
    id = add(told)
    (one,) = told.added(REPORT.id)
    told.reread(with_it(READING), RUN, RECONCILE)
    (hit,) = told.search(Query("wide"))
    assert (hit.attribution.id, hit.attribution.judged) == (id, None)
    assert told.added(REPORT.id) == ()
    told.reread(READING, RUN, RECONCILE)
    assert told.added(REPORT.id) == (one,)


def with_it(reading: Reading) -> Reading:
    also = replace(attribution_of(REPORT, CHANGE), confidence=0.7)
    return replace(reading, attributions=(*reading.attributions, also))


def test_a_list_that_was_asked_for_before_has_it_too(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "event.db", create=True) as ledger:
        ledger.add(READING, RUN, RECONCILE)
        assert counts(ledger) == WITHOUT  # and it is kept, for as long as nothing is written
        add(ledger)
        assert counts(ledger) == WITH


def test_a_ledger_made_of_the_export_finds_it(told: Ledger, tmp_path: Path) -> None:
    id = add(told)
    with open_ledger(made_again(told, tmp_path)) as ledger:
        assert found(ledger, Query("wide")) == [id]
        assert list(map(json.dumps, ledger.rows())) == list(map(json.dumps, told.rows()))


def test_the_command_line_finds_it_and_says_who_added_it(
    told: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    add(told)
    assert main(["search", told.where, "wide"]) == 0
    shown = capsys.readouterr().out
    assert "Ilse Marn" in shown
    assert "indirect, added by Ann" in shown
    assert "judged: add by Ann" in shown
    for asked in (["show", told.where, "Ilse Marn"], ["search", told.where, "--added"]):
        assert main(asked) == 0
        shown = capsys.readouterr().out
        assert "added by Ann" in shown
        assert "was closed" not in shown
