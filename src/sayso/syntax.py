"""A report's parse as lists by word: what every stage behind parse asks of words and trees.

What only one stage asks lies in that stage, over this.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property

from sayso.records import Parse, Span

#: Heads that are climbed at most: a broken parse may go round. Sound trees are seldom half as deep.
DEEPEST = 40
#: They part a phrase from its surroundings or lead it in; none is what the others hang on.
MARKS = frozenset(("PUNCT", "ADP", "CCONJ"))


class Syntax:
    """Words of one report: parallel lists, by the word's number in the parse.

    ``forms`` are the words as they stand, ``low`` the same made comparable by ``small``. A head is
    -1 where a word has none, or one that a broken parse points out of it or at itself. ``sentence``
    is the number of each word's sentence, ``ranges`` are the sentences as [first, last) of words;
    a parse that has none is one.
    """

    def __init__(self, text: str, parse: Parse, small: Callable[[str], str] = str.lower) -> None:
        words = parse.words
        self.text, self.parse, self.size = text, parse, len(words)
        self.spans = [word.span for word in words]
        self.starts = [span.start for span in self.spans]
        self.forms = [text[span.start : span.end] for span in self.spans]
        self.low = [small(form) for form in self.forms]
        self.tags = [word.tag for word in words]
        self.relations = [word.relation for word in words]
        self.heads = [
            word.head if 0 <= word.head < self.size and word.head != i else -1
            for i, word in enumerate(words)
        ]
        self._bound(parse.sentences)

    def _bound(self, sentences: Sequence[tuple[int, int]]) -> None:
        """Have these sentences, of which a broken parse may lack some."""
        self.ranges = sentences or ((0, self.size),)
        self.sentence = [0] * self.size
        for number, (first, last) in enumerate(sentences):
            inside = range(self.size)[first:last]
            self.sentence[first:last] = [number] * len(inside)

    def _view(self, other: Syntax) -> None:
        """Be a view of the same words: its lists are the other's, but those that it makes anew.

        A stage that asks more of words, or mends their trees, is such a view of the one syntax that
        all stages share; each with lists of its own, and children twice, were a tenth of the time
        that a report takes beside the encoder.
        """
        self.text, self.parse, self.size = other.text, other.parse, other.size
        self.spans, self.starts, self.forms = other.spans, other.starts, other.forms
        self.low, self.tags, self.relations = other.low, other.tags, other.relations
        self.heads, self.ranges, self.sentence = other.heads, other.ranges, other.sentence

    @cached_property
    def children(self) -> list[list[int]]:
        """The words that hang on each word right away, in the order of the text."""
        none: list[int] = []  # one for the three words of five that nothing hangs on
        children = [none] * self.size
        for word, head in enumerate(self.heads):
            if head >= 0:
                if children[head] is none:
                    children[head] = []
                children[head].append(word)
        return children

    @cached_property
    def _first(self) -> dict[int, dict[str, int]]:
        """The first child by relation, of each word that ``child`` was asked of.

        A list of names may hang on one by thousands, which are not gone through again and again.
        """
        return {}

    def child(self, word: int, *relations: str) -> int:
        """The first child with one of these relations, -1 if there is none."""
        first = self._first.get(word)
        if first is None:
            kids = self.children[word] if 0 <= word < self.size else []
            first = self._first[word] = {self.relations[kid]: kid for kid in reversed(kids)}
        if len(relations) == 1:
            return first.get(relations[0], -1)
        return min((first[it] for it in relations if it in first), default=-1)

    def of(self, word: int, *relations: str) -> list[int]:
        """The children of a word with one of these relations."""
        found = []
        for kid in self.children[word]:  # a comprehension over so few takes half as long again
            if self.relations[kid] in relations:
                found.append(kid)
        return found

    def above(self, word: int) -> Iterator[int]:
        """The words that a word hangs on, the nearest first."""
        for _ in range(DEEPEST):
            word = self.heads[word]
            if word < 0:
                return
            yield word

    def subtree(self, word: int) -> list[int]:
        """The word and all that hangs on it, in the order of the text."""
        found, todo = {word}, [word]
        while todo:
            for kid in self.children[todo.pop()]:
                if kid not in found:
                    found.add(kid)
                    todo.append(kid)
        return sorted(found)

    def tops(self, words: Iterable[int]) -> list[int]:
        """Those of some words whose head is none of them, in the order of the text."""
        heads = self.heads
        if isinstance(words, range):
            return [word for word in words if heads[word] not in words]
        inside = set(words)
        return [word for word in sorted(inside) if heads[word] not in inside]

    def head_of(self, words: Iterable[int], but: Collection[str] = MARKS) -> int:
        """The first of some words whose head is none of them, tags ``but`` aside; else -1."""
        return next((word for word in self.tops(words) if self.tags[word] not in but), -1)

    def sentence_of(self, word: int) -> range:
        """The words of the sentence that a word stands in."""
        first, last = self.ranges[self.sentence[word]]
        return range(first, min(last, self.size))

    def at(self, character: int) -> int:
        """The first word that starts at ``character`` or after it."""
        return bisect_left(self.starts, character)

    def words_in(self, span: Span) -> range:
        """The words that a span touches."""
        starts = self.starts
        first = bisect_left(starts, span.start)
        if first and self.spans[first - 1].end > span.start:
            first -= 1
        return range(first, bisect_left(starts, span.end, first))

    def words_from(self, span: Span) -> range:
        """The words that start in a span."""
        starts = self.starts
        return range(bisect_left(starts, span.start), bisect_left(starts, span.end))

    def words_of(self, spans: Iterable[Span]) -> list[int]:
        """The words of several spans, in the order of the text, none twice."""
        runs = [self.words_in(span) for span in spans]
        if len(runs) == 1:  # of eleven in twelve
            return [*runs[0]]
        return sorted({word for run in runs for word in run})

    def span(self, first: int, last: int) -> Span:
        """Characters of the words from ``first`` to ``last``, both with them."""
        return Span(self.starts[first], self.spans[last].end)

    def spans_of(self, words: Iterable[int]) -> tuple[Span, ...]:
        """Characters of some words; those that follow each other are one span."""
        runs: list[tuple[int, int]] = []
        for word in sorted(set(words)):
            if runs and runs[-1][1] == word - 1:
                runs[-1] = (runs[-1][0], word)
            else:
                runs.append((word, word))
        return tuple(self.span(first, last) for first, last in runs)
