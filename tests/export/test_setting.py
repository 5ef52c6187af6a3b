from __future__ import annotations

import pytest

from sayso.export.setting import setting_fields, tell_setting
from sayso.intake import text_report
from sayso.records import Place, Reading, Setting, Span, Time
from sayso.terms import Precision

REPORT = text_report("They met on Tuesday\nin Quenara.", "met.txt")
DAY = Time(Span(12, 19), "2031-03-04", Precision.DAY, "2031-03-04", "2031-03-04", "counted")
UNDATED = Time(Span(12, 19), "XXXX-WXX-2", Precision.DAY, None, None, "no date to count from")
PLACE = Place(Span(23, 30), "Quenara", "own:quenara", 10.0, 20.0, 5.0, ("own:q2",), "your file")
READING = Reading(REPORT, (), times=(DAY, UNDATED), places=(PLACE,))


def test_a_row_has_the_time_and_the_place_that_it_is_tied_to() -> None:
    row = setting_fields(Setting(happened=0, said_at=0), READING)
    happened, said_at = row["happened"], row["said_at"]
    assert row["said"] is None
    assert row["happened_at"] is None
    assert isinstance(happened, dict)
    assert isinstance(said_at, dict)
    assert (happened["text"], happened["from"]) == ("Tuesday", "2031-03-04")
    assert (said_at["text"], said_at["known"], said_at["others"]) == (
        *("Quenara", "own:quenara"),
        ["own:q2"],
    )


@pytest.mark.parametrize(
    ("setting", "line"),
    [
        (Setting(), ""),
        (Setting(said=0), "said Tuesday (2031-03-04)"),
        (Setting(said=0, said_at=0), "said Tuesday (2031-03-04), in Quenara"),
        (Setting(happened_at=0), "happened in Quenara"),
        (Setting(said_at=0, happened=0), "said in Quenara · happened Tuesday (2031-03-04)"),
    ],
)
def test_a_line_tells_saying_and_happening_apart(setting: Setting, line: str) -> None:
    assert tell_setting(setting, READING) == line


def test_a_line_does_not_repeat_when_something_happened_where_the_calendar_adds_nothing() -> None:
    assert tell_setting(Setting(happened=1), READING) == ""


def test_a_line_keeps_to_the_words_where_the_calendar_is_not_known() -> None:
    assert tell_setting(Setting(said=1), READING) == "said Tuesday"
