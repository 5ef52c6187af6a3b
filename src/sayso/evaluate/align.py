"""Carries gold spans over into a text that reading changed (Unicode NFC, trimmed edges)."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from difflib import SequenceMatcher

from sayso.records import Span

# Below this share of equal characters the two are different texts, and a score would mean nothing.
ENOUGH = 0.9
UNIT = re.compile(r"\w+|\s|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of the one text that stand for characters of the other."""

    here: Span
    there: Span
    equal: bool


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two texts stretch by stretch; ``share`` of the first, spaces aside, is in the second."""

    stretches: tuple[Stretch, ...]
    share: float

    def carry(self, span: Span) -> Span:
        """The same words in the other text; a changed word is taken whole. May be empty."""
        start = self._carry(span.start)[0]
        return Span(start, max(start, self._carry(span.end - 1)[1]))

    def _carry(self, at: int) -> tuple[int, int]:
        """Where the character ``at`` starts and ends in the other text."""
        starts = [stretch.here.start for stretch in self.stretches]
        stretch = self.stretches[max(bisect_right(starts, at) - 1, 0)]
        if not stretch.equal:
            return stretch.there.start, stretch.there.end
        there = stretch.there.start + at - stretch.here.start
        return there, there + 1


def align(here: str, there: str) -> Alignment:
    """Align two texts by words."""
    ours, theirs = UNIT.findall(here), UNIT.findall(there)
    ours_at, theirs_at = _edges(ours), _edges(theirs)
    stretches: list[Stretch] = []
    for kind, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if a == b:
            continue  # only in the other text: no span of this one points at it
        stretches.append(
            Stretch(Span(ours_at[a], ours_at[b]), Span(theirs_at[c], theirs_at[d]), kind == "equal")
        )
    equal = sum(_ink(s.here.of(here)) for s in stretches if s.equal)
    return Alignment(tuple(stretches), equal / _ink(here) if _ink(here) else 1.0)


def _ink(text: str) -> int:
    """Characters of it that are no space."""
    return len("".join(text.split()))


def _edges(units: list[str]) -> list[int]:
    edges = [0]
    for unit in units:
        edges.append(edges[-1] + len(unit))
    return edges
