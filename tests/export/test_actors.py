from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.export.actors import tell_actor
from sayso.records import Office
from tests.export.readings import HADRIK, spans

(AT,) = spans("interior minister")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("he", "Interior Minister Hadrik Vosse"),
        ("Vosse", "Interior Minister Hadrik Vosse"),
        ("the interior minister", "Interior Minister Hadrik Vosse"),
        ("General HADRIK VOSSE", None),
        ("Hadrík Vosse, who had been awake for two days,", None),
    ],
)
def test_an_actor_is_told_where_the_words_do_not_name_it(words: str, expected: str | None) -> None:
    assert tell_actor(HADRIK, words) == expected


def test_an_office_in_small_letters_follows_the_name() -> None:
    actor = replace(HADRIK, offices=(Office("an analyst", AT),))
    assert tell_actor(actor, "he") == "Hadrik Vosse, an analyst"


def test_an_office_that_is_over_is_left_out() -> None:
    former = Office("Mayor", AT, former=True)
    assert tell_actor(replace(HADRIK, offices=(former,)), "he") == "Hadrik Vosse"


def test_an_office_that_the_name_has_is_not_said_twice() -> None:
    actor = replace(HADRIK, name="military source", offices=(Office("source", AT),))
    assert tell_actor(actor, "it") == "military source"
