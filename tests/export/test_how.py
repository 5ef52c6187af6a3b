from __future__ import annotations

import json
from dataclasses import replace

import pytest

from sayso.export.how import how_fields, tell_how
from sayso.export.jsonl import attribution_rows
from sayso.export.terminal import render
from sayso.records import Attribution, Hop, How, Reading
from sayso.terms import Certainty, ChannelKind, Distance, Manner, QuoteType
from tests.export.readings import MARROW, MINISTER, REPORT, TEXT, spans

DENIED = How(
    Manner.DENY,
    spans("told"),
    Distance.DOUBTING,
    spans("told"),
    (Hop(ChannelKind.POST, spans("wrote"), "Chirper"),
     Hop(ChannelKind.PRESS_CONFERENCE, spans("reporters"))),
    spans("reporters"),
    Certainty.HEDGED,
    spans("that"),
    -1.5,
)  # fmt: skip
LINE = "deny · doubting · post (Chirper) · press conference · to reporters · hedged"


def test_how_something_was_said_is_one_line() -> None:
    assert tell_how(DENIED, TEXT) == LINE
    page = render(Reading(REPORT, (replace(MINISTER, how=DENIED),)), width=110)
    assert f"    {LINE}\n      that thirty" in page


def test_what_was_just_said_gets_no_line() -> None:
    assert tell_how(How(Manner.SAY, spans("wrote")), TEXT) == ""


@pytest.mark.parametrize(
    ("kind", "name", "addressee", "line"),
    [
        (ChannelKind.INTERVIEW, "Reporters", "reporters", "say · interview (Reporters)"),
        (ChannelKind.INTERVIEW, "Chirper", "reporters", "say · interview (Chirper) · to reporters"),
        (ChannelKind.SPEECH, None, "reporters", "say · speech · to reporters"),
    ],
)
def test_whom_an_interview_was_with_is_told_once(
    kind: ChannelKind, name: str | None, addressee: str, line: str
) -> None:
    hop = Hop(kind, spans("told"), name)
    how = How(Manner.SAY, spans("told"), hops=(hop,), addressee=spans(addressee))
    assert tell_how(how, TEXT) == line


def test_that_a_report_reports_goes_without_saying() -> None:
    assert tell_how(How(Manner.REPORT, ()), TEXT) == ""
    assert tell_how(How(Manner.REPORT, (), certainty=Certainty.HEDGED), TEXT) == "hedged"


def test_json_has_the_words_that_tell() -> None:
    row = next(attribution_rows(Reading(REPORT, (replace(MINISTER, how=DENIED),))))
    (start,) = spans("reporters")
    told = {"start": start.start, "end": start.end, "text": "reporters"}
    assert row["addressee"] == [told]
    assert row["channel"] == [
        {"kind": "post", "name": "Chirper", "words": row["channel"][0]["words"]},  # type: ignore[index]
        {"kind": "press_conference", "name": None, "words": [told]},
    ]
    assert row["sureness"] == -1.5
    assert json.loads(json.dumps(row)) == row


def test_what_was_not_described_has_the_same_fields() -> None:
    assert how_fields(None, TEXT).keys() == how_fields(DENIED, TEXT).keys()
    assert next(attribution_rows(Reading(REPORT, (MARROW,))))["manner"] is None


def asserted() -> Reading:
    own = Attribution("o1", "r1", (), (), spans("Two were reported dead"), QuoteType.INDIRECT, 0.8)
    return Reading(REPORT, (MINISTER, MARROW), assertions=(own,))


def test_the_reports_own_assertions_are_shown_when_they_are_asked_for() -> None:
    page = render(asserted(), width=100, own=True)
    assert "the report itself" in page
    assert page.index("told reporters") < page.index("the report itself")
    assert "the report itself" not in render(asserted(), width=100)


def test_rows_of_json_say_what_is_the_reports_own() -> None:
    assert [row["own"] for row in attribution_rows(asserted())] == [False, False]
    rows = list(attribution_rows(asserted(), own=True))
    assert [row["own"] for row in rows] == [False, False, True]
    assert rows[-1]["source"] == rows[-1]["cue"] == []
