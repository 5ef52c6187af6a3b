"""Numbers in words, and the bounds that the words before them set."""

from __future__ import annotations

import pytest

from sayso.reconcile.events.quantities import find_quantities, number
from sayso.reconcile.events.tree import Tree
from sayso.records import Parse, Span, Word
from sayso.syntax import Syntax


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("26", 26),
        ("4,000", 4000),
        ("1.5 million", 1.5e6),
        ("two hundred", 200),
        ("twenty - six", 26),
        ("dozens", 24),
        ("two dozen", 24),
        ("3 thousand", 3000),
        ("$662 million", 6.62e8),
        ("soldiers", None),
    ],
)
def test_number_words_have_their_value(words: str, value: float | None) -> None:
    assert number(words.split()) == value


def counted(before: str, counted_by: str, noun: str) -> Tree:
    """A number and its noun as a parser has them: "nearly 26 soldiers"."""
    forms = [*before.split(), counted_by, noun]
    text, words = " ".join(forms), []
    start = 0
    for at, form in enumerate(forms):
        relation, head = ("nummod", len(forms) - 1) if at == len(forms) - 2 else ("advmod", -1)
        tag = "NUM" if at == len(forms) - 2 else "NOUN" if form == noun else "ADV"
        words.append(Word(Span(start, start + len(form)), tag, head, relation))
        start += len(form) + 1
    return Tree(Syntax(text, Parse((), (), tuple(words), ((0, len(words)),))))


@pytest.mark.parametrize(
    ("before", "low", "high"),
    [
        ("", 20, 20),
        ("at least", 20, None),
        ("more than", 20, None),
        ("no fewer than", 20, None),
        ("up to", None, 20),
        ("fewer than", None, 20),
        ("around", 18, 22),
        ("an estimated", 18, 22),
    ],
)
def test_words_before_a_number_bound_it(before: str, low: float | None, high: float | None) -> None:
    tree = counted(before, "20", "soldiers")
    (quantity,) = find_quantities(tree, [tree.size - 1])
    assert (quantity.low, quantity.high, quantity.unit) == (low, high, "soldiers")
    assert quantity.span.of(tree.text) == f"{before} 20".strip()
