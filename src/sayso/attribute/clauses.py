"""The parse of a report as lists by word, for questions about cues and contents."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from sayso.records import Parse, Span

_DEEPEST = 40  # a bound, for a broken parse may go round


class Clauses:
    """Words of one report: parallel lists, by the word's number in the parse."""

    def __init__(self, text: str, parse: Parse) -> None:
        words = parse.words
        self.text = text
        self.size = len(words)
        self.starts = [word.span.start for word in words]
        self.ends = [word.span.end for word in words]
        self.low = [text[word.span.start : word.span.end].lower() for word in words]
        self.tags = [word.tag for word in words]
        self.heads = [word.head if word.head < len(words) else -1 for word in words]
        self.relations = [word.relation for word in words]
        self.edges = [first for first, _ in parse.sentences]
        self.limits = [last for _, last in parse.sentences]
        # By head, sentence by sentence as they are asked for: few sentences have a cue.
        self._children: dict[int, list[int]] = {}
        self._sorted: set[int] = set()

    def at(self, character: int) -> int:
        """The first word that starts at ``character`` or after it."""
        return bisect_right(self.starts, character - 1)

    def words_in(self, span: Span) -> range:
        """The words that a span touches."""
        first = self.at(span.start)
        if first and self.ends[first - 1] > span.start:
            first -= 1
        return range(first, self.at(span.end))

    def words_of(self, spans: Iterable[Span]) -> list[int]:
        """The words of several spans, in the order of the text, none twice."""
        return sorted({word for span in spans for word in self.words_in(span)})

    def sentence(self, word: int) -> range:
        """The words of the sentence that a word stands in; none where the parse has none."""
        number = bisect_right(self.edges, word) - 1
        if number < 0:
            return range(0)
        return range(self.edges[number], min(self.limits[number], self.size))

    def children(self, word: int) -> list[int]:
        """The words that hang on a word right away."""
        sentence = self.sentence(word)
        if sentence.start not in self._sorted:
            self._sorted.add(sentence.start)
            for kid in sentence:
                self._children.setdefault(self.heads[kid], []).append(kid)
        return self._children.get(word, [])

    def child(self, word: int, *relations: str) -> int:
        """The first child with one of these relations, -1 if there is none."""
        for kid in self.children(word):
            if self.relations[kid] in relations:
                return kid
        return -1

    def above(self, word: int) -> Iterator[int]:
        """The words that a word hangs on, the nearest first."""
        for _ in range(_DEEPEST):
            word = self.heads[word]
            if word < 0:
                return
            yield word

    def head_of(self, words: Iterable[int]) -> int:
        """The first of some words whose head lies outside and that is no mark; -1 if none is."""
        inside = set(words)
        for word in sorted(inside):
            if self.heads[word] not in inside and self.tags[word] not in ("PUNCT", "ADP", "CCONJ"):
                return word
        return -1

    def between(self, first: int, second: int) -> str:
        """The characters from the end of one word to the start of another."""
        return self.text[self.ends[first] : self.starts[second]]

    def span(self, first: int, last: int) -> Span:
        """Characters of the words from ``first`` to ``last``, both with them."""
        return Span(self.starts[first], self.ends[last])

    def spans(self, words: Iterable[int]) -> tuple[Span, ...]:
        """Characters of some words; those that follow each other are one span."""
        runs: list[tuple[int, int]] = []
        for word in sorted(set(words)):
            if runs and runs[-1][1] == word - 1:
                runs[-1] = (runs[-1][0], word)
            else:
                runs.append((word, word))
        return tuple(self.span(first, last) for first, last in runs)
