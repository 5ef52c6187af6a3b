from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reconcile.alignment import Aligned, align, align_within
from sayso.reconcile.words import find_words

LEAST = 8
PROSE = st.lists(st.sampled_from("abcdefghijkl"), max_size=80).map(" ".join)


def pairs(left: str, right: str) -> list[tuple[str, str]]:
    ours, theirs = find_words(left), find_words(right)
    return [
        (
            ours.span(pair.left, pair.left_end).of(left),
            theirs.span(pair.right, pair.right_end).of(right),
        )
        for pair in align(ours.hashes, theirs.hashes, LEAST)
    ]


NAMES = "one two three four five six seven eight nine ten eleven twelve"


def test_the_same_words_are_found_with_what_they_share_around_them_left_out() -> None:
    assert pairs(f"x y {NAMES} z", f"v w {NAMES} u") == [(NAMES, NAMES)]


def test_words_edited_inside_are_part_of_the_pair() -> None:
    edited = NAMES.replace("five", "cinq sinko").replace("nine ", "")
    assert pairs(f"x {NAMES} y", f"v {edited} w") == [(NAMES, edited)]


def test_edited_ends_are_cut_off() -> None:
    edited = NAMES.replace("one", "uno").replace("twelve", "zwölf")
    assert pairs(NAMES, edited) == [(NAMES[4:-7], edited[4:-6])]


def test_sentences_in_another_order_are_pairs_of_their_own() -> None:
    other = NAMES.upper().replace(" ", "ty ")
    assert pairs(f"{NAMES}. {other}", f"{other}. {NAMES}") == [(NAMES, NAMES), (other, other)]


def test_a_passage_that_stands_twice_is_two_pairs() -> None:
    assert pairs(NAMES, f"{NAMES} a b c d e f g h i j k l {NAMES}") == [(NAMES, NAMES)] * 2


def test_fewer_words_than_asked_for_are_no_pair() -> None:
    assert pairs("one two three four five six seven", "one two three four five six seven") == []


def test_a_refrain_does_not_multiply() -> None:
    assert len(pairs("la la la la " * 500, "la la la la " * 500)) <= 1


def test_what_a_text_says_twice_is_found_within_it() -> None:
    words = find_words(f"{NAMES} or so it was said and so on {NAMES}").hashes
    assert align_within(words, LEAST) == [Aligned(0, 12, 20, 32, 12)]


def test_what_a_text_says_three_times_is_found_once_for_each_repeat() -> None:
    words = find_words(f"{NAMES} {NAMES} {NAMES}").hashes
    assert align_within(words, LEAST) == [Aligned(0, 12, 12, 24, 12), Aligned(0, 12, 24, 36, 12)]


@settings(deadline=None)
@given(PROSE, PROSE)
def test_ends_agree_and_lie_in_both_texts(left: str, right: str) -> None:
    ours, theirs = find_words(left).hashes, find_words(right).hashes
    for pair in align(ours, theirs, LEAST):
        assert 0 <= pair.left < pair.left_end <= len(ours)
        assert 0 <= pair.right < pair.right_end <= len(theirs)
        assert ours[pair.left] == theirs[pair.right]
        assert ours[pair.left_end - 1] == theirs[pair.right_end - 1]
        assert LEAST <= pair.kept <= pair.longer


@settings(deadline=None)
@given(PROSE)
def test_the_two_places_within_a_text_are_apart(text: str) -> None:
    assert all(pair.left_end <= pair.right for pair in align_within(find_words(text).hashes, 5))
