"""Which source and which contents belong to a cue: scores from ends, distance and order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.model.chain import TAGS, Floats
from sayso.model.encoder import Tables

Ints = NDArray[np.int64]
WIDTH = 64
Ends = NDArray[np.int64]  # [n, 2]: first and last word of each span


@dataclass(frozen=True, slots=True)
class LinkVectors:
    """Per word of one text: queries of cues, keys of sources and contents, and ``absent``."""

    queries: Floats  # [W, 2, 64]: for sources, for contents
    sources: Floats  # [W, 64]
    contents: Floats  # [W, 64]
    absent: Floats  # [W]


def link_vectors(scores: Floats) -> LinkVectors:
    """Take the link columns of a text's scores [W, D] apart."""
    at = len(TAGS)
    queries = scores[:, at : at + 2 * WIDTH].reshape(-1, 2, WIDTH)
    sources = scores[:, at + 2 * WIDTH : at + 3 * WIDTH]
    contents = scores[:, at + 3 * WIDTH : at + 4 * WIDTH]
    return LinkVectors(queries, sources, contents, scores[:, at + 4 * WIDTH])


def bucket(steps: Ints) -> Ints:
    """Signed distance to one of 32 buckets: exact to 6, then in ever wider steps."""
    size = np.abs(steps)
    wide = 6 + (np.log2(np.maximum(size, 7) / 6.0) * 2).astype(np.int64)
    near = np.minimum(np.where(size <= 6, size, wide), 15)
    return np.where(steps > 0, near + 16, near)


def _position(cues: Ends, others: Ends, table: Floats, crossed: Floats) -> Floats:
    """Score of where each other span stands to each cue, and of how many cues stand between."""
    after = others[None, :, 0] - cues[:, None, 1]
    before = others[None, :, 1] - cues[:, None, 0]
    gap = np.where(after > 0, after, np.where(before < 0, before, 0))
    low = np.minimum(others[None, :, 1], cues[:, None, 1])
    high = np.maximum(others[None, :, 0], cues[:, None, 0])
    starts = np.sort(cues[:, 0])
    between = np.searchsorted(starts, high, side="left") - np.searchsorted(starts, low, "right")
    between = np.maximum(between, 0) * np.where(after > 0, 1, -1)
    found: Floats = table[bucket(gap)] + crossed[bucket(between)]
    return found


def _sum_of_ends(vectors: Floats, ends: Ends) -> Floats:
    found: Floats = vectors[ends[:, 0]] + vectors[ends[:, 1]]
    return found


def source_scores(vectors: LinkVectors, tables: Tables, cues: Ends, sources: Ends) -> Floats:
    """Scores [cues, sources + 1]; in the last column, that the cue has no source."""
    queries = _sum_of_ends(vectors.queries[:, 0], cues)
    keys = _sum_of_ends(vectors.sources, sources)
    scores = queries @ keys.T / WIDTH**0.5
    scores += _position(cues, sources, tables.distance[0], tables.between[0])
    return np.concatenate([scores, _sum_of_ends(vectors.absent, cues)[:, None]], axis=1)


def content_scores(vectors: LinkVectors, tables: Tables, cues: Ends, contents: Ends) -> Floats:
    """Scores [cues, contents]."""
    queries = _sum_of_ends(vectors.queries[:, 1], cues)
    keys = _sum_of_ends(vectors.contents, contents)
    scores: Floats = queries @ keys.T / WIDTH**0.5
    return scores + _position(cues, contents, tables.distance[1], tables.between[1])
