"""Times in texts: cases in tests/cases/parse/times.md, and what holds for any text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.evaluate.predict import own_parser
from sayso.parse import find_times
from sayso.parse.times.calendar import shift
from sayso.records import Entity, Parse, Span, Time
from sayso.terms import EntityKind, Precision

CASES = Path(__file__).parents[1] / "cases" / "parse" / "times.md"
BOUNDS = re.compile(r"(.*) \((\S+) \.\. (\S+)\)")
PUBLISHED = date(2031, 3, 4)


def read_cases() -> Iterator[tuple[str, date | None, list[str]]]:
    """Sentence, day of publication, and what its times are."""
    published = None
    for line in CASES.read_text(encoding="utf-8").partition("\n## ")[2].splitlines()[1:]:
        text, *times = line.split(" | ")
        if text == "published":
            published = None if times == ["none"] else date.fromisoformat(times[0])
        elif text and not text.startswith("## "):
            yield text, published, times


ROWS = list(read_cases())


@cache
def parses() -> dict[str, Parse]:
    texts = [text for text, _, _ in ROWS]
    return dict(zip(texts, own_parser(texts), strict=True))


def found(text: str, published: date | None) -> tuple[Time, ...]:
    parse = parses()[text]
    return find_times(text, parse.words, parse.sentences, published, parse.entities)


def shown(time: Time, text: str, like: str) -> str:
    """A time as a case writes it, with its first and last day where the case has them."""
    plain = f"{time.span.of(text)} = {time.value}"
    return f"{plain} ({time.start} .. {time.end})" if BOUNDS.fullmatch(like) else plain


@pytest.mark.parametrize(("text", "published", "times"), ROWS, ids=[row[0] for row in ROWS])
def test_words_that_say_when_mean_a_stretch_of_the_calendar(
    text: str, published: date | None, times: list[str]
) -> None:
    got = found(text, published)
    likes = [*times, *[""] * len(got)]
    assert [shown(time, text, like) for time, like in zip(got, likes, strict=False)] == times


def only(text: str, published: date | datetime | None = PUBLISHED) -> Time:
    (time,) = find_times(text, published=published)
    return time


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("at 9 a.m. today", Precision.INSTANT),
        ("on Tuesday morning", Precision.PART_OF_DAY),
        ("on Tuesday", Precision.DAY),
        ("last week", Precision.WEEK),
        ("in January", Precision.MONTH),
        ("in the second quarter", Precision.QUARTER),
        ("last summer", Precision.SEASON),
        ("in 2014", Precision.YEAR),
        ("in the 1990s", Precision.DECADE),
        ("in early 2019", Precision.INTERVAL),
        ("for three days", Precision.INTERVAL),
        ("in recent weeks", Precision.VAGUE),
    ],
)
def test_a_time_is_as_exact_as_its_words(text: str, precision: Precision) -> None:
    assert only(text).precision is precision


def test_a_relative_day_has_no_place_in_the_calendar_and_says_so() -> None:
    time = only("They met on Tuesday.", published=None)
    assert (time.start, time.end, time.precision) == (None, None, Precision.DAY)
    assert time.reason == "the report has no date to count from"


def test_the_hour_of_publication_does_not_matter_to_a_day() -> None:
    late = datetime(2031, 3, 4, 23, 59)
    assert only("They met on Tuesday.", late).value == "2031-03-04"


def test_a_part_of_a_name_is_no_time() -> None:
    text = "He told Radio Tuesday that it rained."
    name = Entity(Span(8, 21), EntityKind.ORGANISATION)
    assert find_times(text, published=PUBLISHED, entities=(name,)) == ()


WORDS = """
  Tuesday last next the 31 February 2019 1990s 9 a.m. noon , . May may week s - two days ago early
  mid every half hundred thousand 99999 0 00:61 12/31/99 31.12.1999 9999-12-31 century decades later
  end of this year winter Christmas quarter nineteen ninety-four a couple night earlier fiscal Sun.
  first 0000-00-00 24:00 GMT
"""
PIECES = st.lists(st.sampled_from([*WORDS.split(), "\n"]), max_size=30).map(" ".join)


@given(st.one_of(PIECES, st.text(max_size=200)), st.one_of(st.none(), st.dates()))
def test_any_text_gives_times_in_order_inside_it(text: str, published: date | None) -> None:
    times = find_times(text, published=published)
    edges = [edge for time in times for edge in (time.span.start, time.span.end)]
    assert edges == sorted(edges)
    assert all(0 <= time.span.start < time.span.end <= len(text) for time in times)
    assert all((time.start is None) == (time.end is None) for time in times)
    assert all(time.start <= time.end for time in times if time.start and time.end)


def test_fifty_thousand_words_take_less_than_two_seconds() -> None:
    """With its tags, TimeBank is read at 130,000 words a second."""
    quiet = "The ferry waited for the tide while dockers stood about and the mayor said nothing.\n"
    text = "".join(f"{row[0]}\n{quiet * 3}" for row in ROWS)
    text *= 50_000 // len(text.split()) + 1
    begun = process_time()
    find_times(text, published=PUBLISHED)
    assert process_time() - begun < 2


@pytest.mark.parametrize("unit", ["TS", "TM", "TH"])
def test_hours_and_minutes_are_not_counted_from_a_day(unit: str) -> None:
    assert shift(date(2031, 3, 4), -1, unit) is None
