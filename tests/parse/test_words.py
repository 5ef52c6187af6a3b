"""Tokens, sentences and trees of Universal Dependencies, from the shipped model."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Model
from sayso.parse.words import LONGEST, find_words
from sayso.records import Word


@cache
def model() -> Model:
    return Model()


def parsed(
    text: str, breaks: tuple[int, ...] = ()
) -> tuple[tuple[Word, ...], tuple[tuple[int, int], ...]]:
    scored = model().read(text)
    return find_words(text, scored.tokens, scored.syntax, breaks)


def tokens(text: str) -> list[str]:
    return [word.span.of(text) for word in parsed(text)[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They don't know.", ["They", "do", "n't", "know", "."]),
        ("They don’t know.", ["They", "do", "n’t", "know", "."]),
        ("We cannot stay.", ["We", "can", "not", "stay", "."]),
        ("The minister's aide left.", ["The", "minister", "'s", "aide", "left", "."]),
        ("Some 3.5 million fled.", ["Some", "3.5", "million", "fled", "."]),
        ("The U.S. sent aid.", ["The", "U.S.", "sent", "aid", "."]),
    ],
)
def test_tokens_are_those_of_universal_dependencies(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


def test_a_sentence_is_a_tree_with_its_verb_at_the_root() -> None:
    text = "General Hadrik Vosse denied that any unit had changed sides."
    words, sentences = parsed(text)
    assert sentences == ((0, len(words)),)
    root = next(word for word in words if word.head < 0)
    subject = next(word for word in words if word.relation == "nsubj")
    assert (root.span.of(text), root.tag, root.relation) == ("denied", "VERB", "root")
    assert words[subject.head] == root


def test_a_root_with_a_subject_and_no_copula_is_a_verb_whatever_the_model_takes_it_for() -> None:
    text = (
        "General Hadrik Vosse, the defense minister, told a press conference that the army owned "
        "no truck of that kind. Photographs of last year's Founders' Day parade show at least four."
    )
    by_form = {word.span.of(text): word for word in parsed(text)[0]}
    assert by_form["show"].tag == "VERB"
    assert by_form["four"].relation == "obj"


def test_two_sentences_are_told_apart() -> None:
    words, sentences = parsed("The bridge was closed. Nobody said who closed it.")
    assert [last - first for first, last in sentences] == [5, 6]
    assert sum(word.head < 0 for word in words) == 2


def test_a_sentence_ends_where_the_page_changes_hands() -> None:
    text = "The bridge over the Tolva Photograph by Corvane Wire"
    _, sentences = parsed(text, breaks=(26,))
    assert len(sentences) == 2


def test_a_text_without_words_has_no_sentences() -> None:
    assert parsed(" \n ") == ((), ())


def test_a_roll_call_without_a_full_stop_is_parsed_in_stretches() -> None:
    words, sentences = parsed("Dovane Tarsk Vosse " * 400)
    assert len(words) == 1200
    assert max(last - first for first, last in sentences) <= LONGEST


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="aAn'’t .,\n\"()cnoé3-", max_size=60))
def test_words_tile_their_sentences_and_every_head_is_in_its_sentence(text: str) -> None:
    words, sentences = parsed(text)
    assert [place for first, last in sentences for place in range(first, last)] == list(
        range(len(words))
    )
    for first, last in sentences:
        sentence = words[first:last]
        assert sum(word.head < 0 for word in sentence) == 1
        assert all(first <= word.head < last for word in sentence if word.head >= 0)
    ends = [0, *(word.span.end for word in words)]
    starts = [word.span.start for word in words]
    assert all(start >= end for start, end in zip(starts, ends, strict=False))
    assert all(word.span.start < word.span.end <= len(text) for word in words)
