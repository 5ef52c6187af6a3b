"""Two offices of one person as a dispute: told where no misreading explains them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sayso.ledger import open_ledger
from sayso.ledger.disputes.offices import TwoOffices
from sayso.pipeline import Pipeline
from sayso.records import Block, Reading, Report, Span, identify
from sayso.terms import BlockKind
from tests.ledger.sampled import RECONCILE, RUN, sample_readings

PIPELINE = Pipeline()


def found(folder: Path, *texts: tuple[str, str, date]) -> list[TwoOffices]:
    """The disputes of offices in reports of an outlet, a text and a day each."""
    with open_ledger(folder / "event.db", create=True) as ledger:
        for outlet, text, day in texts:
            block = Block(BlockKind.BODY, Span(0, len(text)))
            id = identify(outlet, text)
            report = Report(id, outlet, text, (block,), outlet=outlet, published=day)
            (reading,) = PIPELINE.read_reports([report])
            assert isinstance(reading, Reading)
            ledger.add(reading, RUN, PIPELINE)
        return ledger.two_offices()


DAY = date(2026, 5, 12)
DEFENCE = (
    "Defence Minister Hadrik Vosse said that the base was quiet. Hadrik Vosse then left Quenara."
)
FOREIGN = (
    "Foreign Minister Hadrik Vosse said that the bridge was open. Hadrik Vosse stayed in Quenara."
)


def test_two_outlets_that_give_one_person_two_posts_stand_against_each_other(
    tmp_path: Path,
) -> None:
    (two,) = found(tmp_path, ("The Heron", DEFENCE, DAY), ("The Bittern", FOREIGN, DAY))
    assert (two.name, {side.title for side in two.sides}) == (
        "Hadrik Vosse",
        {"Defence Minister", "Foreign Minister"},
    )
    title = two.sides[0].lines[0][0]
    assert title.span.of(title.report.text).endswith("Minister Hadrik Vosse")
    assert [side.counts for side in two.sides] == ["1 report, 1 independent line, 1 source"] * 2


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "Former " + FOREIGN,
            DAY,
        ),
        (FOREIGN, date(2027, 5, 12)),
        ("Foreign Minister Oda Remmick and Hadrik Vosse met. Hadrik Vosse said it was late.", DAY),
        (
            "Hadrik Vosse, who is foreign minister and also defence minister, left.",
            DAY,
        ),
        ("Senator Hadrik Vosse said that the bridge was open. Hadrik Vosse stayed.", DAY),
    ],
    ids=["it is over", "a year later", "another's title", "both are held", "a courtesy"],
)
def test_what_explains_two_titles_is_no_dispute(tmp_path: Path, text: str, day: date) -> None:
    assert found(tmp_path, ("The Heron", DEFENCE, DAY), ("The Bittern", text, day)) == []


def test_whoever_is_said_to_hold_both_in_the_samples_is_no_dispute(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "event.db", create=True) as ledger:
        for reading in sample_readings():
            ledger.add(reading, RUN, RECONCILE)
        assert ledger.two_offices() == []
