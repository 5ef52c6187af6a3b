from __future__ import annotations

import json
from dataclasses import replace

import pytest

from sayso.errors import LedgerError, NoRecord
from sayso.ledger import Ledger, Query
from sayso.ledger.actors.page import ActorPage
from sayso.ledger.pages import OrphanPage, ReportPage
from sayso.records import Mention, Reading, Span, identify
from sayso.terms import ActorKind, MentionKind, Verdict
from tests.ledger.people import RECONCILE, peopled, who
from tests.ledger.quick import RUN

COMPANY = (who("Ilse Quist"), who("Pell Rhee"), who("Halden Council", kind=ActorKind.STATE_BODY))
ALSO = "Ilse Quist said no. Pell Rhee said yes to the Halden Council."
FIRST = peopled(
    f"Defence Minister Ode Márrow said the port was calm. He said it was late. {ALSO}",
    who("Ode Márrow", offices=("Defence Minister",), described=("He",)),
    *COMPANY,
    url="https://a.example/1",
)
SECOND = peopled(
    f"Marrow said the plan was new. {ALSO}",
    who("Marrow"),
    *COMPANY,
    url="https://a.example/2",
)
THIRD = peopled(
    "Foreign Minister Ode Marrow said no ship came.\nMayor Jane Marrow said that Ode Marrow lied.",
    who("Ode Marrow", offices=("Foreign Minister",)),
    who("Jane Marrow"),
    url="https://a.example/3",
)


@pytest.fixture
def told(ledger: Ledger) -> Ledger:
    for reading in (FIRST, SECOND, THIRD):
        ledger.add(reading, RUN, RECONCILE)
    return ledger


def actor_id(reading: Reading, name: str) -> str:
    return next(actor.id for actor in reading.actors if actor.name == name)


MINE, BARE = actor_id(FIRST, "Ode Márrow"), actor_id(SECOND, "Marrow")
JANE, OTHER = actor_id(THIRD, "Jane Marrow"), actor_id(THIRD, "Ode Marrow")


def page_of(ledger: Ledger, name: str) -> ActorPage:
    page = ledger.show(name)
    assert isinstance(page, ActorPage)
    return page


def test_actors_are_listed_those_who_say_most_first(told: Ledger) -> None:
    groups, many = told.actors()
    first = groups[0]
    assert (first.name, first.names, first.reports, first.attributions) == (
        "Ode Márrow",
        ("Marrow",),
        3,
        4,
    )
    assert set(first.actors) == {MINE, BARE, OTHER}
    assert many == len(groups) == 5
    assert [one.name for one in told.actors(top=2)[0]] == [one.name for one in groups[:2]]
    (body,), _ = told.actors(kind=ActorKind.STATE_BODY)
    assert (body.name, body.reports) == ("Halden Council", 2)


def test_who_is_nothing_but_a_pronoun_is_not_listed(ledger: Ledger) -> None:
    reading = peopled("We said no.", who("Ode Marrow"))
    (actor,) = reading.actors
    we = Mention(Span(0, 2), Span(0, 2), MentionKind.PRONOUN, "as the test says")
    nobody = replace(actor, id="00ff" * 4, name="We", mentions=(we,))
    ledger.add(Reading(reading.report, (), (actor, nobody)), RUN, RECONCILE)
    assert [one.name for one in ledger.actors()[0]] == ["Ode Marrow"]
    assert page_of(ledger, nobody.id).group.name == "We"


def test_an_actor_is_found_by_id_by_name_and_without_accents(told: Ledger) -> None:
    for name in (MINE, BARE[:8], "ode marrow", "Ode Márrow"):
        assert set(page_of(told, name).group.actors) == {MINE, BARE, OTHER}


# Who they are, and how much there is of each, as the desk's search lists them.
MARROWS = (
    r"may be 'Ode Márrow'(, [\w ]+)? \(\w{8}, \d attributions? in 2 reports\),"
    r" 'Jane Marrow'(, [\w ]+)? \(\w{8}, \d attributions? in 1 report\)"
)


def test_a_name_that_fits_several_lists_them(told: Ledger) -> None:
    told.reread(Reading(SECOND.report, (), SECOND.actors[1:]), RUN, RECONCILE)
    with pytest.raises(NoRecord, match=MARROWS):
        told.show("Marrow")
    with pytest.raises(NoRecord, match="nobody is called 'Nemo'"):
        told.show("Nemo")
    with pytest.raises(NoRecord, match="nothing has the id beef"):
        told.show("beef")


