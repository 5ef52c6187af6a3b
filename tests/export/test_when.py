from __future__ import annotations

from sayso.export.when import tell_times, time_fields
from sayso.records import Setting, Span, Time
from sayso.terms import Precision

TEXT = "They met on Tuesday."
DAY = Time(Span(12, 19), "2031-03-04", Precision.DAY, "2031-03-04", "2031-03-04", "counted")
UNDATED = Time(Span(12, 19), "XXXX-WXX-2", Precision.DAY, None, None, "no date to count from")


def test_an_attribution_has_the_times_that_it_is_tied_to() -> None:
    row = time_fields(Setting(happened=0), (DAY,), TEXT)
    assert row["said"] is None
    happened = row["happened"]
    assert isinstance(happened, dict)
    assert (happened["text"], happened["from"], happened["precision"]) == (
        *("Tuesday", "2031-03-04"),
        "day",
    )


def test_a_line_tells_both_times_apart() -> None:
    assert tell_times(Setting(said=0), (DAY,), TEXT) == "said Tuesday (2031-03-04)"
    assert tell_times(Setting(happened=0), (DAY,), TEXT) == "happened Tuesday (2031-03-04)"
    assert tell_times(Setting(), (DAY,), TEXT) == ""


def test_a_line_keeps_to_the_words_where_the_calendar_is_not_known() -> None:
    assert tell_times(Setting(said=0), (UNDATED,), TEXT) == "said Tuesday"
