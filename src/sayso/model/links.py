"""Which source and which contents belong to a cue: from the words at their ends and between."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.model.distance import DISTANCES, distance_bucket
from sayso.model.tokens import Floats, Ints, Tokens

WIDTH = 64  # of the vectors whose product says that two spans go together
HIDDEN = 32  # of the layer that weighs where they stand
STOPS = (999, 1012, 1029)  # pieces: ! . ?
MARKS = (1000, 1523, 1524)  # pieces: the double quotation marks
# What lies between two spans, each counted up to a most: paragraph ends, full stops, quotation
# marks, cues, spans of the other span's role. Before them comes the signed distance.
MOST = (2, 3, 3, 3, 3)
SIZES = (DISTANCES, *(2 * (most + 1) for most in MOST))
OFFSETS = np.concatenate(([0], np.cumsum(SIZES)[:-1]))
FEATURES = sum(SIZES)
FARTHEST = 6  # cues between: links do not reach over more

Ends = NDArray[np.int64]  # [n, 2]: first and last word of each span


@dataclass(frozen=True, slots=True)
class LinkTables:
    """How much each feature weighs: for sources [0] and for contents [1]."""

    features: Floats  # [2, FEATURES, HIDDEN]
    bias: Floats  # [2, HIDDEN]
    out: Floats  # [2, HIDDEN]


@dataclass(frozen=True, slots=True)
class LinkVectors:
    """Per word of one text, what links need."""

    queries: Floats  # [W, 2, WIDTH]: of cues, for sources and for contents
    sources: Floats  # [W, WIDTH]
    contents: Floats  # [W, WIDTH]
    absent: Floats  # [W]: that a cue here has no source
    orphan: Floats  # [W]: that none of the cues goes with a content here
    counts: Ints  # [3, W + 1]: paragraph ends, full stops and marks before each word


def landmarks(tokens: Tokens) -> Ints:
    """Running counts [3, W + 1] of line starts, full stops and quotation marks."""
    pieces = tokens.ids[tokens.first]
    flags = np.stack([tokens.lines, np.isin(pieces, STOPS), np.isin(pieces, MARKS)])
    return np.concatenate((np.zeros((3, 1), np.int64), np.cumsum(flags, axis=1)), axis=1)


def pair_features(counts: Ints, cues: Ends, others: Ends) -> Ints:
    """Indices [cues, others, 6] into the rows of a feature table."""
    after = others[None, :, 0] - cues[:, None, 1]
    before = others[None, :, 1] - cues[:, None, 0]
    gap = np.where(after > 0, after, np.where(before < 0, before, 0))
    low = np.minimum(others[None, :, 1], cues[:, None, 1])
    high = np.maximum(np.maximum(others[None, :, 0], cues[:, None, 0]), low)
    lines, stops, marks = counts  # a line that starts with the later span lies between too
    between = [lines[high + 1] - lines[low + 1], stops[high] - stops[low + 1]]
    between.append(marks[high] - marks[low + 1])
    between += [_starts_between(spans, low, high) for spans in (cues, others)]
    found = [distance_bucket(gap)]
    for count, most in zip(between, MOST, strict=True):
        found.append(np.clip(count, 0, most) + (most + 1) * (after > 0))
    return np.stack(found, axis=-1) + OFFSETS


def _starts_between(spans: Ends, low: Ints, high: Ints) -> Ints:
    starts = np.sort(spans[:, 0])
    return np.searchsorted(starts, high, side="left") - np.searchsorted(starts, low, side="right")


def too_far(cues: Ends, others: Ends) -> NDArray[np.bool_]:
    """Pairs [cues, others] with more than FARTHEST cues between them."""
    order = np.argsort(np.argsort(cues[:, 0]))
    place = np.searchsorted(np.sort(cues[:, 0]), others[:, 0])
    distance = np.abs(order[:, None] + 0.5 - place[None])
    found: NDArray[np.bool_] = distance > FARTHEST + 1
    return found


def _pair_scores(
    vectors: LinkVectors, tables: LinkTables, cues: Ends, others: Ends, side: int
) -> Floats:
    queries = _sum_of_ends(vectors.queries[:, side], cues)
    keys = _sum_of_ends(vectors.contents if side else vectors.sources, others)
    rows = tables.features[side][pair_features(vectors.counts, cues, others)]
    hidden = np.maximum(rows.sum(axis=2) + tables.bias[side], 0)
    scores = queries @ keys.T / WIDTH**0.5 + hidden @ tables.out[side]
    found: Floats = np.where(too_far(cues, others), -1e4, scores)
    return found


def _sum_of_ends(vectors: Floats, ends: Ends) -> Floats:
    found: Floats = vectors[ends[:, 0]] + vectors[ends[:, 1]]
    return found


def source_scores(vectors: LinkVectors, tables: LinkTables, cues: Ends, sources: Ends) -> Floats:
    """Scores [cues, sources + 1]; in the last column, that the cue has no source."""
    scores = _pair_scores(vectors, tables, cues, sources, side=0)
    return np.concatenate([scores, _sum_of_ends(vectors.absent, cues)[:, None]], axis=1)


def content_scores(vectors: LinkVectors, tables: LinkTables, cues: Ends, contents: Ends) -> Floats:
    """Scores [cues + 1, contents]; in the last row, that none of the cues is the content's."""
    scores = _pair_scores(vectors, tables, cues, contents, side=1)
    return np.concatenate([scores, _sum_of_ends(vectors.orphan, contents)[None]], axis=0)
