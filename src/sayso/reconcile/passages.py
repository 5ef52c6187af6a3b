"""The passages of a report, with the keys by which an index finds others with the same words.

Keys are winnowed shingles (Schleimer, Wilkerson and Aiken, 2003): of every ``_WINDOW`` shingles in
a row the least is kept. Two reports that share ``_SHINGLE + _WINDOW - 1`` = 12 words in a row
therefore always share a key. Measured on 1000 reports with a sentence of another planted in each
(docs/lineage.md): MinHash over paragraphs, with as many keys, finds fewer than half of these.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from sayso.reconcile.words import Hashes, Places, find_words, shingles
from sayso.records import Passage, Report

_SHINGLE = 6  # words; of 5, twice as many reports share one by chance, of 7, edits hide more
_WINDOW = 7  # shingles
_KEY_BITS = np.uint64(1)  # to shift out of 64: a key fits a signed column


def passages(report: Report) -> tuple[Passage, ...]:
    """A passage a block that has keys, in order; about one key for every four words."""
    words = find_words(report.text)
    keys = all_keys(words.hashes)
    kept = winnow(keys)
    ends = np.array([block.span.end for block in report.blocks], np.int64)
    homes = np.searchsorted(ends, words.starts[kept], side="right")
    found = []
    for here, block in enumerate(report.blocks):
        if bands := sorted(set(keys[kept[homes == here]].tolist())):
            found.append(Passage(report.id, block.span, tuple(bands)))
    return tuple(found)


def all_keys(hashes: Hashes) -> Hashes:
    """The key of every shingle, those too that winnowing leaves out."""
    return shingles(hashes, _SHINGLE) >> _KEY_BITS


def winnow(keys: Hashes) -> Places:
    """Places of the least key of every window; of a text shorter than one, the least of all."""
    if not len(keys):
        return np.zeros(0, np.int64)
    windows = sliding_window_view(keys, min(_WINDOW, len(keys)))
    return np.unique(np.arange(len(windows)) + windows.argmin(axis=1))
