"""Quick scores on dev articles while fitting: exact spans by words, links given gold spans."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import torch
from torch import Tensor

from sayso.model.chain import ROLES, best_spans, candidates, posterior
from sayso.model.links import landmarks
from sayso.model.windows import windows
from train.annotated import AnnotatedTask
from train.batches import collate, cut, pack
from train.corpora import Article
from train.fit import words_of
from train.linking import Pairs
from train.network import Reader

FLOORS = {"source": 0.4, "cue": 0.4, "content": 0.35}


@torch.no_grad()
def encode(reader: Reader, articles: Sequence[Article]) -> list[Tensor]:
    """Encoder states of every word, each from the window in whose core it lies."""
    reader.eval()
    cuts = [(n, w) for n, a in enumerate(articles) for w in windows(a.tokens)]
    cuts.sort(key=lambda item: item[1].end - item[1].start)
    states = [torch.zeros(len(a.tokens), 384) for a in articles]
    for i in range(0, len(cuts), 12):
        items = cuts[i : i + 12]
        batch = collate(articles, items)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = reader.encode(batch.ids, batch.shapes, batch.mask).float()
        for row, (n, w) in enumerate(items):
            first = batch.first[row, w.core_start - w.start : w.core_end - w.start]
            states[n][w.core_start : w.core_end] = hidden[row, first]
    return states


def f1(right: int, found: int, gold: int) -> tuple[float, float, float]:
    p, r = right / max(found, 1), right / max(gold, 1)
    return round(200 * p * r / max(p + r, 1e-9), 1), round(100 * p, 1), round(100 * r, 1)


@torch.no_grad()
def score_roles(
    reader: Reader,
    articles: Sequence[Article],
    *,
    floors: dict[str, float] = FLOORS,
) -> dict[str, object]:
    states = encode(reader, articles)
    table = reader.crf.transitions.numpy()
    found = [posterior(reader.roles(s).numpy(), table) for s in states]
    out: dict[str, object] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for article, belief in zip(articles, found, strict=True):
        gold = {(p.role, p.start, p.end) for p in article.pieces}
        guess = {(c.role, c.start, c.end) for c in best_spans(candidates(belief), floors)}
        for role in ROLES:
            counts[role, "gold"] += sum(g[0] == role for g in gold)
            counts[role, "found"] += sum(g[0] == role for g in guess)
            counts[role, "right"] += sum(g[0] == role for g in gold & guess)
    out["spans"] = {r: f1(counts[r, "right"], counts[r, "found"], counts[r, "gold"]) for r in ROLES}
    out["links"] = link_accuracy(reader, articles, states)
    return out


def link_accuracy(
    reader: Reader, articles: Sequence[Article], states: Sequence[Tensor]
) -> dict[str, object]:
    """F1 of cue-source and cue-content pairs given gold spans."""
    totals: Counter[str] = Counter()
    for article, words in zip(articles, states, strict=True):
        totals += Pairs(article, landmarks(article.tokens)).count(reader.links, words)
    return {
        side: f1(totals[f"{side} right"], totals[f"{side} found"], totals[f"{side} gold"])
        for side in ("source", "content")
    }


@torch.no_grad()
def score_annotated(reader: Reader, task: AnnotatedTask) -> dict[str, object]:
    """Tags, heads, heads with their relation in percent of tokens; Pearson's r of certainty."""
    reader.eval()
    chance = random.Random(0)
    right = torch.zeros(4)
    guesses, values = [], []
    for items in pack(task.texts, cut(task.texts, 256, None), 4096, chance):
        batch = collate(task.texts, items)
        words = words_of(reader, batch)
        right += task.right(reader, words, items, batch.lengths)
        guess, value = task.certainty(reader, words, items)
        guesses.append(guess)
        values.append(value)
    pair = torch.stack([torch.cat(guesses), torch.cat(values)])
    return {
        "syntax": [round(float(100 * r / right[0]), 2) for r in right[1:]],
        "certainty": round(float(torch.corrcoef(pair)[0, 1]), 3) if pair.shape[1] > 1 else None,
    }
