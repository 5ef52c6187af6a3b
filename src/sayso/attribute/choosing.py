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
from sayso.model import Scored, Tables, Tokens
from sayso.model.chain import Candidate, Doubles, best_spans, candidates
from sayso.model.links import Ends, content_scores, source_scores

# A span that another asks for comes in from this product of its posterior and the link's; a
# source from this posterior. docs/model-card.md lists what other values gave on PolNeAR dev.
LEAST = 0.2
LEAST_SOURCE = 0.3
# What a cue as sure as SURE says comes in from less: it does say something.
SURE, LEAST_OF_SURE = 0.95, 0.15


COMMA, COLON = 1010, 1024  # pieces
CLOSING = (COMMA, 1000, 1524)  # pieces that part what is said from ", she said": comma, marks
IT, CLEAR, UNCLEAR = 2009, 3154, 10599  # pieces


@dataclass(frozen=True, slots=True)
class Choice:
    """One attribution in words, with the odds of its links.

    ``within`` is the cue of the attribution in whose content this one stands.
    """

    source: tuple[Candidate, ...]
    cue: Candidate
    content: tuple[Candidate, ...]
    source_odds: float
    content_odds: float
    within: Candidate | None = None


def choose(scored: Scored, tables: Tables, least: float = LEAST) -> list[Choice]:
    """The attributions of one text, in the order of their cues."""
    found = candidates(scored.posterior, min(least, LEAST_OF_SURE))
    pool = [c for c in found if _may_come_in(c, least) and not _is_layout(c, scored.tokens)]
    if not any(c.role == "cue" for c in pool) or not any(c.role == "content" for c in pool):
        return []
    return _Chooser(scored, tables, pool, least).choices()


def _may_come_in(span: Candidate, least: float) -> bool:
    return span.probability >= (LEAST_OF_SURE if span.role == "content" else least)


def _is_layout(span: Candidate, tokens: Tokens) -> bool:
    """Words that only a page's layout brings together: no name or cue runs over a line end.

    A colon that starts a line sets out a page, too; one after a name may be a cue.
    """
    if span.role == "content":
        return False
    colon = span.role == "cue" and tokens.ids[tokens.first[span.start]] == COLON
    return bool(tokens.lines[span.start + (not colon) : span.end].any())


def _leaves_open(span: Candidate, tokens: Tokens) -> bool:
    """Whether a cue is "it was not immediately clear": what follows is told, and left open."""
    first, last = (tokens.ids[tokens.first[word]] for word in (span.start, span.end - 1))
    return span.role == "cue" and first == IT and last in (CLEAR, UNCLEAR)


def _positions(spans: Sequence[Candidate]) -> Ends:
    return ends([(s.start, s.end) for s in spans])


def _sure(spans: Sequence[Candidate]) -> Doubles:
    """Log posteriors, and a last 0 for the choice of none."""
    found: Doubles = np.log([*(s.probability for s in spans), 1.0])
    return found


def _lies_in(span: Candidate, contents: Sequence[Candidate]) -> bool:
    """Whether one of some contents holds a span; where there are none, it may lie anywhere."""
    return not contents or any(c.start <= span.start and span.end <= c.end for c in contents)


