"""Distances between words as a few buckets, for scores that learn one value a bucket."""

from __future__ import annotations

import numpy as np

from sayso.model.tokens import Ints

DISTANCES = 32


def distance_bucket(steps: Ints) -> Ints:
    """Signed distance to one of DISTANCES buckets: exact to 6, then in ever wider steps."""
    return _BUCKETS.take(steps + _FAR, mode="clip")


def _buckets(steps: Ints) -> Ints:
    size = np.abs(steps)
    wide = 6 + (np.log2(np.maximum(size, 7) / 6.0) * 2).astype(np.int64)
    near = np.minimum(np.where(size <= 6, size, wide), DISTANCES // 2 - 1)
    return np.where(steps > 0, near + DISTANCES // 2, near)


_FAR = 256  # from 136 on all steps are in the last bucket
_BUCKETS = _buckets(np.arange(-_FAR, _FAR + 1))  # a look-up takes a sixth of the time
