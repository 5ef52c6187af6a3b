"""Entities: tags of words, and the best sequence of them that marks whole spans."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sayso.model.tokens import Floats
from sayso.terms import EntityKind

ENTITY_TAGS = ("O", *(f"{prefix}-{kind}" for kind in EntityKind for prefix in "BIES"))
_NUMBERS = {tag: number for number, tag in enumerate(ENTITY_TAGS)}
NEVER = np.float32(-1e4)


def tag_number(prefix: str, kind: EntityKind) -> int:
    """Column of a tag among the scores of a word."""
    return _NUMBERS[f"{prefix}-{kind}"]


def _moves() -> Floats:
    """0 where one tag may follow another [T, T], else never."""
    table = np.full((len(ENTITY_TAGS), len(ENTITY_TAGS)), NEVER, dtype=np.float32)
    for before, i in _NUMBERS.items():
        for after, j in _NUMBERS.items():
            open_before, goes_on = before[0] in "BI", after[0] in "IE"
            if open_before == goes_on and (not open_before or before[1:] == after[1:]):
                table[i, j] = 0
    return table


MOVES = _moves()
OPENS = np.array([tag[0] in "OBS" for tag in ENTITY_TAGS])
CLOSES = np.array([tag[0] in "OES" for tag in ENTITY_TAGS])


def best_entities(
    scores: Floats, sentences: Sequence[tuple[int, int]]
) -> list[tuple[int, int, EntityKind]]:
    """Entities (first word, last word + 1, kind) of the likeliest tags [W, T], a sentence each.

    Most words are surely no part of a name (twenty to one against any other tag), and between two
    such the tags are independent: so the search runs over the stretches in between, all at once.
    """
    sure = scores[:, 0] - scores[:, 1:].max(axis=1) > np.log(20)
    first = np.zeros(len(scores) + 1, dtype=bool)
    first[[start for start, _ in sentences]] = True
    found: list[tuple[int, int, EntityKind]] = []
    stretches = _stretches(sure, first)
    for (start, _), tags in zip(stretches, _best_tags(scores, stretches), strict=True):
        opened = start
        for word, number in enumerate(tags, start):
            prefix, _, kind = ENTITY_TAGS[number].partition("-")
            if prefix in ("B", "S"):
                opened = word
            if prefix in ("E", "S"):
                found.append((opened, word + 1, EntityKind(kind)))
    return found


def _stretches(sure: np.ndarray, first: np.ndarray) -> list[tuple[int, int]]:
    """Runs of words that may be in a name, cut where sentences start."""
    found: list[tuple[int, int]] = []
    for word in np.flatnonzero(~sure).tolist():
        if found and found[-1][1] == word and not first[word]:
            found[-1] = (found[-1][0], word + 1)
        else:
            found.append((word, word + 1))
    return found


def _best_tags(scores: Floats, stretches: list[tuple[int, int]]) -> list[list[int]]:
    """Viterbi over stretches of any length, which share the loop over words."""
    if not stretches:
        return []
    order = sorted(range(len(stretches)), key=lambda i: stretches[i][0] - stretches[i][1])
    lengths = np.array([stretches[i][1] - stretches[i][0] for i in order])
    starts = np.array([stretches[i][0] for i in order])
    ends = starts + lengths
    best = np.where(OPENS, scores[starts], NEVER)
    best = np.where((lengths == 1)[:, None] & ~CLOSES, NEVER, best)
    final, back = best.copy(), []
    for step in range(1, int(lengths[0])):
        alive = int((lengths > step).sum())
        reach = best[:alive, :, None] + MOVES[None]
        back.append(reach.argmax(axis=1))
        best = reach.max(axis=1) + scores[starts[:alive] + step]
        best = np.where((starts[:alive] + step + 1 == ends[:alive])[:, None] & ~CLOSES, NEVER, best)
        final[:alive] = best
    found: dict[int, list[int]] = {}
    for row, i in enumerate(order):
        tags = [int(final[row].argmax())]
        for step in range(int(lengths[row]) - 2, -1, -1):
            tags.append(int(back[step][row, tags[-1]]))
        found[i] = tags[::-1]
    return [found[i] for i in range(len(stretches))]
