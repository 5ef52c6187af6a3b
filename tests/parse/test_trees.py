"""The best tree, against every tree of a short sentence."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from sayso.parse.trees import best_tree


def is_tree(heads: tuple[int, ...]) -> bool:
    """One root, and every word leads to it."""
    if sum(head == 0 for head in heads) != 1:
        return False
    for word in range(1, len(heads) + 1):
        steps, node = 0, word
        while node and steps <= len(heads):
            node, steps = heads[node - 1], steps + 1
        if node:
            return False
    return True


def total(scores: np.ndarray, heads: tuple[int, ...]) -> float:
    return float(sum(scores[word, head] for word, head in enumerate(heads)))


@pytest.mark.parametrize("seed", range(30))
def test_no_other_tree_scores_higher(seed: int) -> None:
    size = 2 + seed % 3
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    every = [h for h in product(range(size + 1), repeat=size) if is_tree(h)]
    found = tuple(best_tree(scores).tolist())
    assert is_tree(found)
    assert total(scores, found) == pytest.approx(max(total(scores, h) for h in every), abs=1e-4)


def test_a_word_alone_is_the_root() -> None:
    assert best_tree(np.array([[-3.0, 9.0]], dtype=np.float32)).tolist() == [0]


@pytest.mark.parametrize("seed", range(6))
def test_no_other_head_makes_a_long_sentence_score_higher(seed: int) -> None:
    """Names of a list hang on one another in any order, so cycles lie in cycles."""
    scores = np.random.default_rng(seed).normal(size=(40, 41)).astype(np.float32)
    scores[:, 0] -= 9  # one root is dear enough
    found = best_tree(scores).tolist()
    assert is_tree(tuple(found))
    for word, head in product(range(40), range(41)):
        other = (*found[:word], head, *found[word + 1 :])
        assert not is_tree(other) or total(scores, other) <= total(scores, tuple(found)) + 1e-4
