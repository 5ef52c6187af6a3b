from __future__ import annotations

from datetime import date

import pytest

from sayso.ledger import Ledger
from sayso.ledger.overview.report_list import Order
from sayso.pipeline import Pipeline
from tests.ledger.quick import RUN
from tests.ledger.stories import story

LINEAGE = Pipeline()  # no model is loaded for it
PASSAGE = (
    "Engineers walked the length of the harbour wall at dawn and found three cracks"
    " that no survey of the last ten years had named."
)


@pytest.fixture
def listed(ledger: Ledger) -> Ledger:
    for day, outlet, text in (
        (2, "Corvane Wire", f"Café Brill is shut.\nMayor Ode said it rained.\n{PASSAGE}"),
        (3, "The Post", f"The wall gives way.\n{PASSAGE} (Corvane Wire)"),
        (1, None, "Captain Brill said it snowed. Mayor Ode denied it snowed."),
    ):
        url = f"https://a.example/{day}"
        told = story(text, url=url, outlet=outlet, published=date(2031, 5, day))
        ledger.add(told, RUN, LINEAGE)
    return ledger


def days(ledger: Ledger, **asked: object) -> list[int]:
    found, many = ledger.list_reports(**asked)  # type: ignore[arg-type]
    assert many == len(found)
    return [int((one.published or "")[8:]) for one in found]


def test_reports_come_in_the_order_that_is_asked_for(listed: Ledger) -> None:
    assert days(listed) == [3, 2, 1]
    assert days(listed, order=Order.ADDED) == [1, 3, 2]
    assert days(listed, order=Order.ATTRIBUTIONS) == [1, 2, 3]


def test_reports_are_narrowed(listed: Ledger) -> None:
    assert days(listed, outlet="The Post") == [3]
    assert days(listed, outlet="") == [1]
    assert days(listed, since=date(2031, 5, 2), until=date(2031, 5, 2)) == [2]
    assert days(listed, words="cafe BRILL") == [2]
    assert days(listed, words="brill") == [2, 1]
    assert days(listed, words="bril") == []


def test_pages_of_reports_follow_one_another(listed: Ledger) -> None:
    for asked in ({}, {"words": "brill"}):
        every, many = listed.list_reports(**asked)  # type: ignore[arg-type]
        first, _ = listed.list_reports(**asked, top=1)  # type: ignore[arg-type]
        rest, still = listed.list_reports(**asked, skip=1)  # type: ignore[arg-type]
        assert first + rest == every
        assert still == many


def test_what_a_report_has_from_another_is_its_copied_share(listed: Ledger) -> None:
    post, wire, alone = listed.list_reports()[0]
    whole = len(f"The wall gives way.\n{PASSAGE} (Corvane Wire)")
    assert post.copied == pytest.approx(len(PASSAGE) / whole, abs=0.02)
    assert (wire.copied, wire.shared, alone.copied) == (0, 0, 0)


def test_outlets_are_counted(listed: Ledger) -> None:
    assert listed.outlets() == [("Corvane Wire", 1), ("The Post", 1)]
