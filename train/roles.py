"""The roles task: source, cue and content spans, and which belong together."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from sayso.model.chain import TAGS
from sayso.model.links import landmarks
from train.batches import Items
from train.corpora import Article
from train.linking import Pairs
from train.network import Reader

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


class RolesTask:
    """Loss on articles."""

    def __init__(self, texts: Sequence[Article]) -> None:
        self.texts = texts
        self.tags = [tag_words(text) for text in texts]
        self.counts = [landmarks(text.tokens) for text in texts]

    def loss(self, reader: Reader, words: Tensor, items: Items, lengths: Tensor) -> Tensor:
        """Of the chain a word, four times, and of the links a link."""
        gold = torch.zeros(words.shape[:2], dtype=torch.long)
        losses = []
        for row, (n, w) in enumerate(items):
            gold[row, : w.end - w.start] = self.tags[n][w.start : w.end]
            pairs = Pairs(self.texts[n], self.counts[n], w.start, w.end)
            losses += pairs.losses(reader.links, words[row])
        chain = reader.crf.loss(reader.roles(words), gold, lengths) / lengths.sum()
        return 4 * chain + (torch.cat(losses).mean() if losses else 0)
