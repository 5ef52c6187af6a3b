from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.cli import main
from sayso.errors import LedgerError, NoRecord
from sayso.ledger import Change, Ledger, open_ledger
from sayso.ledger.pages import AttributionPage, OrphanPage, ReportPage
from sayso.records import Attribution, Span
from sayso.terms import Manner, QuoteType, Verdict
from tests.ledger.again import made_again
from tests.ledger.quick import RUN
from tests.ledger.stories import story

READING = story()
REPORT = READING.report
CHANGE = Change(cue=(Span(0, 4),), content=(Span(5, 9),), manner=Manner.DENY)


@pytest.fixture
def told(ledger: Ledger) -> Ledger:
    ledger.add(READING, RUN)
    return ledger


def add(ledger: Ledger, judge: str = "Ann") -> str:
    return ledger.judge(REPORT.id, Verdict.ADD, judge, change=CHANGE, note="missed").target


def test_what_a_person_adds_is_an_attribution_with_the_id_that_the_machines_would_have(
    told: Ledger,
) -> None:
    id = add(told)
    (one,) = told.added(REPORT.id)
    assert (
        one.id
        == id
        == Attribution.of(REPORT, cue=CHANGE.cue or (), content=CHANGE.content or ()).id
    )
    assert one.how
    assert one.how.manner is Manner.DENY
    page = told.show(id[:8])
    assert isinstance(page, AttributionPage)
    assert page.excerpt.attribution == one
    assert [made.note for made in page.judgements] == ["missed"]


def test_it_is_beside_what_was_read_and_not_in_it(told: Ledger) -> None:
    id = add(told)
    page = told.show(REPORT.id)
    assert isinstance(page, ReportPage)
    assert [one.id for one in page.added] == [id]
    assert page.reading == told.reading(REPORT.id) == READING
    assert page.orphans == ()
    assert [made.verdict for made in page.judgements[id]] == [Verdict.ADD]
    assert [len(one.attributions) for one in told.readings()] == [len(READING.attributions)]
    (whole,) = told.readings(added=True)
    assert whole.attributions == (*READING.attributions, *page.added)


def test_whoever_takes_it_back_leaves_only_the_judgements(told: Ledger) -> None:
    id = add(told)
    told.undo("Ann", id)
    assert told.added(REPORT.id) == ()
    assert isinstance(told.show(id), OrphanPage)


def test_others_judge_it_like_what_the_machine_found(told: Ledger) -> None:
    id = add(told)
    told.judge(id, Verdict.EDIT, "Bob", change=Change(quote_type=QuoteType.DIRECT))
    told.judge(id, Verdict.REJECT, "Cid")
    page = told.show(id)
    assert isinstance(page, AttributionPage)
    assert [one.verdict for one in page.judgements] == [Verdict.ADD, Verdict.EDIT, Verdict.REJECT]
    assert id in told.rejected()


def test_two_people_may_add_one_and_it_is_one(told: Ledger) -> None:
    assert add(told, "Ann") == add(told, "Bob")
    assert len(told.added(REPORT.id)) == 1
    told.undo("Bob")
    assert len(told.added(REPORT.id)) == 1


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (None, "without content"),
        (Change(cue=(Span(0, 4),)), "without content"),
        (Change(content=(Span(0, 99_999),)), "not in the report's text"),
        (Change(content=(Span(0, 4),), actor="Ann"), "by its spans"),
    ],
)
def test_what_cannot_be_added_is_one_line(told: Ledger, change: Change | None, why: str) -> None:
    with pytest.raises(LedgerError, match=why):
        told.judge(REPORT.id, Verdict.ADD, "Ann", change=change)


def test_only_to_a_report_is_something_added(told: Ledger) -> None:
    with pytest.raises(NoRecord, match="no report's id"):
        told.judge(READING.attributions[0].id, Verdict.ADD, "Ann", change=CHANGE)


def test_the_command_line_adds_and_shows_and_undoes_it(
    told: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    where = told.where
    words = ["add", "--cue-span", "0:4", "--content-span", "5:9", "--judge", "Ann", "--json"]
    assert main(["judge", where, REPORT.id, *words]) == 0
    made = json.loads(capsys.readouterr().out)
    assert main(["show", where, REPORT.id]) == 0
    shown = capsys.readouterr().out
    assert "found by people, not by the machine" in shown
    assert made["target"] in shown
    assert main(["judge", where, "--undo", made["target"], "--judge", "Ann"]) == 0
    assert told.added(REPORT.id) == ()


def test_a_ledger_made_again_from_its_export_has_it(told: Ledger, tmp_path: Path) -> None:
    id = add(told)
    with open_ledger(made_again(told, tmp_path)) as ledger:
        assert [one.id for one in ledger.added(REPORT.id)] == [id]
