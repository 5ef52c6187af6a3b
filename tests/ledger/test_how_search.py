"""Searching by how, when and where, over one invented report; each query is a few words of SQL."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.ledger import Ledger, Near, Query
from sayso.terms import Certainty, ChannelKind, Manner
from tests.ledger.quick import RUN
from tests.ledger.told import LYON, PARIS, told

ODE, RUSK, OWN = "the bridge may have fallen", "the pier near Lyon was hit", "The bridge stands"
BESIDE_PARIS = Near(PARIS[2] + 0.2, PARIS[3], 10)  # 22 km to the north; the town reaches 15


@pytest.fixture
def found(ledger: Ledger) -> Ledger:
    ledger.add(told(), RUN)
    return ledger


def contents(ledger: Ledger, query: Query) -> list[str]:
    return sorted(hit.attribution.content[0].of(hit.report.text) for hit in ledger.search(query))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(manners=(Manner.DENY,)), [RUSK]),
        (Query(manners=(Manner.DENY, Manner.SAY)), [ODE, RUSK]),
        (Query(manners=(Manner.PRAISE,)), []),
        (Query(channels=(ChannelKind.INTERVIEW,)), [ODE]),
        (Query(channels=(ChannelKind.PRESS_CONFERENCE, ChannelKind.LEAK)), [ODE]),
        (Query(certainties=(Certainty.HEDGED,)), [ODE]),
        (Query("bridge", certainties=(Certainty.DENIED,)), []),
        (Query(said=(date(2031, 4, 29), None)), [ODE]),
        (Query(said=(None, date(2031, 4, 28))), []),
        (Query(said=(date(2031, 4, 1), date(2031, 4, 30))), [ODE]),
        (Query(happened=(date(2031, 7, 2), None)), [RUSK]),
        (Query(happened=(date(2031, 7, 3), None)), []),
        (Query(near=Near(PARIS[2], PARIS[3], 1)), [RUSK]),
        (Query(near=Near(LYON[2], LYON[3], 1)), [RUSK]),
        (Query(near=BESIDE_PARIS), [RUSK]),
        (Query(near=Near(PARIS[2] + 0.2, PARIS[3], 5)), []),
        (Query(near=Near(0, 0, 25)), []),
        (Query(), [ODE, RUSK]),
        (Query(own=True), [OWN, ODE, RUSK]),
        (Query("bridge"), [ODE]),
        (Query("bridge", own=True), [OWN, ODE]),
        (Query(manners=(Manner.REPORT,), own=True), [OWN]),
    ],
    ids=repr,
)
def test_a_search_finds(found: Ledger, query: Query, expected: list[str]) -> None:
    assert contents(found, query) == expected


def test_a_hit_has_the_times_and_places_of_its_report(found: Ledger) -> None:
    (hit,) = found.search(Query(manners=(Manner.DENY,)))
    assert hit.excerpt.reading.times == told().times
    assert hit.excerpt.reading.places == told().places


def test_what_reports_assert_is_counted_apart(found: Ledger) -> None:
    stats = found.stats()
    assert (stats.attributions, stats.assertions, stats.without_source) == (2, 1, 0)
    assert stats.manners == {"deny": 1, "say": 1}
    assert stats.channels == {"interview": 1, "leak": 1}
    assert stats.certainties == {"denied": 1, "hedged": 1}
