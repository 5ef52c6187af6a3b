"""The lexicon of events by the forms that reports have."""

from __future__ import annotations

from sayso.reconcile.events.lexicon import lexicon, noun_forms, verb_forms
from sayso.terms import EventType


def test_verbs_are_known_by_their_inflections() -> None:
    irregular = {"strike": "struck stricken"}
    assert {"strike", "strikes", "striking", "struck"} <= verb_forms("strike", irregular)
    assert {"ban", "bans", "banned", "banning"} <= verb_forms("ban", {})
    assert {"mobilize", "mobilised", "mobilizing"} <= verb_forms("mobilize", {})
    assert {"deny", "denies", "denied", "denying"} <= verb_forms("deny", {})
    assert {"free", "freed", "freeing"} <= verb_forms("free", {})


def test_nouns_are_known_by_their_plurals() -> None:
    assert {"ally", "allies"} <= noun_forms("ally")
    assert {"policeman", "policemen"} <= noun_forms("policeman")
    assert {"siege", "sieges"} <= noun_forms("siege")


def test_the_pattern_that_asks_for_most_comes_first() -> None:
    for patterns in (*lexicon().verbs.values(), *lexicon().nouns.values()):
        parts = [pattern.parts for pattern in patterns]
        assert parts == sorted(parts, reverse=True)


def test_every_type_has_verbs_and_prepositions() -> None:
    told = {pattern.type for patterns in lexicon().verbs.values() for pattern in patterns}
    assert set(EventType) <= told
    assert all(lexicon().prepositions[kind] for kind in EventType)
