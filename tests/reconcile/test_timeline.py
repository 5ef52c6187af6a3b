"""Moments by the clock, and what several reports tell as one entry."""

from __future__ import annotations

import random
from dataclasses import replace

from sayso.reconcile.timeline import Entry, order
from sayso.records import Moment, Party, Span, Time
from sayso.terms import Clock, EventType, Manner, Modality, Precision


def day(value: str) -> Time:
    return Time(Span(0, 1), value, Precision.DAY, value, value, "as written")


RAID = Moment(
    "m1",
    "r1",
    Span(0, 4),
    EventType.ASSAULT,
    None,
    (Party("Vosse", "vosse1"),),
    (Party("the base", "base1"),),
    happened=day("2031-05-12"),
    published="2031-05-13",
)
AGAIN = replace(
    RAID,
    id="m2",
    report="r2",
    actors=(Party("he", "vosse2"),),
    recipients=(Party("it", "base2"),),
    said=day("2031-05-12"),
)
SAID = Moment("m3", "r2", Span(9, 12), None, Manner.SAY, (Party("Dovane"),), said=day("2031-05-11"))
GROUPS = {"vosse2": "vosse1", "base2": "base1"}


def ids(entries: tuple[Entry, ...]) -> list[tuple[str, ...]]:
    return [tuple(one.id for one in entry.moments) for entry in entries]


def test_a_deed_of_the_same_actors_on_one_day_is_one_entry_known_since_first_said() -> None:
    (entry,) = order([RAID, AGAIN], Clock.HAPPENED, GROUPS, {})
    assert ids((entry,)) == [("m2", "m1")]
    assert (entry.at, entry.as_of, entry.reports, entry.lines) == (
        "2031-05-12",
        "2031-05-12",
        2,
        2,
    )


def test_what_is_denied_or_done_by_others_is_another_entry() -> None:
    others = [
        replace(AGAIN, id="not", negated=True),
        replace(AGAIN, id="may", modality=Modality.HEDGED),
        replace(AGAIN, id="who", actors=(Party("Tarsk", "tarsk"),)),
    ]
    assert len(order([RAID, *others], Clock.HAPPENED, GROUPS, {})) == 4


def test_copies_of_one_passage_are_one_entry_and_one_line_whoever_is_known_in_them() -> None:
    copy = replace(RAID, id="m4", report="r4", actors=(Party("men"),), recipients=())
    (entry,) = order([RAID, copy], Clock.HAPPENED, {}, {"m1": "wire", "m4": "wire"})
    assert (ids((entry,)), entry.reports, entry.lines) == ([("m1", "m4")], 2, 1)


def test_each_clock_orders_what_has_its_time() -> None:
    every = [RAID, AGAIN, SAID]
    assert ids(order(every, Clock.SAID, {}, {})) == [("m3",)]
    assert ids(order(every, Clock.PUBLISHED, {}, {})) == [("m1",), ("m2",)]
    shuffled = random.Random(1).sample(every, 3)
    assert order(shuffled, Clock.HAPPENED, GROUPS, {}) == order(every, Clock.HAPPENED, GROUPS, {})
