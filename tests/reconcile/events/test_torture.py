"""Parses that make no sense, as a model may give them: no crash, no endless climb."""

from __future__ import annotations

import random

import pytest

from sayso.reconcile.events import find_events
from sayso.records import Parse, Reading, Report, Span, Word
from sayso.syntax import Syntax

SENSELESS = (
    "the army who refused to attack of rebels by killing and threatened sanctions on at least "
    "26 soldiers if not lifted will cease - fire must say that his arrest"
)
TAGS = ("NOUN", "VERB", "PROPN", "PRON", "ADJ", "NUM", "ADP", "AUX", "DET", "PUNCT")
RELATIONS = (
    *("nsubj", "obj", "obl", "xcomp", "ccomp", "acl", "advcl", "conj", "nmod", "case"),
    *("mark", "aux", "amod", "compound", "appos", "flat", "nummod", "parataxis", "root"),
)


@pytest.mark.parametrize("seed", range(60))
def test_a_tree_that_is_none_gives_events_or_none_and_every_span_is_in_the_text(seed: int) -> None:
    chance = random.Random(seed)
    forms = chance.choices(SENSELESS.split(), k=40)
    text, words = " ".join(forms), []
    start = 0
    for form in forms:
        head = chance.randint(-3, 44)  # cycles, itself, and out of the parse
        words.append(
            Word(
                Span(start, start + len(form)),
                chance.choice(TAGS),
                head,
                chance.choice(RELATIONS),
            )
        )
        start += len(form) + 1
    cut = chance.randint(1, 39)
    sentences = ((0, cut), (cut, 40)) if seed % 5 else ()
    parse = Parse((), (), tuple(words), sentences)
    for event in find_events(Syntax(text, parse), Reading(Report("r", "r", text, ()), ())):
        spans = [*event.predicate, *event.modality_words, *event.instrument]
        spans += [one.span for one in (*event.actor, *event.recipient)]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)


def test_a_report_without_words_has_no_events() -> None:
    assert find_events(Syntax("", Parse(())), Reading(Report("r", "r", "", ()), ())) == ()
