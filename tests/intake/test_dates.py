from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.intake.dates import parse_published

DAY, MOMENT = date(2031, 3, 5), datetime(2031, 3, 5, 10, 15, tzinfo=UTC)
SECONDS = int(MOMENT.timestamp())


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2031-03-05", DAY),
        ("20310305", DAY),
        ("2031/3/5", DAY),
        ("2031.03.05", DAY),
        ("5 March 2031", DAY),
        ("March 5, 2031", DAY),
        ("Wednesday, Mar. 5th, 2031", DAY),
        ("5 Sept 2031", date(2031, 9, 5)),
        ("2031-03-05T10:15:00Z", MOMENT),
        ("2031-03-05 10:15:00+0000", MOMENT),
        ("Wed, 5 Mar 2031 12:15:00 +0200", MOMENT.astimezone(timezone(timedelta(hours=2)))),
        (str(SECONDS), MOMENT),
        (SECONDS, MOMENT),
        (SECONDS * 1000, MOMENT),
        (MOMENT, MOMENT),
    ],
)
def test_a_day_or_a_moment_is_told(written: object, expected: date) -> None:
    found = parse_published(written)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    "written",
    ["3/5/2031", "5 Marz 2031", "32 March 2031", "2031-03", "2031", 17, "soon", "", None, True],
)
def test_what_tells_no_day_for_certain_is_none(written: object) -> None:
    assert parse_published(written) is None


@pytest.mark.parametrize("written", ["0001-01-01T00:00:00", "9999-12-31", date(1, 1, 1)])
def test_what_software_writes_for_no_date_is_none(written: object) -> None:
    assert parse_published(written) is None


@given(st.text(max_size=40) | st.integers() | st.floats())
def test_nothing_that_a_table_holds_breaks_it(written: object) -> None:
    parse_published(written)
