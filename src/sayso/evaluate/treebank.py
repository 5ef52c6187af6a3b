"""CoNLL-U as it lies on disk: texts with their syntax and, in GUM, their chains of coreference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import CorpusError
from sayso.records import Parse, Span, Word

MEND = "point --corpora at the folder that holds ud/"
#: ``(12-person-new-...`` opens a mention of chain 12, ``12)`` ends it, ``(12-...)`` does both.
BRACKETS = re.compile(r"\((?P<open>\d+)-(?P<kind>[a-z]+)[^()]*(?P<alone>\))?|(?P<close>\d+)\)")


@dataclass(frozen=True, slots=True)
class Chain:
    """The mentions of one thing, in the order of the text; ``kind`` is GUM's word for it."""

    name: str
    kind: str
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Treebanked:
    """A text as a treebank has it: sentences joined by a space, paragraphs by a line break.

    ``parse`` has no quotations and no entities: a treebank marks neither. ``tokens`` are what
    stands between spaces and marks: "don't" is one of them, and two words.
    """

    name: str
    text: str
    parse: Parse
    chains: tuple[Chain, ...]
    tokens: tuple[Span, ...]


def read_treebank(corpora: Path, treebank: str, split: str) -> tuple[Treebanked, ...]:
    """The texts of ``ud/TREEBANK/SPLIT.conllu`` in their order. Raises CorpusError."""
    path = corpora / "ud" / treebank / f"{split}.conllu"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(str(path), f"cannot be read ({error})", MEND) from None
    try:
        return tuple(parse_conllu(lines))
    except (ValueError, IndexError) as error:
        raise CorpusError(
            str(path), f"is not CoNLL-U ({error})", "fetch the corpus again"
        ) from None


def parse_conllu(lines: list[str]) -> Iterator[Treebanked]:
    """The texts of CoNLL-U lines. Raises ValueError or IndexError where they are none."""
    name, building = "", _Building()
    for line in lines:
        if line.startswith("# newdoc"):
            if building.words:
                yield building.built(name)
            name, building = line.partition("=")[2].strip(), _Building()
        elif line.startswith("# newpar"):
            building.gap = "\n"
        elif line.startswith("# text = "):
            building.open_sentence(line.removeprefix("# text = "))
        elif not line:
            building.gap = " "
        elif not line.startswith("#"):
            building.add_row(line.split("\t"))
    if building.words:
        yield building.built(name)


class _Building:
    """One text while its lines are read."""

    def __init__(self) -> None:
        self.text, self.gap, self.at = "", "\n", 0
        self.words: list[Word] = []
        self.starts: list[int] = []
        self.joined: set[int] = set()  # words that go on with the token of the word before
        self.open: dict[str, list[int]] = {}  # starts of mentions that are not closed yet
        self.kinds: dict[str, str] = {}
        self.mentions: dict[str, list[Span]] = {}

    def open_sentence(self, sentence: str) -> None:
        self.text += (self.gap if self.text else "") + sentence
        self.at = len(self.text) - len(sentence)
        self.starts.append(len(self.words))

    def add_row(self, row: list[str]) -> None:
        if row[0].isdigit():
            self._add_word(row)
        elif "-" in row[0]:  # a token of several words; an empty node is 8.1
            first, last = map(int, row[0].split("-"))
            self.joined.update(range(self.starts[-1] + first, self.starts[-1] + last))

    def _add_word(self, row: list[str]) -> None:
        start = self.text.find(row[1], self.at)
        if start < 0:
            raise ValueError(f"word {row[1]!r} is not in its sentence")
        span = Span(start, start + len(row[1]))
        self.at = span.end
        head = self.starts[-1] + int(row[6]) - 1 if row[6] != "0" else -1
        self.words.append(Word(span, row[3], head, row[7].partition(":")[0]))
        for field in row[9].split("|"):
            if field.startswith("Entity="):
                self._mark(field.removeprefix("Entity="), span)

    def _mark(self, brackets: str, word: Span) -> None:
        for bracket in BRACKETS.finditer(brackets):
            if name := bracket["open"]:
                self.kinds.setdefault(name, bracket["kind"])
                self.open.setdefault(name, []).append(word.start)
            name = bracket["close"] or (bracket["open"] if bracket["alone"] else None)
            if name:
                self.mentions.setdefault(name, []).append(Span(self.open[name].pop(), word.end))

    def built(self, name: str) -> Treebanked:
        ends = [*self.starts[1:], len(self.words)]
        parse = Parse((), (), tuple(self.words), tuple(zip(self.starts, ends, strict=True)))
        chains = tuple(
            Chain(chain, self.kinds[chain], tuple(sorted(set(spans))))
            for chain, spans in self.mentions.items()
        )
        return Treebanked(name, self.text, parse, chains, self._tokens())

    def _tokens(self) -> tuple[Span, ...]:
        tokens: list[Span] = []
        for number, word in enumerate(self.words):
            start = tokens.pop().start if number in self.joined else word.span.start
            tokens.append(Span(start, word.span.end))
        return tuple(tokens)