def test_a_page_has_what_it_said_and_what_others_said_of_it(told: Ledger) -> None:
    page = page_of(told, MINE)
    assert page.said_in_all == 4
    sources = {one.attribution.source[0].of(one.report.text) for one in page.said}
    assert {"He", "Marrow"} <= sources
    assert all(one.actor and one.actor.id in page.group.actors for one in page.said)
    (lied,) = page.told
    assert lied.actor is not None
    assert (lied.actor.name, page.told_in_all) == ("Jane Marrow", 1)


def test_a_page_says_why_its_actors_are_one_and_who_else_may_be(told: Ledger) -> None:
    page = page_of(told, BARE)
    joined = [link for link in page.links if link.joined]
    assert {frozenset((link.left.name, link.right.name)) for link in joined} >= {
        frozenset(("Ode Márrow", "Marrow"))
    }
    assert all(feature.detail for link in joined for feature in link.sameness.features)
    assert not page_of(told, JANE).links or not page_of(told, JANE).links[0].joined


def test_offices_that_nobody_holds_together_are_a_finding(told: Ledger) -> None:
    (conflict,) = told.actors(conflicts=True)[0][0].conflicts
    titles = {conflict.left.office.title, conflict.right.office.title}
    assert titles == {"Defence Minister", "Foreign Minister"}
    assert {conflict.left.report, conflict.right.report} == {FIRST.report.id, THIRD.report.id}
    assert told.actors(conflicts=True)[1] == 1
    assert {held.office.title for held in page_of(told, MINE).offices} == titles


def test_a_person_parts_and_joins_and_takes_it_back(told: Ledger) -> None:
    told.judge_actors(MINE, OTHER, Verdict.DIFFERENT, "Ann", note="cousins")
    assert OTHER not in page_of(told, MINE).group.actors
    told.judge_actors("Jane Marrow", OTHER, Verdict.SAME, "Ann")
    page = page_of(told, JANE)
    assert set(page.group.actors) == {JANE, OTHER}
    assert [one.verdict for one in page.judgements] == [Verdict.DIFFERENT, Verdict.SAME]
    told.undo("Ann")
    told.undo("Ann")
    assert set(page_of(told, MINE).group.actors) == {MINE, BARE, OTHER}


def test_of_two_people_the_last_to_decide_is_heeded_and_both_are_kept(told: Ledger) -> None:
    told.judge_actors(MINE, OTHER, Verdict.DIFFERENT, "Ann")
    made = told.judge_actors(OTHER, MINE, Verdict.SAME, "Bob")
    page = page_of(told, MINE)
    assert OTHER in page.group.actors
    assert len(page.judgements) == 2
    assert made.target == identify("sameness", *sorted((MINE, OTHER)))
    assert isinstance(told.show(made.target), OrphanPage)


def test_a_decision_survives_a_reading_that_gives_other_ids(told: Ledger) -> None:
    told.judge_actors(MINE, OTHER, Verdict.DIFFERENT, "Ann")
    told.reread(SECOND, RUN, RECONCILE)
    assert OTHER not in page_of(told, MINE).group.actors
    renamed = tuple(
        replace(actor, id="feed" * 4) if actor.id == OTHER else actor for actor in THIRD.actors
    )
    told.reread(Reading(THIRD.report, (), renamed), RUN, RECONCILE)
    assert "feed" * 4 not in page_of(told, MINE).group.actors
    page = told.show(THIRD.report.id)
    assert isinstance(page, ReportPage)
    assert page.orphans == ()


def test_what_cannot_be_decided_is_told(told: Ledger) -> None:
    with pytest.raises(LedgerError, match="one and the same"):
        told.judge_actors(MINE, MINE[:8], Verdict.SAME, "Ann")
    with pytest.raises(LedgerError, match="not to accept"):
        told.judge_actors(MINE, OTHER, Verdict.ACCEPT, "Ann")
    with pytest.raises(NoRecord, match="nobody is called"):
        told.judge_actors(MINE, "Nemo", Verdict.SAME, "Ann")


def test_a_search_by_actor_finds_what_a_pronoun_said(told: Ledger) -> None:
    (hit,) = told.search(Query("late", actor="Marrow"))
    assert hit.attribution.source[0].of(hit.report.text) == "He"
    assert hit.actor is not None
    assert hit.actor.id == MINE
    assert len(told.search(Query(actor=MINE))) == 4
    assert told.search(Query("late", actor="Ilse Quist")) == ()


def test_rows_of_actors_are_json(told: Ledger) -> None:
    rows = [row for row in told.rows() if row["record"] in ("actor", "sameness")]
    assert json.loads(json.dumps(rows)) == rows
    assert {row["record"] for row in rows} == {"actor", "sameness"}
    attributions = [row for row in told.rows() if row["record"] == "attribution"]
    assert all(row["actor"] for row in attributions)
