"""Spans and links chosen together: a content needs a cue, a cue a content, a source a cue.

The spans that gain most by themselves come first. Then each asks for what it lacks among all
spans that the model holds possible, and the pair that is likeliest together comes in. What
finds no partner goes out, since an attribution without a cue or a content is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sayso.attribute.linking import ends, softmax
from sayso.model import Scored, Tables
from sayso.model.chain import Candidate, Doubles, best_spans, candidates
from sayso.model.links import Ends, content_scores, source_scores

# A span that another asks for comes in from this product of its posterior and the link's; a
# source from this posterior. docs/model-card.md lists what other values gave on PolNeAR dev.
LEAST = 0.1
LEAST_SOURCE = 0.2


@dataclass(frozen=True, slots=True)
class Choice:
    """One attribution in words, with the odds of its links."""

    source: tuple[Candidate, ...]
    cue: Candidate
    content: tuple[Candidate, ...]
    source_odds: float
    content_odds: float


def choose(scored: Scored, tables: Tables, least: float = LEAST) -> list[Choice]:
    """The attributions of one text, in the order of their cues."""
    pool = candidates(scored.posterior, least)
    if not any(c.role == "cue" for c in pool) or not any(c.role == "content" for c in pool):
        return []
    return _Chooser(scored, tables, pool, least).choices()


def _positions(spans: Sequence[Candidate]) -> Ends:
    return ends([(s.start, s.end) for s in spans])


def _sure(spans: Sequence[Candidate]) -> Doubles:
    """Log posteriors, and a last 0 for the choice of none."""
    found: Doubles = np.log([*(s.probability for s in spans), 1.0])
    return found


class _Chooser:
    """The choice under way in one text: ``owned`` holds the contents of each cue."""

    def __init__(self, scored: Scored, tables: Tables, pool: list[Candidate], least: float) -> None:
        pool = [c for c in pool if c.role != "source" or c.probability >= LEAST_SOURCE]
        self.sources, self.cues, self.contents = (
            [c for c in pool if c.role == role] for role in ("source", "cue", "content")
        )
        self.taken = np.zeros(len(scored.tokens), dtype=bool)  # words of cues and contents
        self.chosen = best_spans(pool, tables.floors)
        self.least = least
        cues, contents = _positions(self.cues), _positions(self.contents)
        scores = content_scores(scored.links, tables.links, cues, contents)
        self.content_odds = softmax(scores + _sure(self.cues)[:, None], axis=0)
        scores = source_scores(scored.links, tables.links, cues, _positions(self.sources))
        self.source_odds = softmax(scores + _sure(self.sources)[None], axis=1)
        self.owned: dict[int, list[int]] = {}

    def choices(self) -> list[Choice]:
        for role, ask in (
            ("content", self._ask_for_cue),
            ("cue", self._ask_for_content),
            ("source", self._ask_for_attribution),
        ):
            for span in sorted(self.chosen, key=lambda c: -c.probability):
                if span.role == role:
                    ask(span)
        return [self._choice(cue) for cue in sorted(self.owned)]

    def _free(self, span: Candidate) -> bool:
        return not self.taken[span.start : span.end].any()

    def _give(self, cue: int, content: int) -> None:
        for span in (self.cues[cue], self.contents[content]):
            self.taken[span.start : span.end] = True
        self.owned.setdefault(cue, []).append(content)

    def _ask_for_cue(self, span: Candidate) -> None:
        content = self.contents.index(span)
        cue = int(self.content_odds[:, content].argmax())
        if cue in self.owned or (cue < len(self.cues) and self._free(self.cues[cue])):
            self._give(cue, content)

    def _ask_for_content(self, span: Candidate) -> None:
        cue = self.cues.index(span)
        if cue not in self.owned and self._free(span):
            self._give_best_content(cue)

    def _give_best_content(self, cue: int) -> None:
        worth = self.content_odds[cue] * [c.probability for c in self.contents]
        for content in np.argsort(-worth):
            if worth[content] < self.least:
                return
            if self._free(self.contents[content]):
                self._give(cue, int(content))
                return

    def _ask_for_attribution(self, span: Candidate) -> None:
        source = self.sources.index(span)
        worth = self.source_odds[:, source] * [c.probability for c in self.cues]
        cue = int(worth.argmax())
        taken = any(int(self.source_odds[own].argmax()) == source for own in self.owned)
        if not taken and worth[cue] >= self.least and self._free(self.cues[cue]):
            self._give_best_content(cue)

    def _choice(self, cue: int) -> Choice:
        odds = [
            float(share) if self._free(span) else 0.0
            for share, span in zip(self.source_odds[cue], self.sources, strict=False)
        ]
        odds.append(float(self.source_odds[cue, -1]))
        best = int(np.argmax(odds))
        found = self.owned[cue]
        return Choice(
            tuple(self.sources[best : best + 1]),
            self.cues[cue],
            tuple(sorted(self.contents[i] for i in found)),
            odds[best],
            float(min(self.content_odds[cue, i] for i in found)),
        )
