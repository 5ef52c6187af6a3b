"""Moments of many reports in the order of a clock, with what several of them tell as one entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.records import Moment, Party
from sayso.terms import Clock


@dataclass(frozen=True, slots=True)
class Entry:
    """Moments that tell of one thing at one time, the earliest told first.

    ``at`` is its time on the clock and ``as_of`` when it was first known, both ISO 8601.
    ``lines`` are how many of its ``reports`` are independent.
    """

    at: str
    moments: tuple[Moment, ...]
    reports: int
    lines: int
    as_of: str | None


def order(
    moments: Iterable[Moment], clock: Clock, groups: Mapping[str, str], lines: Mapping[str, str]
) -> tuple[Entry, ...]:
    """Entries by one clock, the earliest first; what tells no such time is left out.

    Events are one entry where type, time, polarity, modality and everybody that is known in them
    agree, and there is somebody known in them; all moments are where they stand in copies of one
    passage. ``groups`` gives the group of an actor, ``lines`` the line of a moment, by id.
    """
    dated = [(at, one) for one in moments if (at := time_of(one, clock)) is not None]
    found: defaultdict[int, list[Moment]] = defaultdict(list)
    for root, (_, one) in zip(_roots(dated, groups, lines), dated, strict=True):
        found[root].append(one)
    entries = [_entry(dated[root][0], some, lines) for root, some in found.items()]
    return tuple(sorted(entries, key=lambda entry: (entry.at, entry.moments[0].id)))


def _roots(
    dated: Sequence[tuple[str, Moment]], groups: Mapping[str, str], lines: Mapping[str, str]
) -> list[int]:
    """For each moment the number of the first that it is one entry with."""
    roots = list(range(len(dated)))
    met: dict[tuple[object, ...], int] = {}
    for number, (at, one) in enumerate(dated):
        for key in _keys(one, groups, lines):
            first, own = met.setdefault((at, *key), number), number
            while roots[first] != first:
                first = roots[first]
            while roots[own] != own:
                own = roots[own]
            roots[max(first, own)] = min(first, own)
    for number, root in enumerate(roots):
        roots[number] = roots[root]  # a root has a lesser number, and so its own already
    return roots


def time_of(moment: Moment, clock: Clock) -> str | None:
    """When a moment is, by a clock; events are not said, but what is said of them is."""
    if clock is Clock.PUBLISHED:
        return moment.published
    if clock is Clock.SAID and moment.event is not None:
        return None
    time = moment.happened if clock is Clock.HAPPENED else moment.said
    return time.start if time else None


def _keys(
    one: Moment, groups: Mapping[str, str], lines: Mapping[str, str]
) -> Iterator[tuple[object, ...]]:
    """What moments share that are one entry."""
    happened = one.happened.value if one.happened else None
    if one.id in lines:
        yield (happened, one.event, lines[one.id])
    if one.event is not None:
        sides = [_known(parties, groups) for parties in (one.actors, one.recipients)]
        if any(sides):
            yield (happened, one.event, one.negated, one.modality, *sides)


def _known(parties: Iterable[Party], groups: Mapping[str, str]) -> frozenset[str]:
    return frozenset(groups.get(one.actor, one.actor) for one in parties if one.actor)


def _entry(at: str, moments: list[Moment], lines: Mapping[str, str]) -> Entry:
    ordered = sorted(moments, key=lambda one: (one.as_of or "9", one.report, one.span, one.id))
    reports = len({one.report for one in ordered})
    apart = len({lines.get(one.id, one.report) for one in ordered})
    known = [one.as_of for one in ordered if one.as_of]
    return Entry(at, tuple(ordered), reports, min(reports, apart), min(known, default=None))
