"""Stances of many reports as a signed network: who stands where to whom, and since when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sayso.records import Stance
from sayso.terms import StanceKind


@dataclass(frozen=True, slots=True)
class Edge:
    """All stances of one actor to another of one kind and sign.

    ``told`` are how many of them only somebody else tells of; ``lines`` how many of their reports
    are independent. ``first`` and ``last`` are times as
    in a Stance, None where no stance has one. ``stances`` are their ids, the earliest first.
    """

    actor: str
    target: str
    kind: StanceKind
    sign: int
    stances: tuple[str, ...]
    told: int
    reports: int
    lines: int
    first: str | None
    last: str | None

    def as_object(self, names: Mapping[str, str], words: Mapping[str, str]) -> dict[str, object]:
        """What JSON or a row of CSV has (lists joined by the caller).

        ``names`` are those of actors by group, ``words`` the words of stances by id.
        """
        return {
            "actor": names.get(self.actor, self.actor),
            "actor_id": self.actor,
            "stance": self.kind.value,
            "sign": self.sign,
            "target": names.get(self.target, self.target),
            "target_id": self.target,
            "times": len(self.stances),
            "told": self.told,
            "reports": self.reports,
            "lines": self.lines,
            "first": self.first,
            "last": self.last,
            "words": [words[id] for id in self.stances if id in words],
        }


def network(
    stances: Iterable[Stance],
    groups: Mapping[str, str] | None = None,
    lines: Mapping[str, str] | None = None,
) -> tuple[Edge, ...]:
    """The edges, the most often taken first; the order of the stances makes no difference.

    ``groups`` gives the group of an actor by its id; who is in none stays alone. A stance of a
    group to itself, as of a state to its government where they are one, is none. ``lines`` gives
    the line of a stance by its id, the same for stances in copies of one passage.
    """
    of = groups or {}
    found: defaultdict[tuple[str, str, StanceKind, int], list[Stance]] = defaultdict(list)
    for one in sorted(set(stances), key=lambda s: (s.at or "9", s.report, s.words, s.id)):
        actor, target = of.get(one.actor, one.actor), of.get(one.target, one.target)
        if actor != target:
            found[actor, target, one.kind, one.sign].append(one)
    edges = [_edge(key, some, lines or {}) for key, some in found.items()]
    return tuple(sorted(edges, key=lambda e: (-len(e.stances), e.actor, e.target, e.kind, e.sign)))


def _edge(
    key: tuple[str, str, StanceKind, int], stances: list[Stance], lines: Mapping[str, str]
) -> Edge:
    times = [one.at for one in stances if one.at]
    reports = len({one.report for one in stances})
    return Edge(
        *key,
        tuple(one.id for one in stances),
        sum(one.within is not None for one in stances),
        reports,
        min(reports, len({lines.get(one.id, one.report) for one in stances})),
        min(times, default=None),
        max(times, default=None),
    )
