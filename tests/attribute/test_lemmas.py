from __future__ import annotations

import pytest

from sayso.attribute.lemmas import lemma, singular
from sayso.attribute.lexicon import manners


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("said", "say"),
        ("denies", "deny"),
        ("admitted", "admit"),
        ("mimicked", "mimic"),
        ("urging", "urge"),
        ("accuses", "accuse"),
        ("sought", "seek"),
        ("pledged", "pledge"),
        ("telling", "tell"),
        ("bridge", None),
    ],
)
def test_a_form_leads_to_the_word_that_is_known(form: str, expected: str | None) -> None:
    known = {"say", "deny", "admit", "mimic", "urge", "accuse", "seek", "pledge", "tell"}
    assert lemma(form, known) == expected


def test_a_noun_loses_nothing_but_its_plural() -> None:
    assert singular("ads", {"ad"}) == "ad"
    assert singular("studies", {"study"}) == "study"
    assert singular("added", {"ad"}) is None


def test_a_word_has_one_manner() -> None:
    """A word in two lists of manners.toml would have the manner of the later one, by accident."""
    import tomllib
    from importlib.resources import files

    from sayso.terms import Manner

    data = tomllib.loads((files("sayso") / "data" / "manners.toml").read_text(encoding="utf-8"))
    for part in ("verbs", "nouns", "adjectives", "adverbs"):
        words = [word for m in Manner for word in data[m.value].get(part, "").split()]
        assert sorted(words) == sorted(set(words))


def test_the_lexicon_knows_the_cues_of_news() -> None:
    assert len(manners().verbs) > 900
    assert len(manners().nouns) > 400
