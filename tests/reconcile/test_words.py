import pytest

from sayso.reconcile.words import find_words, same_marks, shingles
from sayso.records import Span


def words(text: str) -> list[str]:
    found = find_words(text)
    return [found.span(here, here + 1).of(text) for here in range(len(found.hashes))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("'", []),
        ("He said: “No.”", ["He", "said", "No"]),
        ("don't rock’n’roll 'quoted' x'", ["don't", "rock’n’roll", "quoted", "x"]),
        ("twenty-six, 9:12 and_more", ["twenty", "six", "9", "12", "and", "more"]),
        ("Guaidó 𝔘𝔫 \ud800", ["Guaidó", "𝔘𝔫"]),
    ],
)
def test_words_are_letters_and_digits_with_apostrophes_inside(
    text: str, expected: list[str]
) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("one", "other"), [("Don’t", "DON'T"), ("Guaidó", "Guaido"), ("İzmir", "izmir")]
)
def test_case_accents_and_apostrophes_make_no_difference(one: str, other: str) -> None:
    assert find_words(one).hashes == find_words(other).hashes


def test_other_words_have_other_numbers_wherever_they_stand() -> None:
    hashes = find_words("a b ab ba abc a b").hashes.tolist()
    assert len(set(hashes)) == 5
    assert hashes[:2] == hashes[-2:]


def test_numbers_are_the_same_on_every_machine() -> None:
    assert find_words("said").hashes.tolist() == [0x2FFFE16E002AC61E]
    assert shingles(find_words("who said so").hashes, 3).tolist() == [0x7BD89987E43606EB]


def test_a_text_has_as_many_shingles_as_places_for_them() -> None:
    assert [len(shingles(find_words("a b c").hashes, size)) for size in (2, 3, 4)] == [2, 1, 0]


def test_marks_around_words_count_as_far_as_they_are_the_same() -> None:
    left, right = "x: “words.” y", 'z ("words."'
    here, there = (Span(t.index("words"), t.index("words") + 5) for t in (left, right))
    assert same_marks(left, here, right, there) == (1, 2)
