from sayso.evaluate.spans import Counts, pair, span_scores
from sayso.terms import Role
from tests.evaluate.marked import words_of

GOLD = words_of("<s:Ada Moor> <c:said> <t:it rained>.")


def test_a_cut_first_letter_is_the_same_span() -> None:
    noisy = words_of("A<s:da Moor> <c:said> <t:it raine>d.")
    assert span_scores([GOLD], [noisy], Role.SOURCE)[0].f1 == 1
    assert span_scores([GOLD], [noisy], Role.CONTENT)[0].f1 == 1


def test_a_full_stop_too_many_is_another_span() -> None:
    longer = words_of("<s:Ada Moor> <c:said> <t:it rained.>")
    exact, near = span_scores([GOLD], [longer], Role.CONTENT)
    assert (exact.hit, near.hit) == (0, 1)


def test_a_quotation_mark_beside_a_span_is_not_in_it() -> None:
    without = words_of('Ada said "<t:it rained>".')
    with_mark = words_of('Ada said <t:"it rained>".')
    assert span_scores([without], [with_mark], Role.CONTENT)[0].hit == 0


def test_neighbours_that_share_no_word_do_not_overlap() -> None:
    beside = words_of("<s:Ada Moor> said it <t:rained>.")
    apart = words_of("<s:Ada Moor> said <t:it> rained.")
    assert span_scores([beside], [apart], Role.CONTENT)[1].hit == 0


def test_one_long_prediction_overlaps_one_gold_span_only() -> None:
    two = words_of("<t:It rained>, Ada said, <t:and it blew>.")
    one = words_of("<t:It rained, Ada said, and it blew>.")
    assert span_scores([two], [one], Role.CONTENT)[1] == Counts(gold=2, predicted=1, hit=1)


def test_a_span_of_two_attributions_counts_once() -> None:
    assert span_scores([GOLD, GOLD], [GOLD], Role.CUE)[0] == Counts(1, 1, 1)


def test_precision_and_recall_are_of_the_right_side() -> None:
    counts = Counts(gold=4, predicted=2, hit=1)
    assert (counts.precision, counts.recall, round(counts.f1, 3)) == (0.5, 0.25, 0.333)
    assert Counts().f1 == 0


def test_equals_are_paired_before_what_merely_fits() -> None:
    assert pair([1, 2], [2, 1], lambda a, b: True) == [(0, 1), (1, 0)]
