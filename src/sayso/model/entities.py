"""Entities: tags of words, and how likely it is by them that some words are one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.model.tokens import Floats, Ints
from sayso.terms import EntityKind

ENTITY_TAGS = ("O", *(f"{prefix}-{kind}" for kind in EntityKind for prefix in "BIES"))
KINDS = tuple(EntityKind)
_NUMBERS = {tag: number for number, tag in enumerate(ENTITY_TAGS)}
_BEGINS, _GOES_ON, _ENDS, _ALONE = (
    [_NUMBERS[f"{prefix}-{kind}"] for kind in KINDS] for prefix in "BIES"
)
#: A word is left out of the search where any other tag is this many times less likely than none.
SURE = 20
#: Candidates that are less likely are none.
LEAST = np.exp(-5)
#: Words of an entity, at most.
LONGEST = 24


@dataclass(frozen=True, slots=True)
class Candidates:
    """Words [first, last) that may be an entity, N of them, by their first word.

    ``chances`` [N, kinds] are how likely each is one of each kind, and exactly those words; what
    they lack of 1 is how likely it is none.
    """

    first: Ints
    last: Ints
    chances: Floats


def tag_number(prefix: str, kind: EntityKind) -> int:
    """Column of a tag among the scores of a word."""
    return _NUMBERS[f"{prefix}-{kind}"]


@dataclass(frozen=True, slots=True)
class _Stretches:
    """Runs of words, the longest first, in which entities are looked for, each on its own."""

    starts: Ints
    ends: Ints

    def steps(self) -> range:
        """One a word of the longest."""
        return range(int((self.ends - self.starts).max(initial=0)))

    def alive(self, step: int) -> int:
        """How many of them, from the first, have more than ``step`` words."""
        return int((self.ends - self.starts > step).sum())


def find_candidates(scores: Floats, sentences: Sequence[tuple[int, int]]) -> Candidates:
    """What may be an entity by the scores of tags [W, T]; none crosses the end of a sentence.

    The chances are exact: of all sequences of tags that make whole entities, those that have this
    one. Most words are surely part of none, and what is before such a word tells nothing of what
    is behind it: so the search runs over the stretches in between, all at once.
    """
    logs = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    stretches = _find_stretches(scores, sentences)
    before, whole = _sum_before(logs, stretches)
    behind = _sum_behind(logs, stretches)
    outer = np.full(len(scores), -np.inf)  # of an entity's first word, without its own tags
    stop = np.zeros(len(scores), dtype=np.int64)
    for step in stretches.steps():
        alive = stretches.alive(step)
        at = stretches.starts[:alive] + step
        outer[at], stop[at] = before[at] - whole[:alive], stretches.ends[:alive]
    found = [_of_length(n, logs, outer, behind, stop) for n in range(1, LONGEST + 1)]
    first = np.concatenate([words for words, _ in found])
    last = first + np.repeat(np.arange(1, LONGEST + 1), [len(words) for words, _ in found])
    order = np.argsort(first, kind="stable")
    chances = np.concatenate([chances for _, chances in found])
    return Candidates(first[order], last[order], chances[order].astype(np.float32))


def _find_stretches(scores: Floats, sentences: Sequence[tuple[int, int]]) -> _Stretches:
    """Runs of words that may be in an entity, cut where sentences start."""
    unsure = scores[:, 0] - scores[:, 1:].max(axis=1, initial=-np.inf) <= np.log(SURE)
    cut = np.ones(len(scores), dtype=bool)
    cut[1:] = ~unsure[:-1]
    cut[[start for start, _ in sentences]] = True
    starts = np.flatnonzero(unsure & cut)
    closed = np.append(cut[1:] | ~unsure[1:], True)[: len(scores)]
    ends = np.flatnonzero(unsure & closed) + 1
    order = np.argsort(starts - ends, kind="stable")
    return _Stretches(starts[order], ends[order])


def _sum_before(logs: Floats, stretches: _Stretches) -> tuple[NDArray, NDArray]:
    """Log of all that the words before each may be [W], no entity being open, and of all words."""
    outside = np.logaddexp(logs[:, 0], np.logaddexp.reduce(logs[:, _ALONE], axis=1))
    before = np.zeros(len(logs))
    closed = np.zeros(len(stretches.starts))
    opened = np.full((len(stretches.starts), len(KINDS)), -np.inf)
    for step in stretches.steps():
        alive = stretches.alive(step)
        at = stretches.starts[:alive] + step
        shut, going = closed[:alive], opened[:alive]
        before[at] = shut
        ending = np.logaddexp.reduce(going + logs[at][:, _ENDS], axis=1)
        begun = shut[:, None] + logs[at][:, _BEGINS]
        opened[:alive] = np.logaddexp(begun, going + logs[at][:, _GOES_ON])
        closed[:alive] = np.logaddexp(shut + outside[at], ending)
    return before, closed


def _sum_behind(logs: Floats, stretches: _Stretches) -> NDArray:
    """The same of the words behind each: a text read backwards, where ends begin."""
    turned = logs[::-1].copy()
    turned[:, _BEGINS], turned[:, _ENDS] = logs[::-1][:, _ENDS], logs[::-1][:, _BEGINS]
    size = len(logs)
    mirrored = _Stretches(size - stretches.ends, size - stretches.starts)
    return _sum_before(turned, mirrored)[0][::-1]


def _of_length(
    length: int, logs: Floats, outer: NDArray, behind: NDArray, stop: Ints
) -> tuple[Ints, NDArray]:
    """First words of the candidates of one length, and their chances."""
    first = np.flatnonzero(np.arange(len(stop)) + length <= stop)
    last = first + length - 1
    if length == 1:
        inner = logs[first][:, _ALONE]
    else:
        inner = logs[first][:, _BEGINS] + logs[last][:, _ENDS]
        for step in range(1, length - 1):
            inner = inner + logs[first + step][:, _GOES_ON]
    chances = np.exp(inner + (outer[first] + behind[last])[:, None])
    kept = chances.sum(axis=1) > LEAST
    return first[kept], chances[kept]
