"""Reports into a ledger: what is asked of it, and when."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from sayso.adding import FAILED, Adding
from sayso.errors import NoProse, SaysoError
from sayso.ledger import Ledger, open_ledger
from sayso.pipeline import Pipeline
from sayso.records import Reading, Report
from sayso.terms import Added

T = TypeVar("T")
NO_PROSE = NoProse("page.html", "no article in it", "give another")


class Ahead(Pipeline):
    """Takes all reports before it gives any back, as workers take some."""

    def __init__(self) -> None:
        super().__init__()
        self.read_texts: list[str] = []

    def read_reports(
        self, reports: Iterable[Report | T]
    ) -> Generator[Reading | SaysoError | T, None, None]:
        taken = list(reports)
        for one in taken:
            if isinstance(one, Report):
                self.read_texts.append(one.text)
                yield Reading(one, ())
            else:
                yield one


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "event.db", create=True) as found:
        yield found


def told(ledger: Ledger, pipeline: Pipeline, *items: Report | SaysoError) -> list[tuple[str, str]]:
    return [(one.where, str(one.kind)) for one in Adding(ledger, pipeline).add_all(items)]


def test_outcomes_keep_the_order_and_what_is_known_is_not_read(ledger: Ledger) -> None:
    pipeline = Ahead()
    one, two = (pipeline.report(f"The mayor said it rained {n} days.", f"{n}.txt") for n in (1, 2))
    assert told(ledger, pipeline, one) == [("1.txt", Added.NEW)]
    assert told(ledger, pipeline, two, NO_PROSE, one) == [
        ("2.txt", Added.NEW),
        ("page.html", FAILED),
        ("1.txt", Added.SAME),
    ]
    assert pipeline.read_texts == [one.text, two.text]


def test_a_text_that_comes_twice_is_added_once(ledger: Ledger) -> None:
    pipeline = Ahead()
    text = "The mayor said it rained."
    twice = [pipeline.report(text, where) for where in ("a.txt", "b.txt")]
    assert told(ledger, pipeline, *twice) == [("a.txt", Added.NEW), ("b.txt", Added.SAME)]
    assert ledger.stats().versions == 1
