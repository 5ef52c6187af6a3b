"""Which propositions are compared: never all with all, and whatever their order."""

from __future__ import annotations

import random
from dataclasses import replace

from sayso.reconcile.claims.candidates import find_pairs, keys
from sayso.records import COMMON_KEY, Span
from sayso.records.claims import Clause, Phrase, Proposition


def said(id: str, *words: str, attribution: str = "") -> Proposition:
    weights = tuple(sorted((word, 0.8) for word in words))
    spans = (Span(0, 5),)
    of = attribution or f"a{id}"
    return Proposition(id, f"r{id}", of, spans, id, True, weights, (), f"w{id}", frozenset())


def test_two_rare_words_make_a_pair() -> None:
    some = [
        said("1", "ridge", "garrison"),
        said("2", "ridge", "garrison", "dawn"),
        said("3", "dawn"),
    ]
    assert find_pairs(some) == [("1", "2")]


def test_two_sentences_of_one_content_are_not_compared() -> None:
    some = [said(id, "ridge", "garrison", attribution="a") for id in "12"]
    assert find_pairs(some) == []


def test_two_words_that_everybody_has_are_looked_at_for_the_first_four_alone() -> None:
    some = [said(f"{n:03}", "ridge", "garrison") for n in range(50)]
    assert len(find_pairs(some)) == 4 * 3 // 2


def test_a_deed_that_everybody_tells_is_looked_at_for_more() -> None:
    patient = Phrase(Span(0, 5), "ridge", frozenset(("ridge",)))
    deed = Clause(Span(0, 5), "take", patient=(patient,))
    some = [replace(said(f"{n:03}", "ridge"), clauses=(deed,)) for n in range(3 * COMMON_KEY)]
    assert len(find_pairs(some)) == COMMON_KEY * (COMMON_KEY - 1) // 2


def test_the_order_makes_no_difference() -> None:
    some = [said(f"{n:03}", "ridge", "garrison", f"word{n % 7}") for n in range(60)]
    expected = find_pairs(some)
    random.Random(2).shuffle(some)
    assert find_pairs(some) == expected


def test_common_words_are_no_key() -> None:
    one = said("1", "ridge")
    assert keys(one) == ()
