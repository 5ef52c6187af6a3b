"""The chain's posteriors are exact: checked against every tag sequence of a short text."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from sayso.model.chain import (
    TAGS,
    Candidate,
    best_spans,
    break_spans,
    candidates,
    posterior,
)


def allowed_table(seed: int) -> np.ndarray:
    """Random moves where BIES lets one tag follow another."""
    table = np.random.default_rng(seed).normal(size=(len(TAGS) + 1, len(TAGS)))
    for i, before in enumerate(TAGS):
        for j, after in enumerate(TAGS):
            opened, goes_on = before[0] in "BI", after[0] in "IE"
            if opened != goes_on or (opened and before[1:] != after[1:]):
                table[i + 1, j] = -1e4
    return table


def sequences(emissions: np.ndarray, table: np.ndarray) -> list[tuple[tuple[int, ...], float]]:
    """Every tag sequence with its probability, the slow way."""
    found = []
    for tags in itertools.product(range(len(TAGS)), repeat=len(emissions)):
        score = table[0, tags[0]] + sum(emissions[w, t] for w, t in enumerate(tags))
        score += sum(table[a + 1, b] for a, b in itertools.pairwise(tags))
        found.append((tags, np.exp(score)))
    total = sum(p for _, p in found)
    return [(tags, p / total) for tags, p in found]


@pytest.mark.parametrize("seed", range(3))
def test_posteriors_and_candidates_agree_with_every_sequence(seed: int) -> None:
    table = allowed_table(seed)
    emissions = np.random.default_rng(seed).normal(size=(4, len(TAGS))).astype(np.float32)
    every = sequences(emissions, table)
    belief = posterior(emissions, table)
    for word, tag in itertools.product(range(4), range(len(TAGS))):
        expected = sum(p for tags, p in every if tags[word] == tag)
        assert belief.tags[word, tag] == pytest.approx(expected, abs=1e-6)
    for span in candidates(belief, least=0.001):
        number = ("source", "cue", "content").index(span.role) * 4 + 1
        long = [number, *[number + 1] * (span.end - span.start - 2), number + 2]
        wanted = tuple(long) if span.end - span.start > 1 else (number + 3,)
        expected = sum(p for tags, p in every if tags[span.start : span.end] == wanted)
        assert span.probability == pytest.approx(expected, abs=1e-6)


def one_by_one(emissions: np.ndarray, table: np.ndarray) -> np.ndarray:
    """Posteriors [W, T] by a loop over the words."""
    steps, opening, moves = np.exp(emissions), np.exp(table[0]), np.exp(table[1:])
    forward, backward = np.empty_like(steps), np.ones_like(steps)
    for word, step in enumerate(steps):
        sums = (forward[word - 1] @ moves if word else opening) * step
        forward[word] = sums / sums.sum()
    for word in range(len(steps) - 2, -1, -1):
        sums = (backward[word + 1] * steps[word + 1]) @ moves.T
        backward[word] = sums / sums.sum()
    both: np.ndarray = forward * backward
    both /= both.sum(axis=1, keepdims=True)
    return both


@pytest.mark.parametrize("words", [1, 2, 7, 200, 333])
def test_a_text_of_any_length_has_the_posteriors_of_a_loop_over_its_words(words: int) -> None:
    table = allowed_table(words)
    emissions = np.random.default_rng(words).normal(scale=5, size=(words, len(TAGS)))
    found = posterior(emissions.astype(np.float32), table).tags
    np.testing.assert_allclose(found, one_by_one(emissions, table), atol=1e-5)


def test_a_text_without_words_has_no_posteriors() -> None:
    assert posterior(np.zeros((0, len(TAGS)), dtype=np.float32), allowed_table(1)).tags.size == 0


def test_a_span_must_clear_the_floor_of_its_role() -> None:
    found = [Candidate(0, 2, "cue", 0.5), Candidate(3, 4, "source", 0.5)]
    assert best_spans(found, {"cue": 0.4, "source": 0.6, "content": 0.4}) == [found[0]]


def test_of_spans_that_overlap_the_set_that_gains_most_is_kept() -> None:
    long = Candidate(0, 10, "content", 0.7)
    parts = [Candidate(0, 4, "content", 0.6), Candidate(5, 10, "content", 0.6)]
    floors = dict.fromkeys(("source", "cue", "content"), 0.3)
    assert best_spans([long, *parts], floors) == parts
    assert best_spans([long, parts[0]], floors) == [long]


def test_no_span_runs_over_a_break() -> None:
    emissions = np.zeros((4, len(TAGS)), dtype=np.float32)
    emissions[:, [TAGS.index(f"{p}-content") for p in "BIE"]] = 5.0
    free = posterior(emissions, allowed_table(1))
    broken = posterior(break_spans(emissions, np.array([2])), allowed_table(1))
    assert any(c.start < 2 < c.end for c in candidates(free))
    assert candidates(broken)
    assert not any(c.start < 2 < c.end for c in candidates(broken, least=1e-6))
