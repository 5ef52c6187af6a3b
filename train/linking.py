"""Losses and scores of links, given the spans: shared by fitting and by scoring."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from sayso.model.chain import ROLES
from sayso.model.links import Ends, pair_features, too_far
from sayso.model.tokens import Ints
from train.corpora import Article, Piece
from train.network import Links

HIDE = 0.25


def ends_of(pieces: Sequence[Piece]) -> Ends:
    """First and last word of each piece [n, 2]."""
    return np.array([(p.start, p.end - 1) for p in pieces], dtype=np.int64).reshape(-1, 2)


class Pairs:
    """Cues, sources and contents of one text (or one window of it) and how they belong."""

    def __init__(
        self, article: Article, counts: Ints, start: int = 0, end: int | None = None
    ) -> None:
        end = len(article.tokens) if end is None else end
        inside = [p for p in article.pieces if start <= p.start and p.end <= end]
        self.sources, self.cues, self.contents = (
            [p for p in inside if p.role == role] for role in ROLES
        )
        self.counts, self.start = counts, start

    def scores(self, links: Links, words: Tensor, side: int) -> Tensor:
        """Scores [cues, sources + 1] or [cues + 1, contents] from encoder states ``words``."""
        cues, others = ends_of(self.cues), ends_of(self.contents if side else self.sources)
        features = torch.from_numpy(pair_features(self.counts, cues, others))
        far = torch.from_numpy(too_far(cues, others))
        at, to = torch.from_numpy(cues - self.start), torch.from_numpy(others - self.start)
        cue_words, other_words = words[at].sum(1), words[to].sum(1)
        scores = links.scores(cue_words, other_words, features, far, side)
        if side:
            return torch.cat([scores, links.orphan(other_words).T], dim=0)
        return torch.cat([scores, links.absent(cue_words)], dim=1)

    def losses(self, links: Links, words: Tensor) -> list[Tensor]:
        """Cross-entropy of each cue's source, or none, and of each content's cue."""
        if not self.cues:
            return []
        sources, cues = self.sources, self.cues
        target = [
            next((j for j, s in enumerate(sources) if s.groups & c.groups), len(sources))
            for c in cues
        ]
        found = [
            F.cross_entropy(self.scores(links, words, 0), torch.tensor(target), reduction="none")
        ]
        owned = [
            (i, next(j for j, c in enumerate(cues) if c.groups & x.groups))
            for i, x in enumerate(self.contents)
            if any(c.groups & x.groups for c in cues)
        ]
        if owned:
            rows, targets = torch.tensor(owned).T
            to_cue = self.scores(links, words, 1).T[rows]
            # Reading misses cues; so that their contents are not given to another's, the right
            # cue is hidden from one content in four, which must then find that it has none.
            hidden = torch.rand(len(rows)) < HIDE
            masked = to_cue.scatter(1, targets[:, None], -1e4)
            to_cue = torch.where(hidden[:, None], masked, to_cue)
            targets = torch.where(hidden, len(self.cues), targets)
            found.append(F.cross_entropy(to_cue, targets, reduction="none"))
        return found

    def count(self, links: Links, words: Tensor) -> Counter[str]:
        """Pairs of each kind in gold, found, and right, by the most probable choice."""
        total: Counter[str] = Counter()
        if not self.cues:
            return total
        chosen = self.scores(links, words, 0).argmax(1)
        for i, cue in enumerate(self.cues):
            gold = [j for j, s in enumerate(self.sources) if s.groups & cue.groups]
            total["source gold"] += len(gold)
            if chosen[i] < len(self.sources):
                total["source found"] += 1
                total["source right"] += int(chosen[i]) in gold
        owners = self.scores(links, words, 1)[:-1].argmax(0) if self.contents else ()
        for content, owner in zip(self.contents, owners, strict=True):
            gold = [i for i, c in enumerate(self.cues) if c.groups & content.groups]
            total["content gold"] += len(gold)
            total["content found"] += 1
            total["content right"] += int(owner) in gold
        return total
