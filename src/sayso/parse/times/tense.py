"""Which way the verb of an expression looks: "will meet Tuesday", "met Tuesday"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from sayso.parse.times.lexicon import words as lexicon
from sayso.parse.times.moment import Tense
from sayso.records import Span, Word

# Steps up from a time to its verb: "the deadline for the sale on Tuesday passed".
CLIMB = 6
# What stands behind it is over: "pay for the attack Saturday", "strike back after the Friday raid".
_OVER = frozenset(("after", "following", "since"))
_NOT = frozenset(("not", "n't", "n’t"))
_AHEAD = re.compile(r"\s+(?:to|for)\b")
# Before a time and after a verb that is not of the past: "that he leave by Friday".
_DEADLINE = frozenset(("by", "before", "until", "till"))


def tense_at(text: str, words: Sequence[Word], inside: range, sentence: range) -> Tense:
    """The tense of the verb that the words ``inside`` hang on, in the sentence of these words."""
    verb, path = _verb(text, words, inside)
    if verb is None:
        return Tense.NONE
    below = {
        n: _fold(text, words[n].span)
        for n in sentence
        if words[n].head == verb or words[n].head in path
    }
    if any(w in _OVER and words[n].head in path for n, w in below.items() if n < inside.start):
        return Tense.PAST
    form = _fold(text, words[verb].span)
    if form in lexicon().asking and any(
        n < inside.start and word in lexicon().asked for n, word in below.items()
    ):
        return Tense.FUTURE
    if form == "set" and not _AHEAD.match(text, words[verb].span.end):
        return Tense.PAST  # "was set ablaze Friday", and not "is set to open Friday"
    found = _tense(form, _helpers(words, verb, below), words[verb].tag)
    before = inside.start - 1
    if found is Tense.NONE and before in sentence and _fold(text, words[before].span) in _DEADLINE:
        return Tense.FUTURE
    return found


def _helpers(words: Sequence[Word], verb: int, below: Mapping[int, str]) -> frozenset[str]:
    """The auxiliaries of a verb."""
    mine = {n: word for n, word in below.items() if words[n].head == verb}
    found = {
        word
        for n, word in mine.items()
        if words[n].relation in ("aux", "cop", "mark") and words[n].tag in ("AUX", "PART")
    }
    if _NOT & set(mine.values()):
        found.discard("could")  # "could not vote Tuesday" is over, "could vote Tuesday" is not
    return frozenset(found)


def _fold(text: str, span: Span) -> str:
    return text[span.start : span.end].lower()


def _verb(text: str, words: Sequence[Word], inside: range) -> tuple[int | None, list[int]]:
    """The first verb above the words, or what stands in for one, and the words up to it."""
    head = next((words[n].head for n in inside if words[n].head not in inside), -1)
    path: list[int] = []
    for _ in range(CLIMB):
        if head < 0:
            break
        verb = words[head].tag in ("VERB", "AUX") or words[head].relation == "root"
        if verb or _fold(text, words[head].span) in lexicon().future:
            return head, path
        path.append(head)
        head = words[head].head
    return None, path


@lru_cache(maxsize=4096)
def _tense(form: str, helpers: frozenset[str], tag: str) -> Tense:
    known = lexicon()
    if helpers & known.future_auxiliaries or form in known.future:
        return Tense.FUTURE
    if helpers & known.past_auxiliaries:
        return Tense.PAST
    if "to" in helpers:
        return Tense.FUTURE
    if helpers & {"is", "are", "am", "'s", "'re", "’s", "’re"}:
        return Tense.FUTURE if form.endswith("ing") else Tense.NONE
    if tag == "VERB" and (form.endswith("ed") or form in known.past):
        return Tense.PAST
    return Tense.NONE
