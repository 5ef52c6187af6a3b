"""Settle what decoding needs on dev: the floors of the spans and the calibration of confidence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from sayso.attribute.assemble import raw_confidence
from sayso.attribute.choosing import Choice, choose
from sayso.model import Model, Scored, Tables
from sayso.model.chain import ROLES, Candidate, best_spans, candidates
from train.corpora import Article

FLOORS = [round(0.2 + 0.025 * step, 3) for step in range(15)]


def settle_floors(articles: list[Article], pools: list[list[Candidate]]) -> dict[str, float]:
    """Floors of the best exact F1, one role after another, twice round."""
    floors = dict.fromkeys(ROLES, 0.35)
    for _ in range(2):
        for role in ROLES:
            scores = {f: exact_f1(articles, pools, floors | {role: f}, role) for f in FLOORS}
            floors[role] = max(scores, key=lambda f: scores[f])
    return floors


def exact_f1(
    articles: list[Article], pools: list[list[Candidate]], floors: dict[str, float], role: str
) -> float:
    right = size = 0
    for article, pool in zip(articles, pools, strict=True):
        gold = {(p.start, p.end) for p in article.pieces if p.role == role}
        found = {(c.start, c.end) for c in best_spans(pool, floors) if c.role == role}
        right += len(gold & found)
        size += len(gold) + len(found)
    return 2 * right / max(size, 1)


def judged(article: Article, scored: Scored, tables: Tables) -> list[tuple[float, bool]]:
    """Raw confidence of each attribution, and whether all of its spans overlap one in gold."""
    return [(raw_confidence(choice), matches(article, choice)) for choice in choose(scored, tables)]


def matches(article: Article, choice: Choice) -> bool:
    """Whether one gold attribution overlaps in every role, and in its absence of a source."""

    def touching(role: str, spans: tuple[Candidate, ...]) -> frozenset[int]:
        hit = [
            p.groups
            for p in article.pieces
            if p.role == role and any(p.start < s.end and s.start < p.end for s in spans)
        ]
        return frozenset().union(*hit)

    both = touching("cue", (choice.cue,)) & touching("content", choice.content)
    if choice.source:
        return bool(both & touching("source", choice.source))
    sourced = frozenset().union(*(p.groups for p in article.pieces if p.role == "source"))
    return bool(both - sourced)


def isotonic(points: list[tuple[float, bool]], knots: int = 12) -> list[tuple[float, float]]:
    """Share that is right by raw confidence: never falling, as ``knots`` points of equal weight."""
    ordered = sorted(points)
    groups = np.array_split(np.array([(x, float(y)) for x, y in ordered]), knots)
    blocks = [[g[:, 0].mean(), g[:, 1].mean(), len(g)] for g in groups if len(g)]
    merged: list[list[float]] = []
    for block in blocks:
        merged.append(list(block))
        while len(merged) > 1 and merged[-2][1] > merged[-1][1]:
            x, y, n = merged.pop()
            a, b, m = merged.pop()
            merged.append([(x * n + a * m) / (n + m), (y * n + b * m) / (n + m), n + m])
    return [(round(float(x), 4), round(float(y), 4)) for x, y, _ in merged]


def settle(path: Path, articles: list[Article]) -> dict[str, object]:
    """Floors and calibration for the model at ``path``, as its metadata holds them."""
    model = Model(path, threads=2)
    scored = [model.read(a.text) for a in articles]
    floors = settle_floors(articles, [candidates(s.posterior) for s in scored])
    tables = replace(model.tables, floors=floors)
    points = [p for a, s in zip(articles, scored, strict=True) for p in judged(a, s, tables)]
    return {"floors": floors, "calibration": isotonic(points)}
