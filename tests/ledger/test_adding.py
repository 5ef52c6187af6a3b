from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sayso.errors import NoProse, NoRecord, NotText
from sayso.ledger import Ledger
from sayso.ledger.pages import ReportPage
from sayso.records import Attribution, Block, Reading, Report, Span
from sayso.terms import Added, BlockKind, QuoteType
from tests.export.readings import READING
from tests.ledger.quick import RUN
from tests.ledger.stories import story


def page_of(ledger: Ledger, id: str) -> ReportPage:
    page = ledger.show(id)
    assert isinstance(page, ReportPage)
    return page


def hashed(reading: Reading) -> Reading:
    """The reading with ids as long as real ones."""
    report = replace(reading.report, id="00000000000000aa")
    return Reading(report, tuple(replace(one, report=report.id) for one in reading.attributions))


def test_what_was_added_comes_back_as_it_was(ledger: Ledger) -> None:
    reading = hashed(READING)
    assert ledger.add(reading, RUN) is Added.NEW
    page = page_of(ledger, reading.report.id)
    assert page.report == reading.report
    assert page.reading.attributions == reading.attributions


def test_everything_that_a_report_can_have_is_kept(ledger: Ledger) -> None:
    report = Report(
        id="00000000000000ab",
        where="feed.jsonl#3",
        text="A 🛰 text.\nAnother’s words.",
        blocks=(Block(BlockKind.BODY, Span(0, 9)), Block(BlockKind.EMBEDDED, Span(10, 26), "@x")),
        authors=("Ilse", "Øde"),
        published=datetime(2031, 4, 30, 6, 7, tzinfo=UTC),
        modified=date(2031, 5, 1),
    )
    ledger.add(Reading(report, ()), RUN)
    assert page_of(ledger, report.id).report == report


def test_the_same_again_changes_nothing(ledger: Ledger) -> None:
    ledger.add(story(), RUN)
    before = list(ledger.rows())
    assert ledger.known_id(story().report)
    assert ledger.add(story(), RUN) is Added.SAME
    assert list(ledger.rows()) == before


def test_an_attribution_that_was_found_twice_is_kept_once(ledger: Ledger) -> None:
    once = story()
    ledger.add(Reading(once.report, once.attributions * 2), RUN)
    assert page_of(ledger, once.report.id).reading.attributions == once.attributions


def test_a_report_that_fails_halfway_leaves_nothing(ledger: Ledger) -> None:
    reading = story()
    nowhere = Span(0, None)  # type: ignore[arg-type]
    broken = Attribution("00ff", reading.report.id, (), (nowhere,), (), QuoteType.DIRECT, 1.0)
    with pytest.raises(Exception, match=r"NOT NULL|not-null|null value"):
        ledger.add(Reading(reading.report, (*reading.attributions, broken)), RUN)
    assert not ledger.known_id(reading.report)
    assert list(ledger.rows()) == []
    assert ledger.add(reading, RUN) is Added.NEW


@pytest.mark.parametrize("odd", ["nothing\0there", "half \ud83d a pair"])
def test_a_text_that_no_database_takes_is_refused(ledger: Ledger, odd: str) -> None:
    reading = story()
    with pytest.raises(NotText, match=r"story\.txt"):
        ledger.add(Reading(replace(reading.report, text=odd), ()), RUN)


def test_an_odd_path_is_no_reason_to_refuse(ledger: Ledger) -> None:
    reading = story()
    odd = replace(reading.report, where="caf\udce9.txt", title="a\0b")
    assert ledger.add(Reading(odd, ()), RUN) is Added.NEW


def test_a_failure_is_recorded_once(ledger: Ledger) -> None:
    for _ in range(2):
        ledger.fail(NoProse("page.html", "no article in it", "give another"))
    failures = [row for row in ledger.rows() if row["record"] == "failure"]
    assert [(row["kind"], row["where"]) for row in failures] == [("NoProse", "page.html")]


@pytest.mark.parametrize(
    ("id", "told"),
    [("ffff", "nothing has the id"), ("abc", "nobody is called"), ("'; --", "nobody is")],
)
def test_an_unknown_id_is_told(ledger: Ledger, id: str, told: str) -> None:
    with pytest.raises(NoRecord, match=told):
        ledger.show(id)


def test_the_export_does_not_depend_on_the_order_of_adding(ledger: Ledger, templates: str) -> None:
    from sayso.ledger import open_ledger

    stories = [story(f"Mayor Ode said number {n}.", url=None) for n in range(5)]
    for one in stories:
        ledger.add(one, RUN)
    with open_ledger(str(templates) + ".other", create=True) as other:
        for one in reversed(stories):
            other.add(one, RUN)
        assert list(other.rows()) == list(ledger.rows())
