"""Which source and which contents go with which cue, for spans that are chosen already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sayso.model import Scored, Tables
from sayso.model.chain import Floats
from sayso.model.links import content_scores, source_scores

Words = tuple[int, int]  # [start, end) in words


@dataclass(frozen=True, slots=True)
class Linked:
    """One cue with what belongs to it, by index into the spans given, and the links' odds."""

    cue: int
    source: int | None
    contents: tuple[int, ...]
    source_probability: float
    content_probability: float


def _ends(spans: Sequence[Words]) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    ends = np.array(spans, dtype=np.int64).reshape(-1, 2)
    return np.stack([ends[:, 0], ends[:, 1] - 1], axis=1)


def _softmax(scores: Floats, axis: int) -> Floats:
    powers = np.exp(scores - scores.max(axis=axis, keepdims=True))
    found: Floats = powers / powers.sum(axis=axis, keepdims=True)
    return found


def link_spans(
    scored: Scored,
    tables: Tables,
    sources: Sequence[Words],
    cues: Sequence[Words],
    contents: Sequence[Words],
) -> list[Linked]:
    """Give every cue its source, or none, and every content its cue.

    Each choice is the most probable one; a content has exactly one cue, a source may have many.
    """
    if not cues:
        return []
    cue_ends = _ends(cues)
    to_source = _softmax(source_scores(scored.links, tables.links, cue_ends, _ends(sources)), axis=1)
    chosen = to_source.argmax(axis=1)
    owners: list[list[int]] = [[] for _ in cues]
    certainty = np.ones(len(cues))
    if contents:
        to_cue = _softmax(content_scores(scored.links, tables.links, cue_ends, _ends(contents)), axis=0)
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
