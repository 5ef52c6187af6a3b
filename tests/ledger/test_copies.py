from __future__ import annotations

from datetime import date

import pytest

from sayso.ledger import Ledger
from sayso.ledger.overview.copies import Copying
from sayso.pipeline import Pipeline
from tests.ledger.quick import RUN
from tests.ledger.stories import story

LINEAGE = Pipeline()  # no model is loaded for it
PASSAGE = (
    "Engineers walked the length of the harbour wall at dawn and found three cracks"
    " that no survey of the last ten years had named."
)


@pytest.fixture
def wired(ledger: Ledger) -> Ledger:
    """A wire's passage in two papers that credit it, and twice in one report of the latter."""
    for day, outlet, credit in (
        (1, "Corvane Wire", ""),
        (2, "The Post", " (Corvane Wire)"),
        (3, "The Gazette", " (Corvane Wire)"),
        (4, "The Gazette", " (Corvane Wire)"),
    ):
        text = f"Report of day {day} opens here.\n{PASSAGE}{credit}"
        text += f"\nIt rained all day.\n{PASSAGE}" if day == 4 else ""
        host = outlet.lower().replace(" ", "-")
        url, published = f"https://{host}.example/{day}", date(2031, 4, day)
        ledger.add(story(text, url=url, outlet=outlet, published=published), RUN, LINEAGE)
    return ledger


def test_it_is_told_how_much_an_outlet_has_from_another(wired: Ledger) -> None:
    found = wired.copying()
    assert sum(one.passages for one in found) == wired.copies()[1]
    assert Copying("The Post", "Corvane Wire", directed=True, passages=1, reports=1) in found
    assert all(one.taker != one.giver for one in found)
    assert any(one.taker == one.giver for one in wired.copying(within=True))


def test_passages_come_a_page_at_a_time_the_latest_first(wired: Ledger) -> None:
    every, many = wired.copies(within=True)
    assert len(every) == many
    days = [max(one.left.published or "", one.right.published or "") for one in every]
    assert days == sorted(days, reverse=True)
    first, _ = wired.copies(within=True, top=2)
    rest, _ = wired.copies(within=True, skip=2)
    assert first + rest == every


def test_passages_of_one_outlet_or_of_two_are_asked_for(wired: Ledger) -> None:
    ours, many = wired.copies(outlet="The Post")
    assert 0 < many == len(ours)
    assert all("The Post" in (one.left.outlet, one.right.outlet) for one in ours)
    both, _ = wired.copies(outlet="The Post", other="Corvane Wire")
    assert {(one.taker.outlet, one.giver.outlet) for one in both} == {("The Post", "Corvane Wire")}
    assert wired.copies(outlet="Nobody's") == ([], 0)


def test_a_passage_bears_its_words_in_either_report(wired: Ledger) -> None:
    for one in wired.copies()[0]:
        assert "harbour wall" in one.left.words
        assert "harbour wall" in one.right.words
        assert one in wired.copies_in(one.left.report)
        assert one in wired.copies_in(one.right.report)


def test_former_versions_of_a_page_are_not_counted(wired: Ledger) -> None:
    before = wired.copies(outlet="The Post")[1]
    wired.add(
        story("It is gone.", url="https://the-post.example/2", outlet="The Post"), RUN, LINEAGE
    )
    assert before > 0
    assert wired.copies(outlet="The Post") == ([], 0)
