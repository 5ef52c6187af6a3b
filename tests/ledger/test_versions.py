from __future__ import annotations

import pytest

from sayso.ledger import Ledger, Query
from sayso.ledger.pages import Difference, ReportPage, differences
from sayso.ledger.reports.addresses import page_address
from sayso.terms import Added
from tests.ledger.quick import RUN
from tests.ledger.stories import story

URL = "https://halden.example/2031/base"
FIRST = story("Minister Padrino said all was calm.\nThe end.", url=URL)
SECOND = story(
    "Minister Padrino said nothing.\nThe end.", url="http://www.halden.example/2031/base/"
)


def test_a_changed_page_is_a_new_version_of_the_same_report(ledger: Ledger) -> None:
    assert ledger.add(FIRST, RUN) is Added.NEW
    assert ledger.add(SECOND, RUN) is Added.VERSION
    assert (ledger.stats().reports, ledger.stats().versions) == (1, 2)
    page = ledger.show(FIRST.report.id)
    assert isinstance(page, ReportPage)
    assert page.report == FIRST.report
    newest = ledger.show(page.id)
    assert isinstance(newest, ReportPage)
    assert newest.report == SECOND.report
    assert [version.differences for version in newest.versions] == [
        (),
        (Difference("Minister Padrino said all was calm.", "Minister Padrino said nothing."),),
    ]


def test_search_and_counts_are_of_the_newest_version(ledger: Ledger) -> None:
    ledger.add(FIRST, RUN)
    ledger.add(SECOND, RUN)
    assert [hit.report.id for hit in ledger.search(Query(source="Padrino"))] == [SECOND.report.id]
    assert ledger.search(Query("calm")) == ()
    assert ledger.stats().attributions == 1


def test_a_former_version_again_is_already_there(ledger: Ledger) -> None:
    for reading in (FIRST, SECOND):
        ledger.add(reading, RUN)
    assert ledger.add(FIRST, RUN) is Added.SAME
    assert ledger.search(Query("calm")) == ()


def test_a_page_that_is_reached_by_another_address_is_already_there(ledger: Ledger) -> None:
    ledger.add(FIRST, RUN)
    again = story(FIRST.report.text, url=f"{URL}?utm_source=feed")
    assert again.report.id != FIRST.report.id
    assert ledger.known_id(again.report) == FIRST.report.id
    assert ledger.add(again, RUN) is Added.SAME
    assert ledger.stats().versions == 1


def test_the_same_text_at_two_outlets_is_two_reports(ledger: Ledger) -> None:
    ledger.add(FIRST, RUN)
    assert ledger.add(story(FIRST.report.text, url="https://other.example/a"), RUN) is Added.NEW


def test_texts_without_an_address_are_reports_of_their_own(ledger: Ledger) -> None:
    assert ledger.add(story("Mayor Ode said one."), RUN) is Added.NEW
    assert ledger.add(story("Mayor Ode said two."), RUN) is Added.NEW


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("a\nb\nc", "a\nc", [Difference("b", None)]),
        ("a\nc", "a\n\nb\nc", [Difference(None, "b")]),
        ("a\nb", "a\n b ", []),
        ("a\nb", "x\ny\nz", [Difference("a", "x"), Difference("b", "y"), Difference(None, "z")]),
    ],
)
def test_differences_are_paragraphs(before: str, after: str, told: list[Difference]) -> None:
    assert list(differences(before, after)) == told


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://www.a.example/x/?utm_source=mail&id=7#top", "a.example/x?id=7"),
        ("http://A.example/x", "a.example/x"),
        ("https://a.example:8443/x", "a.example:8443/x"),
        ("https://a.example/", None),
        ("https://a.example/?p=12", "a.example?p=12"),
        ("http://[broken", None),
        ("http://a.example:99999/x", None),
        (None, None),
    ],
)
def test_an_address_names_a_page(url: str | None, address: str | None) -> None:
    assert page_address(url) == address
