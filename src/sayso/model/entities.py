"""Entities: tags of words, and how likely it is by them that some words are one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sayso.model.chain import Doubles
from sayso.model.tokens import Floats, Ints
from sayso.terms import EntityKind

KINDS = tuple(EntityKind)
ENTITY_TAGS = ("O", *(f"{prefix}-{kind}" for kind in KINDS for prefix in "BIES"))
_NUMBERS = {tag: number for number, tag in enumerate(ENTITY_TAGS)}
_BEGINS, _GOES_ON, _ENDS, _ALONE = (
    [_NUMBERS[f"{prefix}-{kind}"] for kind in KINDS] for prefix in "BIES"
)
#: A word whose every other tag is this many times less likely than none is surely in no entity.
SURE = 20
#: Chance below which words are no candidate.
LEAST = float(np.exp(-5))
#: Words of an entity, at most.
LONGEST = 24


def tag_number(prefix: str, kind: EntityKind) -> int:
    """Column of a tag among the scores of a word."""
    return _NUMBERS[f"{prefix}-{kind}"]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Words [first, last) that may be an entity, N of them in the order of the text.

    ``chances`` [N, kinds] are how likely exactly those words are an entity of each kind; what
    they lack of 1 is how likely they are none.
    """

    first: Ints
    last: Ints
    chances: Doubles


def find_candidates(scores: Floats, sentences: Sequence[tuple[int, int]]) -> Candidates:
    """What may be an entity by the scores of tags [W, T]; none crosses the end of a sentence.

    The chances are exact: of all sequences of tags that make whole entities, the share of those
    that have this one. What stands before a word that is surely in none tells nothing of what
    stands behind it, so the sums run over the stretches in between, all at once.
    """
    unsure = np.flatnonzero(scores[:, 0] - scores[:, 1:].max(axis=1) <= np.log(SURE))
    logs = scores[unsure].astype(np.float64)
    logs -= logs.max(axis=1, keepdims=True)
    starts, ends = _stretches(unsure, [start for start, _ in sentences])
    before, behind, whole = _sums(logs, starts, ends)
    first, last, stretch = _pairs(starts, ends)
    outer = before[first] + behind[last - 1] - whole[stretch]
    chances = np.exp(outer[:, None] + _inner(logs, first, last))
    kept = chances.sum(axis=1) >= LEAST
    return Candidates(unsure[first[kept]], unsure[last[kept] - 1] + 1, chances[kept])


def _stretches(words: Ints, sentences: Sequence[int]) -> tuple[Ints, Ints]:
    """First and last + 1 of the runs of neighbours among some words, cut where sentences start."""
    opens = np.diff(words, prepend=-2) > 1
    opens |= np.isin(words, sentences)
    starts = np.flatnonzero(opens)
    return starts, np.append(starts[1:], len(words))[: len(starts)]


def _sums(logs: Doubles, starts: Ints, ends: Ints) -> tuple[Doubles, Doubles, Doubles]:
    """Logs of sums over tags: of the words before each [W], behind each [W], of each stretch.

    Before and behind are within its stretch, no entity being open. Behind is before in a text that
    is read backwards, in which entities begin with their ends.
    """
    turned = logs[::-1].copy()
    turned[:, [*_BEGINS, *_ENDS]] = turned[:, [*_ENDS, *_BEGINS]]
    size = len(logs)
    starts, ends = np.append(starts, 2 * size - ends), np.append(ends, 2 * size - starts)
    before, whole = _sums_before(np.concatenate([logs, turned]), starts, ends)
    return before[:size], before[size:][::-1], whole


def _sums_before(logs: Doubles, starts: Ints, ends: Ints) -> tuple[Doubles, Doubles]:
    shut = np.log(np.exp(logs[:, [0, *_ALONE]]).sum(axis=1))
    begins, goes_on, ends_here = logs[:, _BEGINS], logs[:, _GOES_ON], logs[:, _ENDS]
    before = np.zeros(len(logs))
    closed = np.zeros(len(starts))
    opened = np.full((len(starts), len(KINDS)), -np.inf)
    for step in range(int((ends - starts).max(initial=0))):
        alive = np.flatnonzero(starts + step < ends)
        at = starts[alive] + step
        before[at] = outside = closed[alive]
        inside = opened[alive]
        ended = np.logaddexp.reduce(inside + ends_here[at], axis=1)
        opened[alive] = np.logaddexp(outside[:, None] + begins[at], inside + goes_on[at])
        closed[alive] = np.logaddexp(outside + shut[at], ended)
    return before, closed


def _pairs(starts: Ints, ends: Ints) -> tuple[Ints, Ints, Ints]:
    """First and last word + 1 of all that may be one entity, and the number of its stretch."""
    sizes = ends - starts
    stretch = np.repeat(np.arange(len(starts)), sizes)
    words = np.arange(len(stretch))
    lengths = np.minimum(ends[stretch] - words, LONGEST)
    first = np.repeat(words, lengths)
    place = np.arange(len(first)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return first, first + place + 1, stretch[first]


def _inner(logs: Doubles, first: Ints, last: Ints) -> Doubles:
    """Logs of the tags of one entity [N, kinds]."""
    inside = np.concatenate([np.zeros((1, len(KINDS))), np.cumsum(logs[:, _GOES_ON], axis=0)])
    between = inside[last - 1] - inside[np.minimum(first + 1, last - 1)]
    alone = (last - first == 1)[:, None]
    several = logs[first][:, _BEGINS] + between + logs[last - 1][:, _ENDS]
    return np.where(alone, logs[first][:, _ALONE], several)
