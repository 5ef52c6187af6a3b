"""Spans by the model's words: precision, recall and F1 of each role.

A span is one contiguous piece as it was annotated: a content in two pieces is two spans. Both
sides are snapped to the words that they touch, so a cut first letter, a space too many or half a
hyphenated word in the annotation does not count as a difference; a comma or a quotation mark is
a word and does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np

from sayso.model.tokens import Tokens
from sayso.records import Span
from sayso.terms import Role

#: Words ``[first, end)`` of a text.
Words = tuple[int, int]
Thing = TypeVar("Thing")


class Parts(Protocol):
    """What gold and predicted attributions have in common: characters by role."""

    @property
    def source(self) -> tuple[Span, ...]:
        """Who says it; empty where nobody is named."""
        ...

    @property
    def cue(self) -> tuple[Span, ...]:
        """The words that make it a say-so."""
        ...

    @property
    def content(self) -> tuple[Span, ...]:
        """What is said, in one or several pieces."""
        ...


@dataclass(frozen=True, slots=True)
class Snapped:
    """An attribution by words."""

    source: frozenset[Words]
    cue: frozenset[Words]
    content: frozenset[Words]

    def of(self, role: Role) -> frozenset[Words]:
        """Its spans in one role."""
        return {Role.SOURCE: self.source, Role.CUE: self.cue, Role.CONTENT: self.content}[role]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are, how many were predicted, and how many of those are right."""

    gold: int = 0
    predicted: int = 0
    hit: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.gold + other.gold, self.predicted + other.predicted, self.hit + other.hit
        )

    @property
    def precision(self) -> float:
        """Share of the predicted that is right, 0 to 1; 0 where nothing is predicted."""
        return self.hit / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found, 0 to 1; 0 where there is none."""
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two, 0 to 1."""
        total = self.gold + self.predicted
        return 2 * self.hit / total if total else 0.0


def touching(tokens: Tokens, span: Span) -> Words:
    """The words that share a character with ``span``; an empty range where none does."""
    first = int(np.searchsorted(tokens.ends, span.start, side="right"))
    end = int(np.searchsorted(tokens.starts, span.end, side="left"))
    return first, max(first, end)


def snap(attribution: Parts, tokens: Tokens) -> Snapped:
    """An attribution by words; a span that touches no word is left out."""

    def by_words(spans: Iterable[Span]) -> frozenset[Words]:
        return frozenset(w for s in spans if (w := touching(tokens, s))[0] < w[1])

    return Snapped(
        by_words(attribution.source), by_words(attribution.cue), by_words(attribution.content)
    )


def overlap(one: Words, other: Words) -> bool:
    """Whether they share a word."""
    return one[0] < other[1] and other[0] < one[1]


def pair(
    gold: Sequence[Thing], predicted: Sequence[Thing], fits: Callable[[Thing, Thing], bool]
) -> list[tuple[int, int]]:
    """Match one to one, equals first, then greedily in the order given; index pairs."""
    free = dict.fromkeys(range(len(predicted)))
    pairs: list[tuple[int, int]] = []
    left: list[int] = []
    for number, thing in enumerate(gold):
        same = next((p for p in free if predicted[p] == thing), None)
        if same is None:
            left.append(number)
        else:
            pairs.append((number, same))
            del free[same]
    for number in left:
        near = next((p for p in free if fits(gold[number], predicted[p])), None)
        if near is not None:
            pairs.append((number, near))
            del free[near]
    return pairs


def role_spans(attributions: Iterable[Snapped], role: Role) -> list[Words]:
    """Distinct spans of one role, in the order of the text."""
    return sorted({words for attribution in attributions for words in attribution.of(role)})


def span_scores(
    gold: Sequence[Snapped], predicted: Sequence[Snapped], role: Role
) -> tuple[Counts, Counts]:
    """Exact and overlapping spans of one role in one article."""
    there, said = role_spans(gold, role), role_spans(predicted, role)
    exact = len(set(there) & set(said))
    near = len(pair(there, said, overlap))
    return Counts(len(there), len(said), exact), Counts(len(there), len(said), near)
