"""The best sequence of entity tags, against every sequence of a short text."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from sayso.model.entities import CLOSES, ENTITY_TAGS, MOVES, OPENS, best_entities, tag_number
from sayso.terms import EntityKind

KEPT = [0, *(tag_number(prefix, EntityKind.PLACE) for prefix in "BIES")]


def scores_of(seed: int, words: int) -> np.ndarray:
    scores = np.full((words, len(ENTITY_TAGS)), -50.0, dtype=np.float32)
    scores[:, KEPT] = np.random.default_rng(seed).normal(size=(words, len(KEPT)))
    return scores


def legal(tags: tuple[int, ...]) -> bool:
    moves = all(MOVES[before, after] == 0 for before, after in pairwise(tags))
    return bool(moves and OPENS[tags[0]] and CLOSES[tags[-1]])


def spans(tags: tuple[int, ...]) -> list[tuple[int, int, EntityKind]]:
    found, opened = [], 0
    for word, tag in enumerate(tags):
        if ENTITY_TAGS[tag][0] in "BS":
            opened = word
        if ENTITY_TAGS[tag][0] in "ES":
            found.append((opened, word + 1, EntityKind.PLACE))
    return found


@pytest.mark.parametrize("seed", range(20))
def test_no_other_sequence_of_whole_entities_scores_higher(seed: int) -> None:
    scores = scores_of(seed, words=4)
    every = [tags for tags in product(KEPT, repeat=4) if legal(tags)]
    best = max(every, key=lambda tags: sum(scores[word, tag] for word, tag in enumerate(tags)))
    assert best_entities(scores, [(0, 4)]) == spans(best)


def test_no_entity_runs_over_the_end_of_a_sentence() -> None:
    scores = np.full((4, len(ENTITY_TAGS)), -50.0, dtype=np.float32)
    for word, prefix in enumerate("BIIE"):
        scores[word, tag_number(prefix, EntityKind.PERSON)] = 5
    assert best_entities(scores, [(0, 4)]) == [(0, 4, EntityKind.PERSON)]
    assert all(
        last <= 2 or first >= 2 for first, last, _ in best_entities(scores, [(0, 2), (2, 4)])
    )


def test_a_text_without_words_has_no_entities() -> None:
    assert best_entities(np.zeros((0, len(ENTITY_TAGS)), dtype=np.float32), []) == []
