"""The linear chain over words: exact posteriors of tags and of whole spans, in numpy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.model.tokens import Floats

Doubles = NDArray[np.float64]

ROLES = ("source", "cue", "content")
TAGS = ("O", *(f"{prefix}-{role}" for role in ROLES for prefix in "BIES"))


@dataclass(frozen=True, slots=True)
class Posterior:
    """What the chain believes of one text of W words.

    ``forward`` and ``backward`` [W, T] are scaled so that their product is the posterior of each
    tag; ``emissions`` [W, T] are potentials divided by the same scale; ``moves`` [T, T].
    """

    forward: Doubles
    backward: Doubles
    emissions: Doubles
    moves: Doubles

    @property
    def tags(self) -> Doubles:
        """Posterior of each tag at each word [W, T]."""
        return self.forward * self.backward


GOES_ON = [number for number, tag in enumerate(TAGS) if tag[0] in "IE"]
GOES_OUT = [number for number, tag in enumerate(TAGS) if tag[0] in "BI"]


def break_spans(emissions: Floats, words: NDArray[np.int64]) -> Floats:
    """The same potentials [W, T] with no way for a span to run into any of ``words``."""
    found = emissions.copy()
    found[words[:, None], GOES_ON] = -1e4
    found[(words[words > 0] - 1)[:, None], GOES_OUT] = -1e4
    return found


def posteriors(emissions: list[Floats], table: Floats) -> list[Posterior]:
    """Forward and backward sums of several texts at once.

    ``emissions`` are log-potentials [W, T] of each text; ``table`` [T + 1, T] log-potentials of
    moves, its first row from the start. Texts share the loop over words, which is its cost.
    """
    if not emissions:
        return []
    order = sorted(range(len(emissions)), key=lambda i: -len(emissions[i]))
    lengths = np.array([len(emissions[i]) for i in order])
    longest, count, width = int(lengths[0]), len(order), table.shape[1]
    shifted = np.ones((longest, count, width))
    for column, i in enumerate(order):
        scores = emissions[i].astype(np.float64)
        shifted[: len(scores), column] = np.exp(scores - scores.max(axis=1, keepdims=True))
    opening, moves = np.exp(table[0].astype(np.float64)), np.exp(table[1:].astype(np.float64))
    alive = (lengths[None] > np.arange(longest)[:, None]).sum(axis=1)
    forward = _forward(shifted, opening, moves, alive)
    backward = _backward(shifted, moves, alive)
    found: dict[int, Posterior] = {}
    for column, i in enumerate(order):
        n = lengths[column]
        found[i] = Posterior(forward[:n, column], backward[:n, column], shifted[:n, column], moves)
    return [found[i] for i in range(len(emissions))]


def _forward(
    shifted: Doubles, opening: Doubles, moves: Doubles, alive: NDArray[np.int64]
) -> Doubles:
    """Scaled forward sums; ``shifted`` is divided in place by the scale of each word."""
    forward = np.zeros_like(shifted)
    for word, n in enumerate(alive):
        before = opening if word == 0 else forward[word - 1, :n] @ moves
        sums = before * shifted[word, :n]
        scale = np.maximum(sums.sum(axis=1, keepdims=True), 1e-300)
        forward[word, :n] = sums / scale
        shifted[word, :n] /= scale
    return forward


def _backward(shifted: Doubles, moves: Doubles, alive: NDArray[np.int64]) -> Doubles:
    backward = np.ones_like(shifted)
    for word in range(len(alive) - 2, -1, -1):
        n = alive[word + 1]
        ahead = backward[word + 1, :n] * shifted[word + 1, :n]
        backward[word, :n] = ahead @ moves.T
    return backward


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """A span of words ``[start, end)`` with a role and its posterior probability."""

    start: int
    end: int
    role: str
    probability: float


def candidates(posterior: Posterior, least: float = 0.05) -> list[Candidate]:
    """Every span whose posterior is at least ``least``, exact: no sampling and no n-best."""
    found = [c for number in range(len(ROLES)) for c in _candidates(posterior, number, least)]
    return sorted(found)


def _candidates(posterior: Posterior, number: int, least: float) -> list[Candidate]:
    begin, inside, end, single = (1 + 4 * number + k for k in range(4))
    role, tags = ROLES[number], posterior.tags
    found = [
        Candidate(int(w), int(w) + 1, role, float(tags[w, single]))
        for w in np.flatnonzero(tags[:, single] >= least)
    ]
    starts = np.flatnonzero(tags[:, begin] >= least)
    ends = np.flatnonzero(tags[:, end] >= least)
    if not len(starts) or not len(ends):
        return found
    tiny = 1e-300
    scores, moves = posterior.emissions, np.log(posterior.moves + tiny)
    steps = moves[inside, inside] + np.log(scores[:, inside] + tiny)
    total = np.concatenate(([0.0], np.cumsum(steps)))  # total[w]: of the words before w
    opened = np.log(posterior.forward[starts, begin] + tiny)
    closed = np.log(scores[ends, end] * posterior.backward[ends, end] + tiny)
    # Longer spans enter the inside by one move, go on inside, and leave by one move to the end.
    joint = opened[:, None] + closed[None]
    long = total[ends][None] - total[starts + 1][:, None] - moves[inside, inside]
    long = long + moves[begin, inside] + moves[inside, end]
    length = ends[None] - starts[:, None]
    joint = joint + np.where(length >= 2, long, moves[begin, end])
    joint = np.where(length >= 1, joint, -np.inf)
    for i, j in np.argwhere(joint >= np.log(least)):
        found.append(Candidate(int(starts[i]), int(ends[j]) + 1, role, float(np.exp(joint[i, j]))))
    return found


def best_spans(found: list[Candidate], floors: dict[str, float]) -> list[Candidate]:
    """The spans that do not overlap and gain most, each its probability less its role's floor.

    With floors that trade a miss against a false alarm this is the set of best expected F1,
    which a most probable tag sequence is not.
    """
    kept = sorted((c for c in found if c.probability > floors[c.role]), key=lambda c: c.end)
    ends = np.array([c.end for c in kept])
    gains, back = [0.0], [(-1, False)]
    for number, span in enumerate(kept):
        before = int(np.searchsorted(ends[:number], span.start, side="right"))
        gain = gains[before] + span.probability - floors[span.role]
        take = gain > gains[-1]
        gains.append(gain if take else gains[-1])
        back.append((before, take))
    chosen, at = [], len(kept)
    while at > 0:
        before, take = back[at]
        if take:
            chosen.append(kept[at - 1])
        at = before if take else at - 1
    return chosen[::-1]
