from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger.index.facets import (
    EARLIEST,
    SAID,
    day_facets,
    meeting_facets,
    range_facets,
    stretch_facets,
)


@pytest.mark.parametrize(
    ("first", "last", "facets"),
    [
        (date(2019, 4, 30), date(2019, 4, 30), ["qd20190430"]),
        (date(2019, 4, 30), date(2019, 6, 1), ["qd20190430", "qm201905", "qd20190601"]),
        (date(2018, 12, 31), date(2020, 1, 1), ["qd20181231", "qy2019", "qd20200101"]),
        (date(2019, 1, 1), date(2019, 2, 28), ["qm201901", "qm201902"]),
        (date(9998, 12, 31), date.max, ["qd99981231", "qy9999"]),
        (date(2019, 2, 1), date(2019, 1, 1), []),
    ],
)
def test_a_range_of_days_is_a_few_facets(first: date, last: date, facets: list[str]) -> None:
    assert range_facets(first, last) == facets


DAYS = st.dates(date(2015, 1, 1), date(2022, 12, 31))


@given(DAYS, DAYS, DAYS)
def test_a_day_is_in_a_range_if_one_of_its_facets_is(first: date, last: date, day: date) -> None:
    found = set(day_facets(day)) & set(range_facets(first, last))
    assert len(found) == (first <= day <= last)


@given(DAYS, DAYS, DAYS, DAYS)
def test_a_stretch_meets_a_range_if_one_of_its_facets_is_asked_for(
    first: date, last: date, since: date, until: date
) -> None:
    first, last = sorted((first, last))
    found = set(stretch_facets(SAID, first, last)) & set(meeting_facets(SAID, since, until))
    assert bool(found) == (since <= until and first <= until and since <= last)


def test_a_stretch_from_of_old_is_cut() -> None:
    found = stretch_facets(SAID, date.min, EARLIEST)
    assert found == stretch_facets(SAID, EARLIEST, EARLIEST)
