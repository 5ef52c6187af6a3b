from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.export.pieces import pieces
from sayso.export.webanno import format_tsv
from sayso.records import Attribution, Reading, Report, Span, identify
from sayso.terms import Role
from tests.export.hostile import odd
from tests.export.readings import READING
from tests.export.webanno_tsv import read
from tests.ledger.told import told

LETTERS = "ab“🙂\\[]|_;*->\t\x07\x0b\x0c\r\n \u2028#=1"


def reading_of(text: str, *spans: Span) -> Reading:
    report = Report(identify("report", text), "a.txt", text, ())
    return Reading(report, (Attribution.of(report, cue=spans[:1], content=spans[1:]),))


def held(reading: Reading) -> list[str]:
    """The words of every piece of an attribution."""
    text = reading.report.text
    return sorted(
        piece.of(text)
        for one in reading.attributions
        for role in Role
        for piece in pieces(getattr(one, role.value), text)
    )


@pytest.mark.parametrize("reading", [READING, told(), odd()], ids=["plain", "told", "odd"])
def test_a_file_is_webanno_tsv_with_the_text_of_the_report(reading: Reading) -> None:
    back = read(format_tsv(reading))
    text = reading.report.text
    assert back.text.decode("utf-16-le").split() == text.split()
    assert {back.words(*span) for span in back.spans.values()} == set(held(reading))


def test_a_sentence_begins_with_its_first_token_where_its_line_begins_with_blanks() -> None:
    text = "One.\n   \t Marrow said no."
    back = read(format_tsv(reading_of(text, Span(17, 21), Span(22, 24))))
    assert [back.words(*span) for span in back.spans.values()] == ["said", "no"]


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_whatever_the_text_every_offset_finds_its_words(data: st.DataObject) -> None:
    text = "a" + data.draw(st.text(LETTERS, max_size=60))
    ends = st.integers(1, len(text))
    spans = [Span(0, 1)] + [
        Span(start, end)
        for end in data.draw(st.lists(ends, max_size=2, unique=True))
        if (start := data.draw(st.integers(0, end - 1))) >= 0
    ]
    reading = reading_of(text, *spans)
    back = read(format_tsv(reading))
    plain = re.sub(r"\s", " ", text).rstrip()
    assert re.sub(r"\s", " ", back.text.decode("utf-16-le")).rstrip() == plain
    assert sorted(back.words(*span) for span in back.spans.values()) == sorted(set_of(reading))


def set_of(reading: Reading) -> list[str]:
    """One of the pieces that several spans share is written once, unless it carries the cue's."""
    text = reading.report.text
    (one,) = reading.attributions
    every = [(role, piece) for role in Role for piece in pieces(getattr(one, role.value), text)]
    return [piece.of(text) for _, piece in dict.fromkeys(every)]
