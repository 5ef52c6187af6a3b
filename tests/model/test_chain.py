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
    posteriors,
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
    (posterior,) = posteriors([emissions], table)
    for word, tag in itertools.product(range(4), range(len(TAGS))):
        expected = sum(p for tags, p in every if tags[word] == tag)
        assert posterior.tags[word, tag] == pytest.approx(expected, abs=1e-6)
    for span in candidates(posterior, least=0.001):
        number = ("source", "cue", "content").index(span.role) * 4 + 1
        long = [number, *[number + 1] * (span.end - span.start - 2), number + 2]
        wanted = tuple(long) if span.end - span.start > 1 else (number + 3,)
        expected = sum(p for tags, p in every if tags[span.start : span.end] == wanted)
        assert span.probability == pytest.approx(expected, abs=1e-6)


def test_texts_of_different_length_share_a_batch_without_touching_each_other() -> None:
    table = allowed_table(7)
    draw = np.random.default_rng(7)
    texts = [draw.normal(size=(n, len(TAGS))).astype(np.float32) for n in (3, 9, 1, 0)]
    together = posteriors(texts, table)
    for text, posterior in zip(texts[:3], together, strict=False):
        alone = posteriors([text], table)[0]
        np.testing.assert_allclose(posterior.tags, alone.tags, atol=1e-9)
    assert together[3].tags.shape == (0, len(TAGS))


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
    (free,) = posteriors([emissions], allowed_table(1))
    (broken,) = posteriors([break_spans(emissions, np.array([2]))], allowed_table(1))
    assert any(c.start < 2 < c.end for c in candidates(free))
    assert candidates(broken)
    assert not any(c.start < 2 < c.end for c in candidates(broken, least=1e-6))
