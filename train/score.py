"""Quick scores on dev articles while fitting: exact spans by words, links given gold spans."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from sayso.model.chain import ROLES, Candidate, best_spans, candidates, posteriors
from sayso.model.windows import Window, windows
from train.batches import collate
from train.corpora import Article, polnear
from train.network import Reader
from train.roles import link_scores

FLOORS = {"source": 0.4, "cue": 0.4, "content": 0.35}


@torch.no_grad()
def encode(reader: Reader, articles: Sequence[Article], limit: int, context: int) -> list[Tensor]:
    """Encoder states of every word, each from the window in whose core it lies."""
    reader.eval()
    cuts = [(n, w) for n, a in enumerate(articles) for w in windows(a.tokens, limit, context)]
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
def score(reader: Reader, articles: Sequence[Article], *, limit: int = 384, context: int = 48,
          floors: dict[str, float] = FLOORS) -> dict[str, object]:
    states = encode(reader, articles, limit, context)
    table = reader.crf.transitions.numpy()
    found = posteriors([reader.roles(s).numpy() for s in states], table)
    out: dict[str, object] = {}
    pools = [candidates(p) for p in found]
    for name, chooser in {"chosen": lambda c: best_spans(c, floors)}.items():
        counts: Counter[str] = Counter()
        for article, pool in zip(articles, pools, strict=True):
            gold = {(p.role, p.start, p.end) for p in article.pieces}
            guess = {(c.role, c.start, c.end) for c in chooser(pool)}
            for role in ROLES:
                counts[role, "gold"] += sum(g[0] == role for g in gold)
                counts[role, "found"] += sum(g[0] == role for g in guess)
                counts[role, "right"] += sum(g[0] == role for g in gold & guess)
        out[name] = {r: f1(counts[r, "right"], counts[r, "found"], counts[r, "gold"]) for r in ROLES}
    out["links"] = link_accuracy(reader, articles, states)
    return out


def link_accuracy(reader: Reader, articles: Sequence[Article], states: Sequence[Tensor]) -> dict[str, object]:
    """F1 of cue-source and cue-content pairs given gold spans."""
    totals: Counter[str] = Counter()
    for article, words in zip(articles, states, strict=True):
        sources, cues, contents = ([p for p in article.pieces if p.role == r] for r in ROLES)
        if not cues:
            continue
        to_source = link_scores(reader.links, words, cues, sources, 0, side=0).argmax(1)
        for i, c in enumerate(cues):
            gold = [j for j, s in enumerate(sources) if s.groups & c.groups]
            totals["source gold"] += len(gold)
            if to_source[i] < len(sources):
                totals["source found"] += 1
                totals["source right"] += int(to_source[i]) in gold
        if contents:
            to_cue = link_scores(reader.links, words, cues, contents, 0, side=1).argmax(0)
            for j, x in enumerate(contents):
                gold = [i for i, c in enumerate(cues) if c.groups & x.groups]
                totals["content gold"] += len(gold)
                totals["content found"] += 1
                totals["content right"] += int(to_cue[j]) in gold
    return {
        side: f1(totals[f"{side} right"], totals[f"{side} found"], totals[f"{side} gold"])
        for side in ("source", "content")
    }


if __name__ == "__main__":
    import json
    parser = argparse.ArgumentParser()
    parser.add_argument("weights", type=Path)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--grid", action="store_true")
    args = parser.parse_args()
    weights = torch.load(args.weights, weights_only=True)
    reader = Reader(len(weights["syntax.tag.bias"]), len(weights["syntax.bilinear"]))
    reader.load_state_dict(weights)
    articles = list(polnear(args.corpora / "polnear" / "dev"))
    if not args.grid:
        print(json.dumps(score(reader, articles)))
    else:
        for floor in (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5):
            print(floor, json.dumps(score(reader, articles, floors=dict.fromkeys(ROLES, floor))["chosen"]), flush=True)
