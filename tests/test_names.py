from __future__ import annotations

import pytest

from sayso.names import Likeness, apart, fold, liken, name_words, sounds_alike

PERSONS = [
    ("Juan Guaidó", "JUAN GUAIDO", Likeness.EQUAL),
    ("General Vladimir Padrino López", "Vladimir Padrino Lopez", Likeness.EQUAL),
    ("Juan Guaido", "Juan Gerardo Guaidó Márquez", Likeness.FULLER),
    ("Vladimir Padrino", "Vladimir Padrino López", Likeness.FULLER),
    ("Padrino", "Vladimir Padrino López", Likeness.FAMILY),
    ("Padrino López", "Vladimir Padrino", Likeness.FAMILY),
    ("Mr. Lopez", "Leopoldo López", Likeness.FAMILY),
    ("Leopoldo", "Leopoldo López", Likeness.GIVEN),
    ("Lopez", "López", Likeness.BARE),
    ("bin Salman", "Mohammed bin Salman", Likeness.FAMILY),
    ("Assad", "Bashar al-Assad", Likeness.FAMILY),
    ("King Osman", "Karim bin Osman", Likeness.APART),
    ("King Osman", "Osman bin Karim", Likeness.GIVEN),
    ("King Osman", "Osman", Likeness.BARE),
    ("J. Harrow", "Jane Harrow", Likeness.INITIAL),
    ("J.K. Harrow", "Joanne Harrow", Likeness.INITIAL),
    ("Mike Harrow", "Michael Harrow", Likeness.NICKNAME),
    ("Qassem Soleimani", "Kasim Suleimani", Likeness.SPELLING),
    ("Leopoldo López", "Vladimir Padrino López", Likeness.APART),
    ("Jane Harrow", "John Harrow", Likeness.APART),
    ("Kim Jong Un", "Kim Yo Jong", Likeness.UNRELATED),
    ("Jane Harrow", "Jane Marrow", Likeness.UNRELATED),
]


@pytest.mark.parametrize(("left", "right", "likeness"), PERSONS)
def test_how_two_names_of_persons_go_together(left: str, right: str, likeness: Likeness) -> None:
    assert liken(left, right, personal=True) is likeness
    assert liken(right, left, personal=True) is likeness


BODIES = [
    ("Ministry of Defence", "the Defense Ministry", Likeness.EQUAL),
    ("U.N.", "UN", Likeness.EQUAL),
    ("UN", "United Nations", Likeness.ACRONYM),
    ("OPCW", "Organisation for the Prohibition of Chemical Weapons", Likeness.ACRONYM),
    ("Halden Gazette", "The Halden Gazette Group", Likeness.PART),
    ("State Department", "US State Department", Likeness.PART),
    ("Ministry", "Defence Ministry", Likeness.UNRELATED),
    ("Halden Foreign Ministry", "Marrow Foreign Ministry", Likeness.APART),
]


@pytest.mark.parametrize(("left", "right", "likeness"), BODIES)
def test_how_two_names_of_bodies_go_together(left: str, right: str, likeness: Likeness) -> None:
    assert liken(left, right, personal=False) is likeness
    assert liken(right, left, personal=False) is likeness


def test_full_names_without_a_name_in_common_are_two_persons() -> None:
    assert apart("Leopoldo López", "Vladimir Padrino López", personal=True)
    assert apart("Jane Harrow", "Ode Marrow", personal=True)
    assert apart("King Osman", "Karim bin Osman", personal=True)


def test_a_single_word_says_nothing_against_any_name() -> None:
    assert not apart("López", "Jane Harrow", personal=True)
    assert not apart("Gazette", "Halden Foreign Ministry", personal=False)


@pytest.mark.parametrize("name", ["", " ", "—", "Mr.", "  Dr. ", "'s", "🜂", "\x00", "a" * 5000])
def test_a_name_that_is_hardly_one_does_no_harm(name: str) -> None:
    for personal in (True, False):
        name_words(name, personal=personal)
        assert liken(name, "Jane Harrow", personal=personal) <= Likeness.UNRELATED


def test_folding_takes_case_accents_marks_and_possessives_away() -> None:
    assert fold("José  Guaidó’s") == "jose guaido"
    assert fold("O'Brien-Ødegård") == "obrien odegard"
    assert fold("the U.S. Army") == "the us army"


def test_short_names_do_not_sound_alike_by_chance() -> None:
    assert not sounds_alike("tim", "tom")
    assert not sounds_alike("maria", "mario")
    assert sounds_alike("mohammed", "muhamad")
