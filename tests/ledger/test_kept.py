"""What is kept of a whole ledger is never of another state than the one that is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from unittest.mock import Mock

import pytest

from sayso.ledger import Ledger, open_ledger
from sayso.ledger.actors import listing
from sayso.ledger.claims import contested
from sayso.ledger.database.kept import kept
from sayso.ledger.database.opening import Database
from sayso.ledger.disputes.listing import Dispute
from sayso.terms import Clock, Verdict
from sayso.views.moments import in_order
from tests.ledger.sampled import RECONCILE, RUN, sample_readings


def fill(ledger: Ledger) -> None:
    for reading in sample_readings():
        ledger.add(reading, RUN, RECONCILE)


def test_what_another_program_adds_is_in_the_next_list(address: str) -> None:
    with open_ledger(address) as ours, open_ledger(address) as theirs:
        for reading in sample_readings()[:4]:
            theirs.add(reading, RUN, RECONCILE)
            assert ours.claims() == theirs.claims()
            assert ours.actors() == theirs.actors()
            assert ours.stats().reports == theirs.stats().reports


def test_a_judgement_is_heeded_at_once(ledger: Ledger) -> None:
    fill(ledger)
    (first, *others) = ledger.disputes().found
    for one in first.against:
        ledger.judge(one.relation.id, Verdict.REJECT, "Ann")
    assert sides(ledger.disputes().found) == sides(others)


def sides(disputes: Iterable[Dispute]) -> list[tuple[str, list[str]]]:
    return sorted((one.ground, sorted(side.id for side in one.sides)) for one in disputes)


def test_a_list_is_not_made_for_each_who_asks_while_nothing_is_written(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(ledger)
    make = Mock(return_value=())
    monkeypatch.setattr(contested, "_opposed", make)
    asked = [ledger.disputes() for _ in range(8)]
    assert all(one == asked[0] for one in asked)
    # One would do; a server that cleans up by itself meanwhile looks as if something were written.
    assert 1 <= make.call_count <= 3


def test_a_page_is_a_part_of_the_whole_list(ledger: Ledger) -> None:
    fill(ledger)
    every = ledger.claims()[0]
    assert every == [
        page for at in range(0, len(every), 7) for page in ledger.claims(top=7, skip=at)[0]
    ]
    disputes = ledger.disputes().found
    pages = (ledger.disputes(top=1, skip=at) for at in range(len(disputes)))
    assert disputes == tuple(one for page in pages for one in page.found)


def test_nobody_sees_what_is_made_of_a_state_that_is_not_theirs(file: Path) -> None:
    with open_ledger(file) as ledger:
        reading = sample_readings()[0]
        database = Database(file)
        with database.reading() as old:
            ledger.add(reading, RUN, RECONCILE)
            with database.reading() as new:
                assert kept(new, "state", lambda: "new") == "new"
            assert kept(old, "state", lambda: "old") == "old"
        database.close()


def test_the_days_of_a_timeline_are_the_same_whether_the_rest_is_read_or_not(
    ledger: Ledger,
) -> None:
    fill(ledger)
    whole = ledger.moments()
    for clock in Clock:
        days = sorted({entry.at[:10] for entry in in_order(whole, clock, "")})
        for day in map(date.fromisoformat, days):
            some = ledger.moments(since=day, until=day)
            asked = [in_order(one, clock, "", since=day, until=day) for one in (whole, some)]
            assert asked[0] == asked[1]


def test_pages_of_actors_are_parts_of_the_whole_list(ledger: Ledger) -> None:
    fill(ledger)
    for conflicts in (False, True):
        every, many = ledger.actors(conflicts=conflicts)
        pages = range(0, many, 9)
        some = [ledger.actors(top=9, skip=at, conflicts=conflicts) for at in pages]
        assert [one for page, _ in some for one in page] == every
        assert {counted for _, counted in some} <= {many}


def test_a_judgement_on_a_claim_leaves_who_is_one_with_whom_as_it_was_made(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(ledger)
    groups, first = ledger.actors(), ledger.disputes().found[0]
    monkeypatch.setattr(listing, "_linked", pytest.fail)
    made = ledger.judge(first.sides[0].id, Verdict.ACCEPT, "Ann")
    assert ledger.actors() == groups
    ledger.undo("Ann", made.id)
    assert ledger.actors() == groups


def test_a_judgement_on_two_actors_and_its_undoing_change_who_is_one(ledger: Ledger) -> None:
    fill(ledger)
    before = ledger.actors()
    one, other = before[0][0], before[0][1]
    ledger.judge_actors(one.id, other.id, Verdict.SAME, "Ann")
    assert ledger.actors()[1] == before[1] - 1
    ledger.undo("Ann")
    assert ledger.actors() == before


def test_a_report_that_is_read_anew_changes_what_is_kept(ledger: Ledger) -> None:
    fill(ledger)
    before = ledger.actors()
    last = sample_readings()[-1]
    ledger.reread(replace(last, attributions=(), actors=()), RUN, RECONCILE)
    assert ledger.actors() != before
    ledger.reread(last, RUN, RECONCILE)
    assert ledger.actors() == before
