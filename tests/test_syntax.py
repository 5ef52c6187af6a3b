from __future__ import annotations

import pytest

from sayso.records import Parse, Span, Word
from sayso.resolve.tree import Tree
from sayso.syntax import DEEPEST, Syntax

TEXT = "Mira told reporters it fell. They left."
# word, tag, head, relation
SOUND = [
    ("Mira", "PROPN", 1, "nsubj"),
    ("told", "VERB", -1, "root"),
    ("reporters", "NOUN", 1, "obj"),
    ("it", "PRON", 4, "nsubj"),
    ("fell", "VERB", 1, "ccomp"),
    (".", "PUNCT", 1, "punct"),
    ("They", "PRON", 7, "nsubj"),
    ("left", "VERB", -1, "root"),
    (".", "PUNCT", 7, "punct"),
]


def parsed(heads: dict[int, int] | None = None) -> Syntax:
    """The text above, some of its words hung elsewhere."""
    words, end = [], 0
    for number, (form, tag, head, relation) in enumerate(SOUND):
        start = TEXT.index(form, end)
        end = start + len(form)
        words.append(Word(Span(start, end), tag, (heads or {}).get(number, head), relation))
    return Syntax(TEXT, Parse((), (), tuple(words), ((0, 6), (6, 9))))


def test_a_word_has_its_children_and_all_below_them_in_the_order_of_the_text() -> None:
    syntax = parsed()
    assert syntax.children[1] == [0, 2, 4, 5]
    assert syntax.subtree(4) == [3, 4]
    assert list(syntax.above(3)) == [4, 1]


def test_children_are_told_apart_by_their_relation() -> None:
    syntax = parsed()
    assert syntax.of(1, "nsubj", "obj") == [0, 2]
    assert syntax.child(1, "obj", "nsubj") == 0
    assert syntax.child(1, "aux") == syntax.child(-1, "root") == -1


@pytest.mark.parametrize("head", [9, -7, 2])
def test_a_head_that_points_nowhere_or_at_itself_is_none(head: int) -> None:
    assert parsed({2: head}).heads[2] == -1


def test_a_tree_that_goes_round_ends_every_climb() -> None:
    syntax = parsed({1: 4})
    assert len(list(syntax.above(3))) == DEEPEST
    assert syntax.subtree(4) == [0, 1, 2, 3, 4, 5]


def test_the_head_of_some_words_hangs_outside_them_and_is_no_mark() -> None:
    syntax = parsed()
    assert syntax.tops(range(3, 6)) == [4, 5]
    assert syntax.head_of([5, 3, 4]) == 4
    assert syntax.head_of([5]) == syntax.head_of([]) == -1
    assert syntax.head_of([5], but=()) == 5


def test_a_word_knows_the_bounds_of_its_sentence() -> None:
    syntax = parsed()
    assert (syntax.sentence_of(3), syntax.sentence_of(6)) == (range(6), range(6, 9))
    assert syntax.sentence == [0] * 6 + [1] * 3


def test_a_parse_without_sentences_is_one() -> None:
    whole = Syntax(TEXT, Parse((), (), parsed().parse.words))
    assert whole.sentence_of(8) == range(9)


def test_a_span_touches_words_that_it_cuts_and_starts_those_behind() -> None:
    syntax, cut = parsed(), Span(2, 9)  # "ra told"
    assert syntax.words_in(cut) == range(2)
    assert syntax.words_from(cut) == range(1, 2)
    assert not syntax.words_in(Span(4, 5))  # a space


def test_words_that_follow_each_other_are_one_span() -> None:
    syntax = parsed()
    spans = syntax.spans_of([4, 0, 3])
    assert [span.of(TEXT) for span in spans] == ["Mira", "it fell"]
    assert syntax.words_of(spans) == [0, 3, 4]


def test_words_are_made_comparable_as_a_stage_wants_it() -> None:
    assert parsed().low[0] == "mira"
    assert Syntax(TEXT, parsed().parse, str.upper).low[0] == "MIRA"


def test_no_words_are_no_trouble() -> None:
    empty = Syntax("", Parse(()))
    assert not empty.children
    assert empty.words_in(Span(0, 0)) == range(0)


def test_a_stage_that_mends_trees_leaves_those_of_the_other_stages_alone() -> None:
    syntax = parsed()
    heads, relations = [*syntax.heads], [*syntax.relations]
    mended = Tree(syntax)
    mended.heads[0], mended.relations[0] = 4, "obl"
    assert mended.children[4] == [0, 3]
    assert (syntax.heads, syntax.relations) == (heads, relations)
    assert syntax.children[1] == [0, 2, 4, 5]
