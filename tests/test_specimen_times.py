"""The times of the page that must always read well, by offsets, without its text."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sayso.pipeline import Pipeline
from sayso.records import Reading, Report, Span, Time

CORPORA = Path(os.environ.get("SAYSO_CORPORA", "../shared/data"))
SPECIMEN = CORPORA.parent / "reports" / "specimen.txt"

pytestmark = pytest.mark.skipif(not SPECIMEN.exists(), reason="the specimen is not here")

#: Counted from 30 April 2019, a Tuesday, which the page itself does not say.
VALUES = {
    (620, 624): "2014",
    (801, 808): "2019-04-30",
    (910, 918): "2019-04-30",  # "that day", told after a Tuesday
    (1896, 1900): "2018",
    (1938, 1950): "PXW",
    (2357, 2372): "2019-04-30TMO",
    (3230, 3237): "2019-01",
    (3928, 3935): "2019-04-30",
    (4876, 4883): "2019-01",
}


def read(published: date | None) -> Reading:
    pipeline = Pipeline()
    (report,) = pipeline.reports([str(SPECIMEN)])
    assert isinstance(report, Report)
    (reading,) = pipeline.read_reports([replace(report, published=published)])
    assert isinstance(reading, Reading)
    return reading


@pytest.fixture(scope="module")
def dated() -> Reading:
    return read(date(2019, 4, 30))


def at(reading: Reading, place: tuple[int, int]) -> Time:
    (time,) = [time for time in reading.times if time.span == Span(*place)]
    return time


@pytest.mark.parametrize("place", VALUES)
def test_a_time_means_the_right_stretch_of_the_calendar(
    place: tuple[int, int], dated: Reading
) -> None:
    assert at(dated, place).value == VALUES[place]


def test_a_post_was_passed_on_on_the_morning_that_its_sentence_tells(dated: Reading) -> None:
    said = [a.setting.said for a in dated.attributions]
    assert Span(2357, 2372) in [dated.times[n].span for n in said if n is not None]


def test_without_a_day_of_publication_only_the_years_have_a_place_in_the_calendar() -> None:
    reading = read(None)
    assert [time.value for time in reading.times if time.start] == ["2014", "2018"]
    assert at(reading, (801, 808)).reason == "the report has no date to count from"