class _Chooser:
    """The choice under way in one text: ``owned`` holds the contents of each cue.

    ``owner`` has for every word the cue whose attribution it belongs to, or -1.
    """

    def __init__(self, scored: Scored, tables: Tables, pool: list[Candidate], least: float) -> None:
        pool = [c for c in pool if c.role != "source" or c.probability >= LEAST_SOURCE]
        self.sources, self.cues, self.contents = (
            [c for c in pool if c.role == role] for role in ("source", "cue", "content")
        )
        self.chosen = best_spans(pool, tables.floors)
        self.chosen += [
            cue
            for cue in self.cues
            if _leaves_open(cue, scored.tokens) and not any(map(cue.overlaps, self.chosen))
        ]
        self.least = least
        cues, contents = _positions(self.cues), _positions(self.contents)
        scores = content_scores(scored.links, tables.links, cues, contents)
        self.content_odds = softmax(scores + _sure(self.cues)[:, None], axis=0)
        scores = source_scores(scored.links, tables.links, cues, _positions(self.sources))
        self.source_odds = softmax(scores + _sure(self.sources)[None], axis=1)
        self.pieces = scored.tokens.ids[scored.tokens.first]
        self._join_appositions()
        self.owner = np.full(len(scored.tokens), -1)
        self.owned: dict[int, list[int]] = {}
        self.outer: dict[int, int] = {}

    def choices(self) -> list[Choice]:
        for role, ask in (
            ("content", self._ask_for_cue),
            ("cue", self._ask_for_content),
            ("source", self._ask_for_attribution),
            ("cue", self._ask_for_neighbour),
        ):
            for span in sorted(self.chosen, key=lambda c: -c.probability):
                if span.role == role:
                    ask(span)
        return [self._choice(cue) for cue in sorted(self.owned)]

    def _join_appositions(self) -> None:
        """Give "A, the minister of B," to A: a name and its description are one source."""
        for number, span in enumerate(self.sources):
            if span.start < 2 or self.pieces[span.start - 1] != COMMA:
                continue
            for other, name in enumerate(self.sources):
                if name.end == span.start - 1 and name in self.chosen:
                    self.source_odds[:, other] += self.source_odds[:, number]
                    self.source_odds[:, number] = 0.0

    def _free(self, span: Candidate, inside: int = -1) -> bool:
        """Whether no attribution has words of ``span``, but the one around ``inside``."""
        owners = self.owner[span.start : span.end]
        return bool(((owners == -1) | (owners == self.outer.get(inside, -1))).all())

    def _enclosed(self, span: Candidate, cue: int) -> set[int] | None:
        """The attributions that ``span`` holds whole; None if it cuts one or holds ``cue``."""
        own = self.cues[cue]
        found = {int(o) for o in self.owner[span.start : span.end]} - {-1}
        parts = [self.cues[o] for o in found]
        parts += [self.contents[i] for o in found for i in self.owned[o]]
        apart = own.end <= span.start or span.end <= own.start
        whole = all(span.start <= p.start and p.end <= span.end for p in parts)
        return found if apart and whole and self._free(own) else None

    def _give(self, cue: int, content: int) -> None:
        for span in (self.cues[cue], self.contents[content]):
            words = self.owner[span.start : span.end]
            words[words == -1] = cue
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
        """The likeliest content that cuts no other attribution; it may hold some whole."""
        worth = self.content_odds[cue] * [c.probability for c in self.contents]
        sure = self.cues[cue].probability >= SURE
        for content in np.argsort(-worth):
            if worth[content] < (LEAST_OF_SURE if sure else self.least):
                return
            enclosed = self._enclosed(self.contents[content], cue)
            if enclosed is not None:
                self.outer |= {inner: cue for inner in enclosed if inner not in self.outer}
                self._give(cue, int(content))
                return

    def _ask_for_attribution(self, span: Candidate) -> None:
        source = self.sources.index(span)
        worth = self.source_odds[:, source] * [c.probability for c in self.cues]
        cue = int(worth.argmax())
        taken = any(int(self.source_odds[own].argmax()) == source for own in self.owned)
        if not taken and worth[cue] >= self.least and cue not in self.owned:
            self._give_best_content(cue)

    def _ask_for_neighbour(self, span: Candidate) -> None:
        """Read "The video shows that they fired, she said" as hers, with the video's inside.

        The chain holds one attribution at a time, so where it is sure of both it has no content
        for the outer one: that is the whole of the inner one, if only a comma parts them.
        """
        cue = self.cues.index(span)
        if cue in self.owned or not self._free(span):
            return
        source = self._best_source(cue)[0]
        start = min([span.start, *(s.start for s in source if s.start < span.start)])
        end = start
        while end > 0 and self.pieces[end - 1] in CLOSING:
            end -= 1
        inner = int(self.owner[end - 1]) if 0 < end < start else -1
        if inner < 0 or inner in self.outer:
            return
        parts = [*self._best_source(inner)[0], self.cues[inner]]
        parts += [self.contents[i] for i in self.owned[inner]]
        whole = Candidate(min(p.start for p in parts), end, "content", self.least)
        if max(p.end for p in parts) == end and self._enclosed(whole, cue) == {inner}:
            self.contents.append(whole)
            odds = np.eye(len(self.cues) + 1)[:, cue : cue + 1]
            self.content_odds = np.concatenate([self.content_odds, odds], axis=1)
            self.outer[inner] = cue
            self._give(cue, len(self.contents) - 1)

    def _best_source(self, cue: int) -> tuple[tuple[Candidate, ...], float]:
        """The likeliest source of a cue, or none, and the odds of that.

        Who speaks inside a content is named inside it.
        """
        around = [self.contents[i] for i in self.owned.get(self.outer.get(cue, -1), ())]
        odds = self.source_odds[cue]
        for best in np.argsort(-odds, kind="stable")[: len(odds)].tolist():
            source = self.sources[best : best + 1]  # empty for the last, the choice of none
            if all(self._free(span, inside=cue) and _lies_in(span, around) for span in source):
                break
        return tuple(source), float(odds[best])

    def _choice(self, cue: int) -> Choice:
        found = self.owned[cue]
        source, odds = self._best_source(cue)
        return Choice(
            source,
            self.cues[cue],
            tuple(sorted(self.contents[i] for i in found)),
            odds,
            float(min(self.content_odds[cue, i] for i in found)),
            self.cues[self.outer[cue]] if cue in self.outer else None,
        )
