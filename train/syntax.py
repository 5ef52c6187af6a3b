"""The syntax task: universal tags, sentence starts and dependencies of Universal Dependencies."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional as F

from sayso.model.windows import Window
from train.corpora import Parsed
from train.network import Reader, Syntax


class SyntaxTask:
    """Loss and accuracy on parsed texts."""

    def __init__(self, texts: Sequence[Parsed], tags: list[str], relations: list[str]) -> None:
        self.texts = texts
        tag_of = {t: i for i, t in enumerate(tags)}
        relation_of = {r: i for i, r in enumerate(relations)}
        self.tags = [torch.tensor([tag_of[t] for t in x.tags]) for x in texts]
        self.heads = [torch.from_numpy(x.heads) for x in texts]
        self.relations = [torch.tensor([relation_of.get(r, 0) for r in x.relations]) for x in texts]
        self.starts = [torch.from_numpy(x.starts).float() for x in texts]

    def gold(self, items: list[tuple[int, Window]], width: int) -> tuple[Tensor, ...]:
        """Tags, heads (0: root or outside, word + 1 else), relations, starts; -1 pads."""
        out = torch.full((4, len(items), width), -1)
        for row, (n, w) in enumerate(items):
            cut = slice(w.start, w.end)
            size = w.end - w.start
            heads = self.heads[n][cut] - w.start
            heads = torch.where((self.heads[n][cut] < 0) | (heads < 0) | (heads >= size), -1, heads)
            out[0, row, :size] = self.tags[n][cut]
            out[1, row, :size] = heads + 1
            out[2, row, :size] = self.relations[n][cut]
            out[3, row, :size] = self.starts[n][cut].long()
        return tuple(out)

    def scores(self, syntax: Syntax, words: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
        """Arc scores [B, W, W + 1] (column 0: the root) and relation vectors [B, W, 128]."""
        dependent, head = F.gelu(syntax.arc(words)).chunk(2, dim=-1)
        root = head.new_zeros(head.shape[0], 1, head.shape[2])
        heads = torch.cat([root, head], dim=1)
        arcs = dependent @ heads.transpose(1, 2) / 14 + syntax.arc_bias(heads).transpose(1, 2)
        inside = torch.arange(heads.shape[1])[None] <= lengths[:, None]
        return arcs.masked_fill(~inside[:, None], -1e4), F.gelu(syntax.relation(words))

    def loss(
        self, reader: Reader, words: Tensor, items: list[tuple[int, Window]], lengths: Tensor
    ) -> Tensor:
        syntax = reader.syntax
        assert syntax is not None
        tags, heads, relations, starts = self.gold(items, words.shape[1])
        real = tags >= 0
        arcs, sides = self.scores(syntax, words, lengths)
        labels = relation_scores(syntax, sides, heads.clamp(min=0))
        return (
            F.cross_entropy(syntax.tag(words)[real], tags[real])
            + F.cross_entropy(arcs[real], heads[real])
            + F.cross_entropy(labels[real], relations[real])
            + F.binary_cross_entropy_with_logits(
                syntax.start(words)[..., 0][real], starts[real].float()
            )
        )

    def right(
        self, reader: Reader, words: Tensor, items: list[tuple[int, Window]], lengths: Tensor
    ) -> Tensor:
        """Counts of words, right tags, right heads, right heads with relation."""
        syntax = reader.syntax
        assert syntax is not None
        tags, heads, relations, _ = self.gold(items, words.shape[1])
        real = tags >= 0
        arcs, sides = self.scores(syntax, words, lengths)
        found = arcs.argmax(-1)
        labels = relation_scores(syntax, sides, found).argmax(-1)
        head_right = (found == heads) & real
        return torch.stack(
            [
                real.sum(),
                ((syntax.tag(words).argmax(-1) == tags) & real).sum(),
                head_right.sum(),
                (head_right & (labels == relations)).sum(),
            ]
        )


def relation_scores(syntax: Syntax, sides: Tensor, heads: Tensor) -> Tensor:
    """Relation scores [B, W, R] of each word with the head given (0: root)."""
    dependent, head = sides.chunk(2, dim=-1)
    padded = torch.cat([head.new_zeros(head.shape[0], 1, head.shape[2]), head], dim=1)
    chosen = padded.gather(1, heads[..., None].expand(-1, -1, head.shape[2]))
    one = dependent.new_ones(*dependent.shape[:2], 1)
    left, right = torch.cat([dependent, one], -1), torch.cat([chosen, one], -1)
    bent = torch.einsum("bwi,rij->bwrj", left, syntax.bilinear)
    return torch.einsum("bwrj,bwj->bwr", bent, right)
