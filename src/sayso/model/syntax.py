"""Sentences, parts of speech and dependencies: what the model believes, by its own words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sayso.model.distance import distance_bucket
from sayso.model.tokens import Floats, Ints

ARC = 192  # of the vectors whose product says that a word depends on another
RELATION = 64  # of those that say by which relation
JOINED = "joined"  # relation of a word that goes on the token of the word before it
UPOS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
    "PUNCT", "SCONJ", "SYM", "VERB", "X",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SyntaxTables:
    """What scoring dependencies needs beside the graph."""

    relations: tuple[str, ...]
    root: Floats  # [ARC]: the vector of the head that no word is
    arc_bias: Floats  # [ARC]
    distance: Floats  # [DISTANCES]
    bilinear: Floats  # [RELATION + 1, relations * (RELATION + 1)]


@dataclass(frozen=True, slots=True)
class SyntaxVectors:
    """Per word of one text, what syntax is scored from."""

    tags: Floats  # [W, UPOS]
    starts: Floats  # [W]: log-odds that a sentence starts
    arcs: Floats  # [W, 2 ARC]: as a dependent, then as a head
    sides: Floats  # [W, 2 RELATION]: likewise
    tables: SyntaxTables

    def arc_scores(self, first: int, last: int) -> Floats:
        """Scores [n, n + 1] that each of words [first, last) hangs on the root (0) or another."""
        dependent = np.maximum(self.arcs[first:last, :ARC], 0)
        head = np.vstack([self.tables.root, np.maximum(self.arcs[first:last, ARC:], 0)])
        scores = dependent @ head.T / np.float32(ARC**0.5) + head @ self.tables.arc_bias
        places = np.arange(last - first)
        apart = distance_bucket(places[None] - places[:, None])
        scores[:, 1:] += self.tables.distance[apart]
        found: Floats = scores
        return found

    def relation_scores(self, heads: Ints) -> Floats:
        """Scores [W, relations] of each word with its head (a word; -1: the root)."""
        left = np.ones((len(heads), RELATION + 1), dtype=np.float32)
        right = np.ones_like(left)
        np.maximum(self.sides[:, :RELATION], 0, out=left[:, :RELATION])
        np.maximum(self.sides[heads, RELATION:], 0, out=right[:, :RELATION])
        right[heads < 0, :RELATION] = 0
        bent = left @ self.tables.bilinear
        found: Floats = np.matmul(
            bent.reshape(len(left), len(self.tables.relations), RELATION + 1), right[:, :, None]
        )
        return found[:, :, 0]
