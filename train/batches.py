"""Windows of many texts packed into batches of about equal cost."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch
from torch import Tensor

from sayso.model.tokens import CASES, Tokens
from sayso.model.windows import Window, windows

Items = list[tuple[int, Window]]  # windows, each with the number of its text

CLS, SEP = 101, 102
STRAIGHT_DOUBLE, STRAIGHT_SINGLE = 1000, 1005
CURLY_DOUBLE, CURLY_SINGLE = (1523, 1524), (1520, 1521)
JOINED = 1 + len(CASES)  # shapes below this have no space before them


class Text(Protocol):
    """Anything with tokens."""

    @property
    def tokens(self) -> Tokens: ...


@dataclass(frozen=True, slots=True)
class Batch:
    """Inputs [B, L] and, per word, the position of its first piece [B, W]."""

    ids: Tensor
    shapes: Tensor
    mask: Tensor
    first: Tensor
    lengths: Tensor


def cut(
    texts: Sequence[Text], limit: int, chance: random.Random | None
) -> list[tuple[int, Window]]:
    """Windows of every text as (text, window); with ``chance`` the cuts differ each time."""
    found = []
    for number, text in enumerate(texts):
        head = chance.randrange(limit // 2) if chance else 0
        for window in windows(text.tokens, limit, context=0, torn=0, head=head):
            found.append((number, window))
    return found


def pieces_in(tokens: Tokens, window: Window) -> tuple[int, int]:
    ends = np.append(tokens.first, len(tokens.ids))
    return int(ends[window.start]), int(ends[window.end])


def pack(
    texts: Sequence[Text], cuts: list[tuple[int, Window]], budget: int, chance: random.Random
) -> list[list[tuple[int, Window]]]:
    """Shuffle, then group windows of like length up to ``budget`` padded pieces a batch."""
    size = {}
    for item in cuts:
        start, end = pieces_in(texts[item[0]].tokens, item[1])
        size[item] = end - start + 2 + chance.random() * 24
    batches: list[list[tuple[int, Window]]] = []
    batch: list[tuple[int, Window]] = []
    for item in sorted(cuts, key=lambda item: -size[item]):
        if batch and (len(batch) + 1) * size[batch[0]] > budget:
            batches.append(batch)
            batch = []
        batch.append(item)
    if batch:
        batches.append(batch)
    chance.shuffle(batches)
    return batches


def requote(ids: np.ndarray, shapes: np.ndarray, chance: random.Random) -> np.ndarray:
    """The same window with the other kind of quotation marks, three times in ten."""
    drawn = chance.random()
    if drawn < 0.2:
        ids = np.where(np.isin(ids, CURLY_DOUBLE), STRAIGHT_DOUBLE, ids)
        return np.where(np.isin(ids, CURLY_SINGLE), STRAIGHT_SINGLE, ids)
    if drawn < 0.3:
        opening, closing = CURLY_DOUBLE
        curly = np.where(shapes >= JOINED, opening, closing)
        return np.where(ids == STRAIGHT_DOUBLE, curly, ids)
    return ids


def collate(
    texts: Sequence[Text], items: list[tuple[int, Window]], chance: random.Random | None = None
) -> Batch:
    """Tensors of one batch; padding is 0. With ``chance``, quotation marks vary."""
    spans = [pieces_in(texts[n].tokens, w) for n, w in items]
    longest = max(end - start for start, end in spans) + 2
    widest = max(w.end - w.start for _, w in items)
    ids = np.zeros((len(items), longest), dtype=np.int64)
    shapes, mask = np.zeros_like(ids), np.zeros_like(ids)
    first = np.zeros((len(items), widest), dtype=np.int64)
    for row, ((number, window), (start, end)) in enumerate(zip(items, spans, strict=True)):
        tokens = texts[number].tokens
        n = end - start
        pieces = tokens.ids[start:end]
        if chance:
            pieces = requote(pieces, tokens.shapes[start:end], chance)
        ids[row, : n + 2] = [CLS, *pieces, SEP]
        shapes[row, 1 : n + 1] = tokens.shapes[start:end]
        mask[row, : n + 2] = 1
        words = tokens.first[window.start : window.end]
        first[row, : len(words)] = words - start + 1
    lengths = torch.tensor([w.end - w.start for _, w in items])
    tensor = torch.from_numpy
    return Batch(tensor(ids), tensor(shapes), tensor(mask), tensor(first), lengths)
