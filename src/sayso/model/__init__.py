"""One encoder, many heads: texts in, beliefs about every word out. Shared by all stages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.model.chain import Posterior, break_spans, posteriors
from sayso.model.encoder import Encoder, Tables, fingerprint, model_path
from sayso.model.links import LinkVectors, link_vectors
from sayso.model.tokens import Tokens, tokenise, word_at

__all__ = [
    "LinkVectors",
    "Model",
    "Posterior",
    "Scored",
    "Tables",
    "Tokens",
    "fingerprint",
    "model_path",
]


@dataclass(frozen=True, slots=True)
class Scored:
    """What the model believes of one text: roles by word, and the vectors of links."""

    tokens: Tokens
    posterior: Posterior
    links: LinkVectors


class Model:
    """The shipped model. Loading takes about 0.2 s; one is enough for a process."""

    def __init__(self, path: Path | None = None, *, threads: int = 1) -> None:
        """Load ``path``, or the shipped file. Raises ModelError if it is missing or damaged."""
        self.encoder = Encoder(path, threads=threads)

    @property
    def tables(self) -> Tables:
        """What decoding needs beside the network."""
        return self.encoder.tables

    def read(
        self, texts: Sequence[str], breaks: Sequence[Sequence[int]] | None = None
    ) -> list[Scored]:
        """Read several texts at once, which packs their windows well.

        ``breaks`` are, a text, the characters that no span may run into.
        """
        tokens = [tokenise(text) for text in texts]
        scores = self.encoder.scores(tokens)
        width = self.tables.transitions.shape[1]
        emissions = [s[:, :width] for s in scores]
        if breaks is not None:
            emissions = [
                break_spans(e, word_at(t, places))
                for e, t, places in zip(emissions, tokens, breaks, strict=True)
            ]
        beliefs = posteriors(emissions, self.tables.transitions)
        return [
            Scored(t, b, link_vectors(s, t))
            for t, b, s in zip(tokens, beliefs, scores, strict=True)
        ]
