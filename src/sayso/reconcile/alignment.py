"""Where two texts have the same words, with small edits inside: seeds, chains of them, extension.

Like passim (Smith and others, 2014): shingles that both texts have make exact runs; runs that
follow one another in both are joined over what was edited between them; the ends go on as long as
words agree more often than not, and are drawn back to where they agree. All of it counts words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import LCSseq, Levenshtein

from sayso.reconcile.words import Hashes, Places, shingles

_SEED = 4  # words
_OFTEN = 8  # places in one text; a seed with more is a refrain, and its pairs would multiply
_RUNS = 4000  # two reports of 2500 to 7000 words have 323 at most; a text made to be slow, millions
_GAP = 10  # words that may be put in, left out or changed between two runs
_REACH = 16  # words looked at in one step of extension
_DROP = 4  # edits that no agreeing word makes up for: there extension stops


@dataclass(frozen=True, slots=True)
class Aligned:
    """Words ``[left, left_end)`` of one text and ``[right, right_end)`` of the other.

    ``kept`` is how many they share, in order.
    """

    left: int
    left_end: int
    right: int
    right_end: int
    kept: int

    @property
    def longer(self) -> int:
        """Words of its longer side."""
        return max(self.left_end - self.left, self.right_end - self.right)

    def holds(self, other: Aligned) -> bool:
        """Whether both sides of ``other`` lie within its own."""
        return (
            self.left <= other.left
            and other.left_end <= self.left_end
            and self.right <= other.right
            and other.right_end <= self.right_end
        )


@dataclass(frozen=True, slots=True)
class _Run:
    """``length`` words from ``left`` and from ``right`` that are the same one by one."""

    left: int
    right: int
    length: int


def align(left: Hashes, right: Hashes, least: int) -> list[Aligned]:
    """What two texts share, in order, where they keep ``least`` words; the end words agree."""
    found = _assemble(left, right, *_seeds(left, right))
    return _outermost([pair for pair in found if pair.kept >= least])


def align_within(words: Hashes, least: int) -> list[Aligned]:
    """What one text has twice: left stands above right, and they do not overlap."""
    here, there = _seeds(words, words)
    above = here < there
    found = [_part(pair) for pair in _assemble(words, words, here[above], there[above])]
    apart = [pair for pair in found if pair.left_end <= pair.right and pair.kept >= least]
    return _outermost(apart)


def _part(pair: Aligned) -> Aligned:
    """Its first turn, where a text repeats itself so often that a pair runs into itself."""
    length = pair.right - pair.left
    if 0 < length < pair.longer == pair.kept == pair.left_end - pair.left:
        return Aligned(pair.left, pair.right, pair.right, pair.right + length, length)
    return pair


def _seeds(left: Hashes, right: Hashes) -> tuple[Places, Places]:
    """Places of the shingles that both have: in the left text, in the right text."""
    ours, theirs = shingles(left, _SEED), shingles(right, _SEED)
    if not (len(ours) and len(theirs)):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    order = np.argsort(theirs, kind="stable")
    ranked = theirs[order]
    first = np.searchsorted(ranked, ours)
    here = np.flatnonzero(ranked[np.minimum(first, len(ranked) - 1)] == ours)
    first, shared = first[here], ours[here]
    count = np.searchsorted(ranked, shared, side="right") - first
    _, inverse, times = np.unique(shared, return_inverse=True, return_counts=True)
    count[(count > _OFTEN) | (times[inverse] > _OFTEN)] = 0
    offset = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    return np.repeat(here, count), order[np.repeat(first, count) + offset]


def _assemble(left: Hashes, right: Hashes, here: Places, there: Places) -> list[Aligned]:
    if not len(here):
        return []
    ours, theirs = left.tolist(), right.tolist()
    return [_extend(chain, ours, theirs) for chain in _chains(_runs(here, there))]


def _runs(here: Places, there: Places) -> list[_Run]:
    """Seeds that follow one another, as one run each, in the order of the left text.

    Of more than ``_RUNS`` the longest are taken.
    """
    diagonal = there - here
    order = np.lexsort((here, diagonal))
    here, there, diagonal = here[order], there[order], diagonal[order]
    breaks = np.flatnonzero((np.diff(diagonal) != 0) | (np.diff(here) != 1)) + 1
    firsts = np.concatenate(([0], breaks))
    lengths = np.diff(np.concatenate((firsts, [len(here)]))) + _SEED - 1
    longest = np.argsort(-lengths, kind="stable")[:_RUNS]
    columns = (here[firsts], there[firsts], lengths)
    rows = zip(*(column[longest].tolist() for column in columns), strict=True)
    return [_Run(*row) for row in sorted(rows)]


def _chains(runs: Sequence[_Run]) -> Iterator[list[_Run]]:
    """Runs joined to the nearest before them, where no more is edited than is kept."""
    open_chains: list[list[_Run]] = []
    for run in runs:
        going = [chain for chain in open_chains if run.left - _end(chain).left <= _GAP]
        yield from (chain for chain in open_chains if run.left - _end(chain).left > _GAP)
        joins = [chain for chain in going if _joins(chain, run)]
        if joins:
            min(joins, key=lambda chain: _distance(chain[-1], run)).append(run)
        else:
            going.append([run])
        open_chains = going
    yield from open_chains


def _end(chain: Sequence[_Run]) -> _Run:
    last = chain[-1]
    return _Run(last.left + last.length, last.right + last.length, 0)


def _joins(chain: Sequence[_Run], run: _Run) -> bool:
    before, end, run_end = chain[-1], _end(chain), _end([run])
    if run.left <= before.left or run.right <= before.right:
        return False
    if run_end.left <= end.left or run_end.right <= end.right:
        return False
    kept = min(sum(part.length for part in chain), run.length)
    return _distance(before, run) <= min(_GAP, kept)


def _distance(before: _Run, run: _Run) -> int:
    """Words edited between two runs; where they overlap in one text, what the other has more."""
    ours = run.left - before.left - before.length
    theirs = run.right - before.right - before.length
    return max(ours, theirs) if min(ours, theirs) >= 0 else abs(ours - theirs)


def _extend(chain: Sequence[_Run], ours: list[int], theirs: list[int]) -> Aligned:
    first, end = chain[0], _end(chain)
    left, right = _agree_back(ours, theirs, first.left, first.right)
    left_end, right_end = _agree_on(ours, theirs, end.left, end.right)
    kept = LCSseq.similarity(ours[left:left_end], theirs[right:right_end])
    return Aligned(left, left_end, right, right_end, kept)


def _agree_on(ours: list[int], theirs: list[int], left: int, right: int) -> tuple[int, int]:
    """Where two texts cease to agree, going on from ``left`` and ``right``."""
    while step := _step(ours[left : left + _REACH], theirs[right : right + _REACH]):
        left, right = left + step[0], right + step[1]
    return left, right


def _agree_back(ours: list[int], theirs: list[int], left: int, right: int) -> tuple[int, int]:
    """Where they begin to agree, going back."""
    while step := _step(
        ours[max(left - _REACH, 0) : left][::-1], theirs[max(right - _REACH, 0) : right][::-1]
    ):
        left, right = left - step[0], right - step[1]
    return left, right


def _step(ours: Sequence[int], theirs: Sequence[int]) -> tuple[int, int] | None:
    """The same within ``_REACH`` words; None where going on loses more words than it gains."""
    score = best = 0
    reached = None
    for edit in Levenshtein.opcodes(ours, theirs):
        length = max(edit.src_end - edit.src_start, edit.dest_end - edit.dest_start)
        score += length if edit.tag == "equal" else -length
        if score > best:
            best, reached = score, (edit.src_end, edit.dest_end)
        elif score <= best - _DROP:
            break
    return reached


def _outermost(found: Sequence[Aligned]) -> list[Aligned]:
    """Without those that lie within another, in order."""
    kept: list[Aligned] = []
    for pair in sorted(set(found), key=lambda p: (-p.kept, p.left, p.right, p.longer)):
        if not any(other.holds(pair) for other in kept):
            kept.append(pair)
    return sorted(kept, key=lambda p: (p.left, p.right))
