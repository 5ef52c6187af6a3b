"""The linear chain over words: exact posteriors of tags and of whole spans, in numpy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.model.tokens import Floats

Doubles = NDArray[np.float64]
TINY = 1e-300  # stands for a sum that ran out of digits

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


def posterior(emissions: Floats, table: Floats) -> Posterior:
    """Forward and backward sums of one text.

    ``emissions`` [W, T] are log-potentials of its words, ``table`` [T + 1, T] those of moves, its
    first row from the start.

    A loop over words costs far more than its sums. So the words lie in rows, and each step takes
    the next word of all rows at once: first to learn what a row makes of whatever comes into it,
    then, when one loop over the rows has told what does come in, for the sums themselves.
    """
    scores = emissions.astype(np.float64)
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    count, width = shifted.shape
    opening, moves = np.exp(table[0].astype(np.float64)), np.exp(table[1:].astype(np.float64))
    length = max(int(np.sqrt(count / 2)), 1)  # two loops over a row, one over the rows
    rows = -(-count // length)
    laid = np.ones((rows * length, width))
    laid[:count] = shifted
    laid = laid.reshape(rows, length, width)
    forward = _forward(laid, opening, moves)
    # A row that is not full has come to its end before the others.
    alive = [rows - (length * (rows - 1) + step >= count) for step in range(length)]
    backward = _backward(laid, moves, alive)
    forward, backward, laid = (
        part.reshape(-1, width)[:count] for part in (forward, backward, laid)
    )
    return Posterior(forward, backward, laid, moves)


def _forward(laid: Doubles, opening: Doubles, moves: Doubles) -> Doubles:
    """Scaled forward sums [R, L, T]; ``laid`` is divided in place by the scale of each word."""
    rows, length, width = laid.shape
    through = np.eye(width) * laid[:, 0, None]
    for step in range(1, length):
        through = (through @ moves) * laid[:, step, None]
        through /= through.sum(axis=(1, 2), keepdims=True)
    before = np.empty((rows, width))
    coming = opening
    for row in range(rows):
        before[row] = coming
        found = coming @ through[row]
        coming = (found / max(found.sum(), TINY)) @ moves
    forward = np.empty_like(laid)
    for step in range(length):
        sums = before * laid[:, step]
        scale = np.maximum(sums.sum(axis=1, keepdims=True), TINY)
        forward[:, step] = sums / scale
        laid[:, step] /= scale
        before = forward[:, step] @ moves
    return forward


def _backward(laid: Doubles, moves: Doubles, alive: Sequence[int]) -> Doubles:
    """Backward sums [R, L, T]; ``alive`` rows have a word at each step, the last may have none."""
    rows, length, width = laid.shape
    through = np.tile(np.eye(width), (rows, 1, 1))
    for step in reversed(range(length)):
        n = alive[step]
        through[:n] = (through[:n] * laid[:n, step, None]) @ moves.T
    behind = np.ones((rows, width))
    for row in reversed(range(1, rows)):
        behind[row - 1] = behind[row] @ through[row]
    backward = np.ones_like(laid)
    for step in reversed(range(length)):
        n = alive[step]
        backward[:n, step] = behind[:n]
        behind[:n] = (behind[:n] * laid[:n, step]) @ moves.T
    return backward


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """A span of words ``[start, end)`` with a role and its posterior probability."""

    start: int
    end: int
    role: str
    probability: float

    def overlaps(self, other: Candidate) -> bool:
        """Whether they share a word."""
        return self.start < other.end and other.start < self.end


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
