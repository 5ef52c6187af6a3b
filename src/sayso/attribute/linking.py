"""Which source and which contents go with which cue, for spans that are given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sayso.model import Scored, Tables
from sayso.model.chain import Doubles
from sayso.model.links import Ends, content_scores, source_scores
from sayso.model.tokens import Floats

Words = tuple[int, int]  # [start, end) in words


@dataclass(frozen=True, slots=True)
class Linked:
    """One cue with what belongs to it, by index into the spans given, and the links' odds."""

    cue: int
    source: int | None
    contents: tuple[int, ...]
    source_probability: float
    content_probability: float


def ends(spans: Sequence[Words]) -> Ends:
    """First and last word of each span [n, 2]."""
    found = np.array(spans, dtype=np.int64).reshape(-1, 2)
    return np.stack([found[:, 0], found[:, 1] - 1], axis=1)


def softmax(scores: Floats | Doubles, axis: int) -> Doubles:
    """Probabilities along ``axis``."""
    powers = np.exp((scores - scores.max(axis=axis, keepdims=True)).astype(np.float64))
    found: Doubles = powers / powers.sum(axis=axis, keepdims=True)
    return found


def link_spans(
    scored: Scored,
    tables: Tables,
    sources: Sequence[Words],
    cues: Sequence[Words],
    contents: Sequence[Words],
) -> list[Linked]:
    """Give every cue its most probable source, or none, and every content its cue."""
    if not cues:
        return []
    cue_ends = ends(cues)
    scores = source_scores(scored.links, tables.links, cue_ends, ends(sources))
    to_source = softmax(scores, axis=1)
    chosen = to_source.argmax(axis=1)
    owners: list[list[int]] = [[] for _ in cues]
    certainty = np.ones(len(cues))
    if contents:
        scores = content_scores(scored.links, tables.links, cue_ends, ends(contents))
        to_cue = softmax(scores[:-1], axis=0)
        for content, cue in enumerate(to_cue.argmax(axis=0)):
            owners[cue].append(content)
            certainty[cue] = min(certainty[cue], to_cue[cue, content])
    return [
        Linked(
            cue,
            int(chosen[cue]) if chosen[cue] < len(sources) else None,
            tuple(owners[cue]),
            float(to_source[cue, chosen[cue]]),
            float(certainty[cue]),
        )
        for cue in range(len(cues))
    ]
