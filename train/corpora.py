"""Corpora as the trainer sees them: texts with gold spans, links and syntax by word index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from sayso.evaluate.corpus import read_part
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


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text with its syntax by word: tag, head (-1: root), relation, sentence start."""

    text: str
    tokens: Tokens
    tags: np.ndarray
    heads: np.ndarray
    relations: np.ndarray
    starts: np.ndarray = field(repr=False)


def to_words(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Words that the characters touch."""
    first = int(np.searchsorted(tokens.ends, start, side="right"))
    return first, int(np.searchsorted(tokens.starts, end, side="left"))


def polnear(corpora: Path, split: str) -> Iterator[Article]:
    """Articles of one PolNeAR part, with spans by words."""
    for read in read_part(corpora, split).articles:
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
        yield Article(read.name, read.text, tokens, tuple(p for p in pieces if p.start < p.end))


JOINED = "joined"  # relation of a word that continues the token of the word before it


def conllu(path: Path) -> Iterator[Parsed]:
    """Documents of a CoNLL-U file, one line of text a paragraph."""
    lines = path.read_text(encoding="utf-8").splitlines()
    document: list[tuple[bool, str, list[list[str]]]] = []
    text, paragraph = "", True
    rows: list[list[str]] = []
    for line in [*lines, "# newdoc"]:
        if line.startswith("# newdoc") and document:
            yield _parsed(document)
            document, paragraph = [], True
        elif line.startswith("# newpar"):
            paragraph = True
        elif line.startswith("# text = "):
            text = line.removeprefix("# text = ")
        elif not line and rows:
            document.append((paragraph, text, rows))
            rows, paragraph = [], False
        elif line and not line.startswith("#"):
            columns = line.split("\t")
            if columns[0].isdigit():
                rows.append(columns)
    if document:
        yield _parsed(document)


def _parsed(document: list[tuple[bool, str, list[list[str]]]]) -> Parsed:
    text = ""
    placed: list[tuple[int, str, int | None, str, bool]] = []  # start, tag, head token, relation
    for paragraph, sentence, rows in document:
        if text:
            text += "\n" if paragraph else " "
        base, at, offset = len(placed), len(text), 0
        for number, row in enumerate(rows):
            found = sentence.find(row[1], offset)
            offset = found if found >= 0 else offset
            head = int(row[6])
            placed.append(
                (at + offset, row[3], base + head - 1 if head else None, row[7], number == 0)
            )
            offset += len(row[1]) if found >= 0 else 0
        text += sentence
    return _to_word_syntax(text, placed)


def _to_word_syntax(text: str, placed: list[tuple[int, str, int | None, str, bool]]) -> Parsed:
    """Syntax by the model's words: the first word stands for its token, the others join it."""
    tokens = tokenise(text)
    token_of = np.searchsorted(np.array([p[0] for p in placed]), tokens.starts, side="right") - 1
    word_of: dict[int, int] = {}
    for word, token in enumerate(token_of):
        word_of.setdefault(int(token), word)
    n = len(tokens)
    tags, relations = np.full(n, "X", dtype=object), np.full(n, JOINED, dtype=object)
    heads, starts = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=bool)
    for word, token in enumerate(token_of):
        _, tag, head, relation, opens = placed[token]
        tags[word] = tag
        if word_of[int(token)] != word:
            heads[word] = word_of[int(token)]
            continue
        while head is not None and head not in word_of:  # a token inside another's word
            head, relation = placed[head][2], placed[head][3]
        heads[word] = -1 if head is None else word_of[head]
        relations[word], starts[word] = relation.partition(":")[0], opens
    return Parsed(text, tokens, tags, heads, relations, starts)
