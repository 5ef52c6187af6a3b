"""The passages of a report, with the keys by which an index finds others with the same words.

Keys are the shingles of six words of which the least word, by its hash, is the first or the last
(closed syncmers; Edgar, 2021). So whether a shingle is a key depends on its own words alone: what
is a key in one report is one in every other that has the words, and two reports find each other
whichever is looked up. Any ten words in a row have a key; all told there is one for three words.
Winnowing (Schleimer, Wilkerson and Aiken, 2003) takes one for four, but depends on the words
around, so that what stood between edits was found from one side and not from the other.
docs/lineage.md has what each finds, and MinHash.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from sayso.reconcile.words import Hashes, Places, find_words, shingles
from sayso.records import Passage, Report

_SHINGLE = 6  # words; of 5, twice as many reports share one by chance, of 7, edits hide more
_KEY_BITS = np.uint64(1)  # to shift out of 64: a key fits a signed column


def passages(report: Report) -> tuple[Passage, ...]:
    """A passage a block that has keys, in order; about one key for every three words."""
    words = find_words(report.text)
    kept = choose(words.hashes)
    keys = (shingles(words.hashes, _SHINGLE) >> _KEY_BITS)[kept]
    ends = np.array([block.span.end for block in report.blocks], np.int64)
    homes = np.searchsorted(ends, words.starts[kept], side="right")
    found = []
    for here, block in enumerate(report.blocks):
        if bands := sorted(set(keys[homes == here].tolist())):
            found.append(Passage(report.id, block.span, tuple(bands)))
    return tuple(found)


def choose(hashes: Hashes) -> Places:
    """Places of the shingles that are keys."""
    if len(hashes) < _SHINGLE:
        return np.zeros(0, np.int64)
    windows = sliding_window_view(hashes, _SHINGLE)
    least = windows.min(axis=1)
    return np.flatnonzero((windows[:, 0] == least) | (windows[:, -1] == least))
