"""Corpora as the trainer sees them: texts with gold spans, links and syntax by word index."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from sayso.model.tokens import Tokens, tokenise

ROLES = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Piece:
    """One contiguous stretch of a role, in words ``[start, end)``."""

    role: str
    start: int
    end: int
    groups: frozenset[str]  # the attributions it belongs to


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its attributions."""

    name: str
    text: str
    tokens: Tokens
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text with its syntax: per word universal tag, head word (-1: root), relation, sentence start."""

    text: str
    tokens: Tokens
    tags: np.ndarray
    heads: np.ndarray
    relations: np.ndarray
    starts: np.ndarray = field(repr=False)


def annotation_files(folder: Path) -> dict[str, list[Path]]:
    """Annotation files by article, several where several annotators read it."""
    found: dict[str, list[Path]] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        found.setdefault(path.stem.rsplit("_", 1)[0], []).append(path)
    return found


def read_standoff(path: Path) -> list[tuple[str, tuple[tuple[int, int], ...], frozenset[str]]]:
    """Spans of one brat file: role, characters, and the events that name it."""
    spans: dict[str, tuple[str, tuple[tuple[int, int], ...]]] = {}
    events: dict[str, set[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if re.match(r"T\d+\t", line) and len(columns) > 1:
            role, _, offsets = columns[1].partition(" ")
            spans[columns[0]] = (
                role,
                tuple((int(a), int(b)) for a, b in (o.split() for o in offsets.split(";"))),
            )
        elif re.match(r"E\d+\t", line):
            for argument in columns[1].split():
                events.setdefault(argument.partition(":")[2], set()).add(columns[0])
    return [
        (role.lower(), offsets, frozenset(events.get(name, ())))
        for name, (role, offsets) in spans.items()
        if role.lower() in ROLES
    ]


def to_words(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Words that the characters touch."""
    first = int(np.searchsorted(tokens.ends, start, side="right"))
    return first, int(np.searchsorted(tokens.starts, end, side="left"))


def polnear(folder: Path, *, all_annotators: bool = False) -> Iterator[Article]:
    """Articles of one PolNeAR part; only the first annotator unless told."""
    annotated = annotation_files(folder)
    for path in sorted((folder / "text").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        tokens = tokenise(text)
        files = annotated.get(path.stem, [])
        for file_ in files if all_annotators else files[:1]:
            pieces = []
            for role, offsets, groups in read_standoff(file_):
                for start, end in offsets:
                    first, last = to_words(tokens, start, end)
                    if first < last:
                        pieces.append(Piece(role, first, last, groups))
            yield Article(path.stem, text, tokens, tuple(pieces))


JOINED = "joined"  # relation of a word that continues the token of the word before it


def conllu(path: Path) -> Iterator[Parsed]:
    """Documents of a CoNLL-U file, one line of text a paragraph."""
    lines = path.read_text(encoding="utf-8").splitlines()
    document: list[tuple[bool, str, list[list[str]]]] = []
    text, rows, paragraph = "", [], True
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


def _to_word_syntax(
    text: str, placed: list[tuple[int, str, int | None, str, bool]]
) -> Parsed:
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
