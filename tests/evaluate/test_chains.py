from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.evaluate.chains import CorefScore, assign
from sayso.records import Span


def chain(*places: int) -> frozenset[Span]:
    return frozenset(Span(place, place + 1) for place in places)


def test_the_figures_are_those_of_the_reference_scorer() -> None:
    """The worked example of Pradhan et al. (2014), "Scoring coreference partitions"."""
    score = CorefScore()
    score.add([chain(1, 2, 3), chain(4, 5, 6, 7)], [chain(1, 2), chain(3, 4), chain(6, 7, 8, 9)])
    assert (score.muc.recall, score.muc.precision) == pytest.approx((0.40, 0.40))
    assert (score.b_cubed.recall, score.b_cubed.precision) == pytest.approx((5 / 12, 0.50))
    assert (score.ceaf.recall, score.ceaf.precision) == pytest.approx((0.65, 13 / 30))


def test_what_is_right_scores_one_and_nothing_scores_nothing() -> None:
    right, empty = CorefScore(), CorefScore()
    right.add([chain(1, 2), chain(3)], [chain(3), chain(1, 2)])
    empty.add([chain(1, 2)], [])
    assert right.conll == pytest.approx(1)
    assert right.mentions.f1 == 1
    assert empty.conll == 0


@given(st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.floats(0, 1)))
def test_the_pairing_is_the_best_there_is(values: dict[tuple[int, int], float]) -> None:
    best = max(
        sum(values.get((row, column), 0.0) for row, column in enumerate(columns))
        for columns in permutations(range(5))
    )
    assert assign(values) == pytest.approx(best)
