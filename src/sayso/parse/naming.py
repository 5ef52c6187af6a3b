"""Entities: the spans that the model names, set to whole tokens."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model import Scored
from sayso.model.entities import best_entities
from sayso.model.tokens import word_at
from sayso.records import Entity, Span, Word


def find_entities(
    scored: Scored, words: Sequence[Word], sentences: Sequence[tuple[int, int]]
) -> tuple[Entity, ...]:
    """The entities of a text; none runs over the end of a sentence."""
    tokens = scored.tokens
    firsts = word_at(tokens, [words[first].span.start for first, _ in sentences]).tolist()
    ranges = list(zip(firsts, [*firsts[1:], len(tokens)], strict=True))
    return tuple(
        Entity(Span(int(tokens.starts[first]), int(tokens.ends[last - 1])), kind)
        for first, last, kind in best_entities(scored.entities, ranges)
    )
