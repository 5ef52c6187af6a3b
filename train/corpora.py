"""PolNeAR as the trainer sees it, with gold spans and links by word index; and bare reports."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sayso.evaluate.corpus import Article as Read
from sayso.evaluate.corpus import read_own, read_part
from sayso.model.chain import ROLES
from sayso.model.tokens import Tokens, tokenise
from sayso.records import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """One contiguous stretch of a role, in words ``[start, end)``."""

    role: str
    start: int
    end: int
    groups: frozenset[int]  # the attributions it belongs to


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its attributions."""

    name: str
    text: str
    tokens: Tokens
    pieces: tuple[Piece, ...]


def to_words(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Words that the characters touch."""
    first = int(np.searchsorted(tokens.ends, start, side="right"))
    return first, int(np.searchsorted(tokens.starts, end, side="left"))


LONGEST = 4000  # characters of a report that nobody annotated


def unlabelled(corpora: Path, count: int, seed: int) -> list[str]:
    """The beginnings of ``count`` reports of ``reports/unlabelled_6000.jsonl``, by lot."""
    path = corpora / "reports" / "unlabelled_6000.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"][:LONGEST] for line in lines]
    return random.Random(seed).sample(texts, count)


def polnear(corpora: Path, split: str) -> Iterator[Article]:
    """Articles of one PolNeAR part, with spans by words."""
    return map(_by_words, read_part(corpora, split).articles)


def own(folder: Path) -> Iterator[Article]:
    """Articles that somebody annotated in brat, NAME.txt beside NAME.ann, with spans by words."""
    return map(_by_words, read_own(folder))


def _by_words(read: Read) -> Article:
    tokens = tokenise(read.text)
    groups: dict[tuple[str, Span], set[int]] = {}
    for number, gold in enumerate(read.gold):
        for role in ROLES:
            for span in getattr(gold, role):
                groups.setdefault((role, span), set()).add(number)
    pieces = [
        Piece(role, *to_words(tokens, span.start, span.end), frozenset(members))
        for (role, span), members in groups.items()
    ]
    return Article(read.name, read.text, tokens, tuple(p for p in pieces if p.start < p.end))
