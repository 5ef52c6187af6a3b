"""The second task: syntax, entities, coreference and certainty, on texts that have some of them."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional as F

from sayso.model.distance import distance_bucket
from sayso.model.syntax import ARC, JOINED, UPOS
from sayso.model.windows import Window
from train.batches import Items
from train.network import Mentions, Reader, Syntax
from train.treebanks import Annotated

# Syntax is most of what these texts teach. Entities are a mean over words of which most are surely
# none, so that a fourfold weight is needed beside it; mentions and values are few and coarse.
WEIGHTS = {"syntax": 1.0, "entities": 4.0, "mentions": 0.3, "certainty": 0.2}


class AnnotatedTask:
    """Loss and accuracy on annotated texts."""

    def __init__(self, texts: Sequence[Annotated], relations: Sequence[str]) -> None:
        self.texts = texts
        self.joined = relations.index(JOINED)
        self._entities = [torch.from_numpy(t.entities) for t in texts]
        tag_of = {t: i for i, t in enumerate(UPOS)}
        relation_of = {r: i for i, r in enumerate(relations)}
        self._syntax: list[Tensor | None] = []
        for text in texts:
            syntax = text.syntax
            if syntax is None:
                self._syntax.append(None)
                continue
            rows = [
                torch.tensor([tag_of[t] for t in syntax.tags]),
                torch.from_numpy(syntax.heads),
                torch.tensor([relation_of.get(r, 0) for r in syntax.relations]),
                torch.from_numpy(syntax.starts).long(),
            ]
            self._syntax.append(torch.stack(rows))

    def loss(self, reader: Reader, words: Tensor, items: Items, lengths: Tensor) -> Tensor:
        """Sum of the losses a word, a mention or a value, weighted by ``WEIGHTS``."""
        losses = {
            "syntax": self._syntax_loss(reader.syntax, words, items, lengths),
            "entities": self._entity_loss(reader, words, items),
            "mentions": self._mention_loss(reader.mentions, words, items),
            "certainty": self._certainty_loss(reader, words, items),
        }
        return torch.stack([WEIGHTS[name] * value for name, value in losses.items()]).sum()

    def _gold(self, items: Items, width: int) -> Tensor:
        """Tags, heads, relations, starts [4, B, W], -1 where unknown.

        A head is 0 for the root and word + 1 else. A word whose head lies outside its window
        has none to learn from, nor a relation.
        """
        out = torch.full((4, len(items), width), -1)
        for row, (n, w) in enumerate(items):
            found = self._syntax[n]
            if found is None:
                continue
            size = w.end - w.start
            tags, heads, relations, starts = found[:, w.start : w.end]
            inside = (heads >= w.start) & (heads < w.end)
            heads = torch.where(heads < 0, 0, torch.where(inside, heads - w.start + 1, -1))
            out[:, row, :size] = torch.stack(
                [tags, heads, torch.where(heads < 0, -1, relations), starts]
            )
        return out

    def _syntax_loss(self, syntax: Syntax, words: Tensor, items: Items, lengths: Tensor) -> Tensor:
        tags, heads, relations, starts = self._gold(items, words.shape[1])
        if not (tags >= 0).any():
            return words.new_zeros(())
        arcs, sides = arc_scores(syntax, words, lengths)
        labels = relation_scores(syntax, sides, heads.clamp(min=0))
        known = starts >= 0
        losses = [
            F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=-1)
            for scores, gold in ((syntax.tag(words), tags), (arcs, heads), (labels, relations))
        ]
        start = F.binary_cross_entropy_with_logits(
            syntax.start(words)[..., 0][known], starts[known].float()
        )
        return torch.stack([*losses, start]).sum()

    def _entity_loss(self, reader: Reader, words: Tensor, items: Items) -> Tensor:
        """Of the tags that each word may have, together."""
        rows, flags = [], []
        for row, (n, w) in enumerate(items):
            rows.append(reader.entities(words[row, : w.end - w.start]))
            flags.append(self._entities[n][w.start : w.end])
        scores, may = torch.cat(rows), torch.cat(flags)
        allowed = torch.logsumexp(scores.masked_fill(~may, -1e4), dim=1)
        return (torch.logsumexp(scores, dim=1) - allowed).mean()

    def _mention_loss(self, mentions: Mentions, words: Tensor, items: Items) -> Tensor:
        losses = []
        for row, (n, w) in enumerate(items):
            found = [(at - w.start, c) for at, c in self.texts[n].mentions if w.start <= at < w.end]
            if len(found) < 2:
                continue
            earlier = {c for at, c in self.texts[n].mentions if at < w.start}
            at = torch.tensor([place for place, _ in found])
            chain = torch.tensor([c for _, c in found])
            scores = mention_scores(mentions, words[row, at], at)
            before = torch.ones(len(at), len(at)).tril(-1).bool()
            same = (chain[:, None] == chain[None]) & before
            first = ~same.any(1)
            told = ~first | torch.tensor([c not in earlier for _, c in found])
            right = torch.cat([first[:, None], same], dim=1)
            scores = scores.masked_fill(
                ~torch.cat([torch.ones(len(at), 1).bool(), before], 1), -1e4
            )
            gain = torch.logsumexp(scores.masked_fill(~right, -1e4), 1)
            losses.append((torch.logsumexp(scores, 1) - gain)[told])
        return torch.cat(losses).mean() if losses else words.new_zeros(())

    def _certainty_loss(self, reader: Reader, words: Tensor, items: Items) -> Tensor:
        guesses, values = [], []
        for row, (n, w) in enumerate(items):
            certainty = self.texts[n].certainty
            if certainty is None:
                continue
            gold = torch.from_numpy(certainty[w.start : w.end])
            known = ~gold.isnan()
            guesses.append(reader.certainty(words[row, : w.end - w.start])[known, 0])
            values.append(gold[known])
        if not guesses or not len(torch.cat(values)):
            return words.new_zeros(())
        return F.smooth_l1_loss(torch.cat(guesses), torch.cat(values))

    def right(
        self, reader: Reader, words: Tensor, items: list[tuple[int, Window]], lengths: Tensor
    ) -> Tensor:
        """Counts of words that are tokens, right tags, right heads, right heads with relation."""
        syntax = reader.syntax
        tags, heads, relations, _ = self._gold(items, words.shape[1])
        real = (heads >= 0) & (relations != self.joined)
        arcs, sides = arc_scores(syntax, words, lengths)
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

    def certainty(
        self, reader: Reader, words: Tensor, items: list[tuple[int, Window]]
    ) -> tuple[Tensor, Tensor]:
        """Guesses and values where the corpus has one."""
        guesses, values = [], []
        for row, (n, w) in enumerate(items):
            held = self.texts[n].certainty
            if held is not None:
                gold = torch.from_numpy(held[w.start : w.end])
                guesses.append(reader.certainty(words[row, : len(gold)])[~gold.isnan(), 0])
                values.append(gold[~gold.isnan()])
        return torch.cat(guesses), torch.cat(values)


def arc_scores(syntax: Syntax, words: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
    """Arc scores [B, W, W + 1] (column 0: the root) and relation vectors [B, W, 2 RELATION]."""
    dependent, head = torch.relu(syntax.arc(words)).chunk(2, dim=-1)
    root = syntax.root.expand(head.shape[0], 1, -1)
    heads = torch.cat([root, head], dim=1)
    width = words.shape[1]
    steps = torch.arange(width)[None] - torch.arange(width)[:, None]
    apart = syntax.distance[torch.from_numpy(distance_bucket(steps.numpy()))]
    arcs = dependent @ heads.transpose(1, 2) / ARC**0.5 + (heads @ syntax.arc_bias)[:, None]
    arcs = arcs + F.pad(apart, (1, 0))[None]
    inside = torch.arange(width + 1)[None] <= lengths[:, None]
    return arcs.masked_fill(~inside[:, None], -1e4), torch.relu(syntax.relation(words))


def relation_scores(syntax: Syntax, sides: Tensor, heads: Tensor) -> Tensor:
    """Relation scores [B, W, R] of each word with the head given (0: root)."""
    dependent, head = sides.chunk(2, dim=-1)
    padded = torch.cat([head.new_zeros(head.shape[0], 1, head.shape[2]), head], dim=1)
    chosen = padded.gather(1, heads[..., None].expand(-1, -1, head.shape[2]))
    one = dependent.new_ones(*dependent.shape[:2], 1)
    left, right = torch.cat([dependent, one], -1), torch.cat([chosen, one], -1)
    bent = torch.einsum("bwi,rij->bwrj", left, syntax.bilinear)
    return torch.einsum("bwrj,bwj->bwr", bent, right)


def mention_scores(mentions: Mentions, words: Tensor, at: Tensor) -> Tensor:
    """Scores [n, 1 + n] of head words at ``at``: that a mention is new, then of every other."""
    steps = at[None] - at[:, None]
    apart = mentions.distance[torch.from_numpy(distance_bucket(steps.numpy()))]
    later, earlier = mentions.later(words), mentions.earlier(words)
    scores = later @ earlier.T / later.shape[1] ** 0.5 + apart
    return torch.cat([mentions.new(words), scores], dim=1)
