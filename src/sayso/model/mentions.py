"""Which words refer to the same: from the head words of mentions and what lies between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sayso.model.distance import distance_bucket
from sayso.model.tokens import Floats, Ints
from sayso.records import Span

WIDTH = 64  # of the vectors whose product says that two mentions refer to the same


@dataclass(frozen=True, slots=True)
class MentionVectors:
    """Per word of one text, what coreference is scored from."""

    later: Floats  # [W, WIDTH]: of a mention that looks back
    earlier: Floats  # [W, WIDTH]: of one that is looked back at
    new: Floats  # [W]: that a mention here is the first of its chain
    starts: Ints  # [W]: first character of each word
    distance: Floats  # [DISTANCES]

    def scores(self, anaphors: Sequence[Span], antecedents: Sequence[Span]) -> Floats:
        """How much likelier than a new chain each antecedent is [anaphors, antecedents].

        Spans are those of head words; a score is a log-odds against the mention being new.
        """
        here, there = (self._words(spans) for spans in (anaphors, antecedents))
        apart = self.distance[distance_bucket(there[None] - here[:, None])]
        product = self.later[here] @ self.earlier[there].T / np.float32(WIDTH**0.5)
        found: Floats = product + apart - self.new[here][:, None]
        return found

    def _words(self, spans: Sequence[Span]) -> Ints:
        places = np.array([span.start for span in spans], dtype=np.int64)
        return np.maximum(np.searchsorted(self.starts, places, side="right") - 1, 0)
