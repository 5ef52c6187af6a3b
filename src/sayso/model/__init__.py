"""One encoder, many heads: texts in, beliefs about every word out. Shared by all stages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.model.certainty import CertaintyValues
from sayso.model.chain import Posterior, break_spans, posterior
from sayso.model.columns import COLUMNS
from sayso.model.encoder import Encoder, Tables, fingerprint, model_path
from sayso.model.links import WIDTH, LinkVectors, landmarks
from sayso.model.mentions import MentionVectors
from sayso.model.syntax import SyntaxVectors
from sayso.model.tokens import Floats, Tokens, tokenise, word_at

__all__ = [
    "CertaintyValues",
    "LinkVectors",
    "MentionVectors",
    "Model",
    "Posterior",
    "Scored",
    "SyntaxVectors",
    "Tables",
    "Tokens",
    "fingerprint",
    "model_path",
]


@dataclass(frozen=True, slots=True)
class Scored:
    """What the model believes of one text, word by word.

    ``posterior`` and ``links`` are of the roles; ``entities`` [W, tags] are scores of the tags of
    sayso.model.entities; ``states`` [W, 384] are what the encoder made of each word, for heads
    that are fitted apart from it and for vectors of sentences.
    """

    tokens: Tokens
    posterior: Posterior
    links: LinkVectors
    syntax: SyntaxVectors
    entities: Floats
    mentions: MentionVectors
    certainty: CertaintyValues
    states: Floats


class Model:
    """The shipped model. Loading takes about 0.2 s; one is enough for a process."""

    def __init__(self, path: Path | None = None, *, threads: int = 1) -> None:
        """Load ``path``, or the shipped file. Raises ModelError if it is missing or damaged."""
        self.encoder = Encoder(path, threads=threads)

    @property
    def tables(self) -> Tables:
        """What decoding needs beside the network."""
        return self.encoder.tables

    def read(self, text: str, breaks: Sequence[int] = ()) -> Scored:
        """Beliefs about every word of ``text``; ``breaks`` are characters no span runs into."""
        tokens = tokenise(text)
        scores, states = self.encoder.read(tokens)
        emissions = break_spans(scores[:, COLUMNS["roles"]], word_at(tokens, breaks))
        return self._scored(tokens, posterior(emissions, self.tables.transitions), scores, states)

    def _scored(self, tokens: Tokens, roles: Posterior, scores: Floats, states: Floats) -> Scored:
        """Take the columns of one text's scores [W, D] apart."""
        part = {name: scores[:, columns] for name, columns in COLUMNS.items()}
        links = LinkVectors(
            part["links.cue"].reshape(-1, 2, WIDTH),
            part["links.source"],
            part["links.content"],
            part["links.absent"][:, 0],
            part["links.orphan"][:, 0],
            landmarks(tokens),
        )
        syntax = SyntaxVectors(
            part["syntax.tag"],
            part["syntax.start"][:, 0],
            part["syntax.arc"],
            part["syntax.relation"],
            self.tables.syntax,
        )
        mentions = MentionVectors(
            part["mentions.later"],
            part["mentions.earlier"],
            part["mentions.new"][:, 0],
            tokens.starts,
            self.tables.mention_distance,
        )
        certainty = CertaintyValues(part["certainty"][:, 0], tokens.starts)
        entities = part["entities"]
        return Scored(tokens, roles, links, syntax, entities, mentions, certainty, states)
