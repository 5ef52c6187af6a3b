"""Whatever a text holds, all that is read in it lies in it, and says what stands there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import SaysoError
from sayso.intake import text_report
from sayso.intake.limits import Limits
from sayso.pipeline import Pipeline
from sayso.records import Reading, Report, Span
from tests.ledger.quick import read_quickly
from tests.properties.writing import TEXTS, reports

PIPELINE = Pipeline()
PATTERN = settings(deadline=None)  # a first example loads what tells languages
MODEL = settings(max_examples=12, deadline=None)  # each is read by the model: 0.1 s
ANYTHING = st.text(max_size=400) | TEXTS


def spans(value: object) -> Iterator[Span]:
    """All that a record holds."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from spans(one)
    elif is_dataclass(value):
        for part in fields(value):
            yield from spans(getattr(value, part.name))


def read(report: Report) -> Reading:
    (found,) = PIPELINE.read_reports([report])
    assert isinstance(found, Reading), found
    return found


@PATTERN
@given(ANYTHING)
def test_blocks_tile_whatever_text(text: str) -> None:
    report = text_report(text, "a.txt")
    assert report.text == text
    at = 0
    for block in report.blocks:
        assert at <= block.span.start < block.span.end
        assert not text[at : block.span.start].strip()
        at = block.span.end
    assert not text[at:].strip()


@PATTERN
@given(ANYTHING)
def test_a_text_is_a_report_or_refused(text: str) -> None:
    with suppress(SaysoError):
        assert text_report(text, "a.txt", limits=Limits()).text == text


@MODEL
@given(reports())
def test_every_span_lies_in_the_text_and_says_what_stands_there(report: Report) -> None:
    reading = read(report)
    for span in spans(reading):
        assert 0 <= span.start <= span.end <= len(report.text)
    for one in (*reading.attributions, *reading.assertions):
        assert all(span.of(report.text).strip() for span in one.spans)
    for place in reading.places:
        assert place.span.of(report.text).strip()
    for time in reading.times:
        assert time.span.of(report.text).strip()


@MODEL
@given(reports(), reports())
def test_what_is_read_in_a_report_does_not_depend_on_what_was_read_before(
    one: Report, other: Report
) -> None:
    assert [read(one), read(other)] == [read(other), read(one)][::-1]


@MODEL
@given(reports())
def test_every_id_that_is_spoken_of_is_there_and_no_two_are_the_same(report: Report) -> None:
    reading = read(report)
    ids = [one.id for one in (*reading.attributions, *reading.assertions)]
    actors = {actor.id for actor in reading.actors}
    assert len(ids) == len(set(ids))
    for one in reading.attributions:
        assert one.report == report.id
        assert one.within is None or one.within in ids
        assert one.actor is None or one.actor in actors


def test_a_text_without_a_word_is_read_and_holds_nothing() -> None:
    assert read(text_report(" \n", "a.txt")) == Reading(text_report(" \n", "a.txt"), ())


@PATTERN
@given(reports())
def test_ids_do_not_depend_on_where_a_report_lies(report: Report) -> None:
    told = (report.text, report.outlet, report.published)
    moved = text_report(told[0], "elsewhere.txt", outlet=told[1], published=told[2])
    assert moved == replace(report, where="elsewhere.txt")
    assert read_quickly(moved).attributions == read_quickly(report).attributions
