from __future__ import annotations

from datetime import date

import pytest

from sayso.ledger import Ledger, Query
from sayso.ledger.overview.findings import Facet
from sayso.ledger.search import query
from tests.ledger.quick import RUN
from tests.ledger.stories import story


@pytest.fixture
def told(ledger: Ledger) -> Ledger:
    for day, outlet, text in (
        (3, "The Post", "Mayor Ode said the bridge was open. Mayor Ode said “it holds”."),
        (1, "The Gazette", "Mayor Ode denied the bridge was closed."),
        (2, "The Gazette", "Captain Brill said the bridge was closed."),
        (4, None, "Captain Brill said it rained."),
    ):
        ledger.add(story(text, outlet=outlet, published=date(2031, 5, day)), RUN)
    return ledger


def days(ledger: Ledger, query: Query) -> list[int]:
    return [hit.report.published.day for hit in ledger.search(query) if hit.report.published]


def test_pages_of_a_search_follow_one_another(told: Ledger) -> None:
    assert days(told, Query()) == [4, 3, 3, 2, 1]
    assert days(told, Query(limit=2)) + days(told, Query(limit=3, skip=2)) == [4, 3, 3, 2, 1]
    assert days(told, Query(skip=5)) == []


def test_the_oldest_come_first_where_they_are_asked_for(told: Ledger) -> None:
    assert days(told, Query(oldest=True)) == [1, 2, 3, 3, 4]
    assert days(told, Query("bridge", oldest=True, limit=1)) == [1]


def test_findings_know_the_earliest_and_the_latest_saying(told: Ledger) -> None:
    found = told.findings(Query("bridge", limit=1))
    assert (found.many, found.more, len(found.hits)) == (3, False, 1)
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest.report.published == date(2031, 5, 1)
    assert found.latest.report.published == date(2031, 5, 3)


def test_findings_are_counted_by_facets(told: Ledger) -> None:
    found = told.findings(Query())
    counts = {facet: {one.key: one.many for one in found.counts[facet]} for facet in Facet}
    assert counts[Facet.OUTLET] == {"The Gazette": 2, "The Post": 2}
    assert counts[Facet.TYPE] == {"direct": 1, "indirect": 4}
    assert counts[Facet.MANNER] == {}


def test_findings_are_told_by_outlet_a_few_of_each(told: Ledger) -> None:
    found = told.findings(Query(), each=1)
    assert found.hits == ()
    assert found.outlets == 3
    assert [(group.outlet, group.many, len(group.hits)) for group in found.groups] == [
        ("The Gazette", 2, 1),
        ("The Post", 2, 1),
        (None, 1, 1),
    ]
    rest = told.findings(Query(skip=2), each=1)
    assert [group.outlet for group in rest.groups] == [None]


def test_it_is_told_that_more_match_than_are_counted(
    told: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(query, "WINDOW", 2)
    found = told.findings(Query(limit=1))
    assert (found.many, found.more) == (2, True)
    assert not told.findings(Query(limit=5)).more


def test_nothing_found_has_no_ends_and_no_counts(told: Ledger) -> None:
    found = told.findings(Query("nothing"))
    assert (found.many, found.hits, found.earliest, found.latest) == (0, (), None, None)
    assert not any(found.counts.values())
