"""Times: the words of a report that say when, and what each means in the calendar.

finding > tense > what is counted from > meaning. The rules are own: the one library on PyPI that
finds and normalises English times, recognizers-text-date-time 1.0.2a2, asks for an emoji package
of 2022, reads 54 words a second, and finds TimeBank's with a relaxed F1 of 84.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sayso.parse.times.calendar import narrow, stretch
from sayso.parse.times.finding import find_expressions
from sayso.parse.times.moment import DAY, Meaning, Moment, Tense, said
from sayso.parse.times.tags import Expression, Tags
from sayso.parse.times.tense import tense_at
from sayso.records import Entity, Span, Time, Word
from sayso.terms import Precision

__all__ = ["find_times"]

NO_DAY = "the report has no date to count from"
# So many times back, a report's own are remembered: "that day", "the quarter".
REMEMBERED = 12
_ENDS = {
    **dict.fromkeys(("early", "earlier", "beginning", "start"), "start"),
    **dict.fromkeys(("late", "later", "end", "close"), "end"),
    **dict.fromkeys(("mid", "middle"), "mid"),
}


class _Anchor(NamedTuple):
    today: date | None
    counted: str


def find_times(
    text: str,
    words: Sequence[Word] = (),
    sentences: Sequence[tuple[int, int]] = (),
    published: date | datetime | None = None,
    entities: Sequence[Entity] = (),
) -> tuple[Time, ...]:
    """The times of a text, in order.

    Relative ones are counted from ``published``, else from the first full date in the text, else
    they stay relative. Words and sentences are those of the text's parse; without them a line is
    a sentence and no verb tells past from future.
    """
    tags = Tags(text, words, entities)
    ranges = [range(*sentence) for sentence in sentences]
    found = list(find_expressions(tags, _sentences(text, words, ranges)))
    anchor = _anchor(found, published)
    told: list[str] = []
    times: list[Time] = []
    here: tuple[int, str | None] = (-1, None)
    for expression in found:
        day = here[1] if here[0] == expression.sentence else None
        tense = _tense(tags, expression, ranges)
        moment = Moment(anchor.today, anchor.counted, tense, tuple(told[-REMEMBERED:]), day)
        meaning = expression.rule.means(expression.match, moment)
        if meaning is None:
            continue
        times.append(_time(expression, meaning))
        told.append(meaning.value)
        if re.fullmatch(DAY, meaning.value):
            here = expression.sentence, meaning.value
    return tuple(times)


def _sentences(text: str, words: Sequence[Word], ranges: Sequence[range]) -> list[Span]:
    if words:
        return [Span(words[r[0]].span.start, words[r[-1]].span.end) for r in ranges if r]
    spans, at = [], 0
    for line in text.splitlines(keepends=True):
        spans.append(Span(at, at + len(line)))
        at += len(line)
    return spans


def _anchor(found: Sequence[Expression], published: date | datetime | None) -> _Anchor:
    if published is not None:
        day = published.date() if isinstance(published, datetime) else published
        return _Anchor(day, f"counted from the day of publication, {day.isoformat()}")
    for expression in found:
        if not (said(expression.match, "year") or said(expression.match, "iso_year")):
            continue
        meaning = expression.rule.means(expression.match, Moment(None, NO_DAY))
        precision, start, _ = stretch(meaning.value) if meaning else (None, None, None)
        if start and precision in (Precision.DAY, Precision.PART_OF_DAY, Precision.INSTANT):
            day = date.fromisoformat(start[:10])
            return _Anchor(day, f"counted from the first date in the text, {day.isoformat()}")
    return _Anchor(None, NO_DAY)


def _tense(tags: Tags, expression: Expression, ranges: Sequence[range]) -> Tense:
    if not tags.words:
        return Tense.NONE
    inside = tags.inside(expression.span)
    return tense_at(tags.text, tags.words, inside, ranges[expression.sentence])


def _time(expression: Expression, meaning: Meaning) -> Time:
    precision, start, end = stretch(meaning.value)
    bounds = meaning.bounds
    part = said(expression.match, "part").removeprefix("the ").removeprefix("very ")
    part = _ENDS.get(part.removesuffix(" of"), "")
    if part and bounds is None:
        bounds = narrow(meaning.value, part)
    if bounds:
        precision, (start, end) = Precision.INTERVAL, bounds
    return Time(expression.span, meaning.value, precision, start, end, meaning.reason)
