"""The roles task: source, cue and content spans, and which belong together."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional as F

from sayso.model.chain import TAGS
from sayso.model.windows import Window
from train.corpora import ROLES, Article
from train.network import BUCKETS, Links, Reader

TAG_OF = {tag: number for number, tag in enumerate(TAGS)}


def tag_words(article: Article) -> Tensor:
    """BIES tag of each word; where annotated spans overlap, the shorter wins."""
    owner = [-1] * len(article.tokens)
    for number, piece in sorted(enumerate(article.pieces), key=lambda p: p[1].start - p[1].end):
        for word in range(piece.start, piece.end):
            owner[word] = number
    tags = []
    for word, number in enumerate(owner):
        if number < 0:
            tags.append(TAG_OF["O"])
            continue
        opens = word == 0 or owner[word - 1] != number
        closes = word + 1 == len(owner) or owner[word + 1] != number
        prefix = ("S" if closes else "B") if opens else ("E" if closes else "I")
        tags.append(TAG_OF[f"{prefix}-{article.pieces[number].role}"])
    return torch.tensor(tags)


def bucket(steps: Tensor) -> Tensor:
    """Signed distance to a bucket: exact to 6, then in ever wider steps."""
    size = steps.abs()
    wide = 6 + (torch.log2(size.clamp(min=7) / 6.0) * 2).long()
    return (torch.where(size <= 6, size, wide).clamp(max=15) + 16 * (steps > 0)).long()


class RolesTask:
    """Loss on articles."""

    def __init__(self, texts: Sequence[Article]) -> None:
        self.texts = texts
        self.tags = [tag_words(text) for text in texts]

    def loss(self, reader: Reader, words: Tensor, items: list[tuple[int, Window]], lengths: Tensor) -> Tensor:
        gold = torch.zeros(words.shape[:2], dtype=torch.long)
        for row, (n, w) in enumerate(items):
            gold[row, : w.end - w.start] = self.tags[n][w.start : w.end]
        chain = reader.crf.loss(reader.roles(words), gold, lengths) / lengths.sum()
        links = [
            self.link_losses(reader.links, words[row], self.texts[n], w)
            for row, (n, w) in enumerate(items)
        ]
        found = [x for pair in links for x in pair]
        return 4 * chain + (torch.cat(found).mean() if found else 0)

    def link_losses(self, links: Links, words: Tensor, article: Article, window: Window) -> list[Tensor]:
        """Cross-entropies of each cue's source and of each content's cue in one window."""
        inside = {
            role: [
                p for p in article.pieces
                if p.role == role and window.start <= p.start and p.end <= window.end
            ]
            for role in ROLES
        }
        sources, cues, contents = (inside[role] for role in ROLES)
        if not cues:
            return []
        losses = []
        to_source = link_scores(links, words, cues, sources, window.start, side=0)
        target = [
            next((j for j, s in enumerate(sources) if s.groups & c.groups), len(sources)) for c in cues
        ]
        losses.append(F.cross_entropy(to_source, torch.tensor(target), reduction="none"))
        owned = [
            (i, next(j for j, c in enumerate(cues) if c.groups & x.groups))
            for i, x in enumerate(contents) if any(c.groups & x.groups for c in cues)
        ]
        if owned:
            to_cue = link_scores(links, words, cues, contents, window.start, side=1)
            rows, targets = torch.tensor(owned).T
            losses.append(F.cross_entropy(to_cue.T[rows], targets, reduction="none"))
        return losses


def link_scores(links: Links, words: Tensor, cues, others, offset: int, side: int) -> Tensor:  # type: ignore[no-untyped-def]
    """Scores [cues, others]; for sources one more column: the cue has none."""
    def ends(pieces) -> tuple[Tensor, Tensor]:  # type: ignore[no-untyped-def]
        spans = torch.tensor([(p.start - offset, p.end - 1 - offset) for p in pieces], dtype=torch.long).reshape(-1, 2)
        return spans, words[spans[:, 0]] + words[spans[:, 1]]

    cue_spans, cue_words = ends(cues)
    spans, other_words = ends(others)
    width = links.source.out_features
    queries = links.cue(cue_words).view(len(cues), 2, width)[:, side]
    keys = (links.content if side else links.source)(other_words)
    after = spans[None, :, 0] - cue_spans[:, None, 1]
    before = spans[None, :, 1] - cue_spans[:, None, 0]
    gap = torch.where(after > 0, after, torch.where(before < 0, before, 0))
    low = torch.minimum(spans[None, :, 1], cue_spans[:, None, 1])
    high = torch.maximum(spans[None, :, 0], cue_spans[:, None, 0])
    middle = cue_spans[:, 0]
    between = ((middle[None, None] > low[..., None]) & (middle[None, None] < high[..., None])).sum(-1)
    between = between * torch.where(after > 0, 1, -1)
    scores = queries @ keys.T / width**0.5
    scores = scores + links.distance[side][bucket(gap)] + links.between[side][bucket(between)]
    if side:
        return scores
    return torch.cat([scores, links.absent(cue_words)], dim=1)


assert BUCKETS == 32
