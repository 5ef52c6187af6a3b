from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.ledger import Ledger, Query
from sayso.terms import QuoteType
from tests.ledger.quick import RUN
from tests.ledger.stories import story

CALM = "Minister Padrino said the air base was calm."
FLED = "José Guaidó denied that he had fled."
QUOTED = "Mayor Ode said “the base of the air is breath”."


@pytest.fixture
def found(ledger: Ledger) -> Ledger:
    ledger.add(story(CALM, published=date(2031, 4, 30)), RUN)
    ledger.add(story(FLED, outlet="The Harbour Post", published=date(2031, 5, 2)), RUN)
    ledger.add(story(QUOTED, outlet="The Post", published=None), RUN)
    return ledger


def texts(ledger: Ledger, query: Query) -> list[str]:
    return [hit.report.text for hit in ledger.search(query)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query("calm"), [CALM]),
        (Query("base air"), [CALM, QUOTED]),
        (Query('"air base"'), [CALM]),
        (Query("AIR-BASE"), [CALM]),
        (Query("Guaido"), [FLED]),
        (Query("guaid*"), [FLED]),
        (Query('"jose guai"*'), [FLED]),
        (Query("guaid"), []),
        (Query("padrino calm"), [CALM]),
        (Query('"padrino said"'), []),
        (Query("base", source="Padrino"), [CALM]),
        (Query(source="base"), []),
        (Query(source="...", words="base"), []),
        (Query(quote_type=QuoteType.DIRECT), [QUOTED]),
        (Query("base", quote_type=QuoteType.INDIRECT), [CALM]),
        (Query(outlet="post"), [FLED, QUOTED]),
        (Query(outlet="the harbour post"), [FLED]),
        (Query("gazette"), []),
        (Query("qtdirect"), []),
        (Query(since=date(2031, 5, 1)), [FLED]),
        (Query(until=date(2031, 4, 30)), [CALM]),
        (Query(since=date(2031, 4, 1), until=date(2031, 5, 31)), [FLED, CALM]),
        (Query(since=date(2032, 1, 1)), []),
        (Query(), [FLED, CALM, QUOTED]),
        (Query(limit=1), [FLED]),
        (Query("the", limit=1), [CALM]),
        (Query("base", limit=0), []),
    ],
    ids=repr,
)
def test_a_search_finds(found: Ledger, query: Query, expected: list[str]) -> None:
    assert texts(found, query) == expected


def test_a_hit_shows_its_words(found: Ledger) -> None:
    (hit,) = found.search(Query("calm"))
    assert [hit.snippet.text[start:end] for start, end in hit.snippet.marks] == ["calm"]
    assert hit.attribution.source[0].of(hit.report.text) == "Minister Padrino"


# Hypothesis asks for a fresh ledger every time; one that fills up is as good, and quicker.
ON_ONE_LEDGER = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
NASTY = [
    '"',
    "a AND",
    'NEAR("a" b)',
    "content:x",
    "a*b*",
    "'",
    "\\",
    "(",
    "-",
    "^a",
    "a & | !",
    "%",
]


@pytest.mark.parametrize("words", NASTY)
def test_no_query_is_wrong(found: Ledger, words: str) -> None:
    found.search(Query(words, source=words, outlet=words))


@given(st.text(max_size=30))
@ON_ONE_LEDGER
def test_nor_is_any_other(found: Ledger, words: str) -> None:
    found.search(Query(words))
    found.search(Query(source=words))


@given(st.text(max_size=80))
@ON_ONE_LEDGER
def test_any_words_can_be_added(ledger: Ledger, words: str) -> None:
    clean = words.encode("utf-8", "ignore").decode().replace("\0", "").replace("\n", " ")
    ledger.add(story(f"Mayor Ode said {clean}.", outlet=clean), RUN)


def test_a_search_of_nothing_is_empty(ledger: Ledger) -> None:
    assert ledger.search(Query("base")) == ()
    assert ledger.search(Query(since=date(2031, 1, 1))) == ()
    assert ledger.search(Query()) == ()


def test_long_words_and_long_texts_are_found_by_their_beginning(ledger: Ledger) -> None:
    ledger.add(story("Mayor Ode said " + "x" * 5000 + " and " + "so " * 20_000 + "on."), RUN)
    assert len(ledger.search(Query("so x*"))) == 1 or len(ledger.search(Query("xx*"))) == 1
