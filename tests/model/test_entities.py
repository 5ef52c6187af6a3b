"""How likely words are an entity, against every sequence of tags of a short text."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from sayso.model.entities import ENTITY_TAGS, KINDS, find_candidates, tag_number
from sayso.terms import EntityKind

PLACE = EntityKind.PLACE
KEPT = [0, *(tag_number(prefix, PLACE) for prefix in "BIES")]
Chances = dict[tuple[int, int], float]


def scores_of(words: int) -> np.ndarray:
    return np.full((words, len(ENTITY_TAGS)), -50.0, dtype=np.float32)


def marked(tags: str, score: float = 5) -> np.ndarray:
    scores = scores_of(len(tags))
    for word, prefix in enumerate(tags):
        scores[word, 0 if prefix == "O" else tag_number(prefix, PLACE)] = score
    return scores


def whole(tags: tuple[int, ...]) -> bool:
    """Whether tags make whole entities."""
    prefixes = "O" + "".join(ENTITY_TAGS[tag][0] for tag in tags) + "O"
    return all((one in "BI") == (two in "IE") for one, two in pairwise(prefixes))


def counted(scores: np.ndarray) -> Chances:
    """Chances by going through all sequences."""
    total, found = 0.0, Chances()
    for tags in filter(whole, product(KEPT, repeat=len(scores))):
        weight = float(np.exp(sum(scores[word, tag] for word, tag in enumerate(tags))))
        total += weight
        opened = 0
        for word, tag in enumerate(tags):
            opened = word if ENTITY_TAGS[tag][0] in "BS" else opened
            if ENTITY_TAGS[tag][0] in "ES":
                found[opened, word + 1] = found.get((opened, word + 1), 0.0) + weight
    return {place: weight / total for place, weight in found.items()}


def places(scores: np.ndarray, sentences: list[tuple[int, int]]) -> Chances:
    found = find_candidates(scores, sentences)
    chances = found.chances[:, KINDS.index(PLACE)].tolist()
    return dict(
        zip(zip(found.first.tolist(), found.last.tolist(), strict=True), chances, strict=True)
    )


@pytest.mark.parametrize("seed", range(20))
def test_chances_are_those_of_all_sequences_of_whole_entities(seed: int) -> None:
    scores = scores_of(5)
    scores[:, KEPT] = np.random.default_rng(seed).normal(size=(5, len(KEPT)))
    assert places(scores, [(0, 5)]) == pytest.approx(
        {place: chance for place, chance in counted(scores).items() if chance > np.exp(-5)}
    )


def test_words_between_two_that_are_surely_none_tell_nothing_of_others() -> None:
    apart = places(marked("SOBE"), [(0, 4)])
    assert apart == pytest.approx({(0, 1): 1, (2, 4): 1})


def test_no_entity_runs_over_the_end_of_a_sentence() -> None:
    scores = marked("BIIE")
    assert places(scores, [(0, 4)]) == pytest.approx({(0, 4): 1})
    assert all(last <= 2 or first >= 2 for first, last in places(scores, [(0, 2), (2, 4)]))


def test_a_text_without_words_has_no_entities() -> None:
    assert places(scores_of(0), []) == {}
