"""Attributions inside attributions, on beliefs made by hand."""

from __future__ import annotations

from typing import cast

from sayso.attribute import attribute_inner
from sayso.model import Model, Scored, Tables
from sayso.records import Attribution, Parse, Report, Span
from sayso.terms import QuoteType
from tests.attribute.test_choosing import SURE, TABLES, believe, content

TEXT = 'Rell reported: "that Ibarra said the port was closed yesterday."'
REPORT = Report("r", "r", TEXT, ())


class Believing:
    """A model that is asked about one text, and is sure who said what in it."""

    tables: Tables = TABLES

    def __init__(self) -> None:
        self.asked: list[str] = []

    def read(self, text: str) -> Scored:
        self.asked.append(text)
        return believe({**SURE, **content(0.9)}, text=text)


def attributed(start: int, confidence: float = 0.8) -> Attribution:
    spans = (Span(0, 4),), (Span(5, 13),), (Span(start, len(TEXT)),)
    return Attribution("outer", "r", *spans, QuoteType.DIRECT, confidence)


def inner_of(model: Believing, outer: list[Attribution]) -> list[Attribution]:
    return attribute_inner(REPORT, Parse(()), outer, cast(Model, model))


def test_a_content_is_read_without_its_marks_and_its_that() -> None:
    model = Believing()
    inner_of(model, [attributed(TEXT.index('"'))])
    assert model.asked == ["Ibarra said the port was closed yesterday"]


def test_what_is_said_inside_is_no_surer_than_what_it_stands_in() -> None:
    (inner,) = inner_of(Believing(), [attributed(TEXT.index('"'), confidence=0.5)])
    assert inner.within == "outer"
    assert inner.cue[0].of(TEXT) == "said"
    assert inner.content[0].of(TEXT) == "the port was closed"
    assert inner.confidence <= 0.5


def test_a_content_in_which_nobody_speaks_is_not_read_again() -> None:
    model = Believing()
    assert inner_of(model, [attributed(TEXT.index("the port"))]) == []
    assert model.asked == []
