from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import LedgerError, NoRecord
from sayso.ledger import Ledger, open_ledger
from sayso.ledger.claims.loading import Between, ClaimPage
from sayso.ledger.tables.packing import pack, unpack
from sayso.records import Proposition, Reading, identify
from sayso.terms import Added, Verdict
from tests.ledger.sampled import (
    RECONCILE,
    RUN,
    sample_readings,
    told,
)
from tests.ledger.tolls import clashes_inside, counts_of, toll_readings


def fill(ledger: Ledger, readings: Iterable[Reading]) -> Ledger:
    for reading in readings:
        ledger.add(reading, RUN, RECONCILE)
    return ledger


@pytest.fixture(scope="module")
def event(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The samples in the order of their files."""
    path = tmp_path_factory.mktemp("claims") / "event.db"
    with open_ledger(path, create=True) as ledger:
        yield fill(ledger, sample_readings())


def shuffled(seed: int) -> list[Reading]:
    order = list(sample_readings())
    random.Random(seed).shuffle(order)
    return order


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_reports_makes_no_difference(event: Ledger, file: Path, seed: int) -> None:
    with open_ledger(file) as other:
        assert told(fill(other, shuffled(seed))) == told(event)


def test_claims_are_the_same_on_either_database(event: Ledger, ledger: Ledger) -> None:
    assert told(fill(ledger, shuffled(3))) == told(event)
    assert ledger.disputes() == event.disputes()


@pytest.mark.parametrize("copied", [False, True])
def test_reports_that_count_otherwise_are_never_one_claim(ledger: Ledger, copied: bool) -> None:
    readings = toll_readings(copied=copied)
    rows = told(fill(ledger, readings))
    assert clashes_inside(rows) == 0
    assert max(map(len, counts_of(rows, readings))) == 1


def test_nor_in_another_order(file: Path, tmp_path: Path) -> None:
    readings = toll_readings(copied=False)
    order = random.Random(7).sample(readings, len(readings))
    with open_ledger(file) as one, open_ledger(tmp_path / "other.db", create=True) as other:
        assert told(fill(one, readings)) == told(fill(other, order))


def test_reading_anew_changes_nothing(event: Ledger, ledger: Ledger) -> None:
    fill(ledger, sample_readings())
    for reading in shuffled(4):
        ledger.reread(reading, RUN, RECONCILE)
    assert told(ledger) == told(event)


def test_what_the_new_version_of_a_page_no_longer_says_is_no_claim(
    ledger: Ledger, tmp_path: Path
) -> None:
    old, new, *others = shuffled(5)
    new = replace(new, report=replace(new.report, url=old.report.url))
    fill(ledger, (others[0], old, *others[1:]))
    assert ledger.add(new, RUN, RECONCILE) is Added.VERSION
    with open_ledger(tmp_path / "other.db", create=True) as other:
        assert told(fill(other, (*others, new))) == told(ledger)


def test_a_wire_story_is_one_line_however_many_carry_it(file: Path) -> None:
    wire = sample_readings()[0]
    with open_ledger(file) as ledger:
        fill(ledger, (reprinted(wire, number) for number in range(12)))
        claims, _ = ledger.claims(top=5)
    assert {(one.reports, one.lines_in_all) for one in claims} == {(12, 1)}


def reprinted(reading: Reading, number: int) -> Reading:
    """The same in another paper, with ids of its own."""
    report = replace(
        reading.report, id=identify("reprint", str(number)), url=None, outlet=f"Paper {number}"
    )

    def own(id: str) -> str:
        return identify(str(number), id)

    def moved(rows: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(
            replace(one, id=own(one.id), report=report.id)  # type: ignore[type-var,attr-defined]
            for one in rows
        )

    propositions = tuple(
        replace(one, id=own(one.id), report=report.id, attribution=own(one.attribution))
        for one in reading.propositions
    )
    attributions, assertions = moved(reading.attributions), moved(reading.assertions)
    bare = [replace(one, actor=None) for one in attributions]  # type: ignore[type-var]
    return Reading(
        report,
        tuple(bare),  # type: ignore[arg-type]
        assertions=assertions,  # type: ignore[arg-type]
        times=reading.times,
        places=reading.places,
        propositions=propositions,
    )


def test_a_source_is_found_by_its_name_and_by_that_of_an_outlet(event: Ledger) -> None:
    said, _ = event.claims(source="Dovane")
    assert said
    assert all(any(one.who == "Maril Dovane" for one in sayings(page)) for page in said)
    own, _ = event.claims(source="corvane wire")
    assert own
    assert all(any(one.who == "Corvane Wire" for one in sayings(page)) for page in own)
    with pytest.raises(NoRecord):
        event.claims(source="Nobody Atall")


def sayings(page: ClaimPage) -> list[Any]:
    return [said for line in page.lines for said in line.sayings]


def test_claims_of_most_independent_lines_come_first(event: Ledger) -> None:
    every, many = event.claims()
    lines = [page.lines_in_all for page in every]
    assert len(every) == many
    assert lines == sorted(lines, reverse=True)
    assert event.claims(top=3)[0] == every[:3]
    contested, few = event.claims(contested=True)
    assert few == len(contested) < many
    assert all(page.against for page in contested)


def test_a_rejected_dispute_comes_last_until_that_is_undone(ledger: Ledger) -> None:
    fill(ledger, sample_readings())
    before = ledger.disputes().found
    for one in before[0].against:
        made = ledger.judge(one.relation.id, Verdict.REJECT, "Ann", note="an older count")
    *_, last = ledger.disputes(rejected=True).found
    assert last.rejected
    assert {side.id for side in last.sides} == {side.id for side in before[0].sides}
    assert isinstance(ledger.show(made.target), Between)
    for one in before[0].against:
        ledger.undo("Ann", one.relation.id)
    assert ledger.disputes().found == before


def test_a_judgement_on_a_claim_outlives_the_id_of_the_claim(ledger: Ledger) -> None:
    first, second = reprinted(sample_readings()[0], 0), reprinted(sample_readings()[0], 1)
    fill(ledger, (first,))
    judged = [ledger.judge(one.id, Verdict.ACCEPT, "Ann").id for one in ledger.claims(top=8)[0]]
    fill(ledger, (second,))
    for page in ledger.claims()[0]:
        if page.judgements:
            judged.remove(page.judgements[0].id)
    assert judged == []


def test_claims_are_not_edited(ledger: Ledger) -> None:
    fill(ledger, sample_readings()[:1])
    with pytest.raises(LedgerError):
        ledger.judge(ledger.claims()[0][0].id, Verdict.EDIT, "Ann")


def test_a_claim_is_shown_by_its_id_and_by_that_of_what_it_is_made_of(event: Ledger) -> None:
    page = event.claims(contested=True)[0][0]
    shown = event.show(page.id[:8])
    assert isinstance(shown, ClaimPage)
    assert shown.counts == page.counts
    assert event.show(page.stated.proposition.id) == shown


def test_a_proposition_comes_back_as_it_was() -> None:
    every = [one for reading in sample_readings() for one in reading.propositions]
    assert [unpack(Proposition, pack(one)) for one in every] == every
