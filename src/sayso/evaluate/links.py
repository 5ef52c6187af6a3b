"""Which source and which contents belong to which cue, and attributions as wholes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sayso.evaluate.spans import Counts, Parts, Snapped, Words, overlap, pair, snap
from sayso.model.tokens import Tokens
from sayso.records import Span
from sayso.terms import Role

#: From a text and its gold sources, cues and contents to attributions made of them.
Linker = Callable[[str, tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]], Iterable[Parts]]


def link_pairs(attributions: Iterable[Snapped], role: Role) -> set[tuple[Words, Words]]:
    """Every (cue, source) or every (cue, content) that an attribution joins."""
    return {(cue, other) for a in attributions for cue in a.cue for other in a.of(role)}


def link_scores(gold: Sequence[Snapped], predicted: Sequence[Snapped], role: Role) -> Counts:
    """Links between cues and ``role``; right when both spans are exact and joined."""
    there, said = link_pairs(gold, role), link_pairs(predicted, role)
    return Counts(len(there), len(said), len(there & said))


def link_gold_spans(
    text: str, tokens: Tokens, gold: Sequence[Parts], linker: Linker
) -> list[Snapped]:
    """What ``linker`` makes of the gold spans when it is told nothing of their links."""

    def distinct(role: Role) -> tuple[Span, ...]:
        return tuple(sorted({span for a in gold for span in getattr(a, role)}))

    linked = linker(text, distinct(Role.SOURCE), distinct(Role.CUE), distinct(Role.CONTENT))
    return [snap(attribution, tokens) for attribution in linked]


def every_span_overlaps(one: Snapped, other: Snapped) -> bool:
    """Whether each span of either has one of the same role in the other that shares a word."""
    return all(
        all(any(overlap(a, b) for b in other.of(role)) for a in one.of(role))
        and all(any(overlap(a, b) for a in one.of(role)) for b in other.of(role))
        for role in Role
    )


def same(one: Snapped, other: Snapped) -> bool:
    """Whether all spans and links are the same."""
    return one == other


def whole_scores(gold: Sequence[Snapped], predicted: Sequence[Snapped]) -> tuple[Counts, Counts]:
    """Attributions exactly right, and those of which every span overlaps."""
    exact = len(pair(gold, predicted, same))
    near = len(pair(gold, predicted, every_span_overlaps))
    return Counts(len(gold), len(predicted), exact), Counts(len(gold), len(predicted), near)
