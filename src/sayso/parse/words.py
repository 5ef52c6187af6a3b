"""From what the model believes of its words to the tokens and trees of Universal Dependencies.

The model's words are cut at every space and sign. Some tokens are several of them ("U.S.", "'s",
"3.5"), which the model tells by a relation of its own; some words are two tokens ("don't",
"cannot"), which English spelling tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from sayso.model import SyntaxVectors, Tokens
from sayso.model.syntax import JOINED, UPOS
from sayso.model.tokens import Ints, word_at
from sayso.parse.trees import best_tree
from sayso.records import Span, Word

# Log-odds from which a sentence starts: on EWT dev 89.3 F1 at 0, 90.1 at -1, 90.0 at -1.5.
STARTS_FROM = -1.0
# The longest sentence that is parsed as one, in words; a list of names may have no full stop.
LONGEST = 300
# Words that are two tokens: where to cut, and the part of speech and relation of the second.
TWO_TOKENS = {
    "cannot": (3, "PART", "advmod"),
    "dont": (2, "PART", "advmod"),
    "didnt": (3, "PART", "advmod"),
    "gonna": (3, "PART", "mark"),
    "gotta": (3, "PART", "mark"),
    "wanna": (3, "PART", "mark"),
}
APOSTROPHES = ("'", "’")


@dataclass(slots=True)
class _Token:
    """A token under way: words [first, last], characters, and the second half of a cut word."""

    first: int
    last: int
    start: int
    end: int
    half: tuple[str, str] | None = None


def find_words(
    text: str, tokens: Tokens, syntax: SyntaxVectors, breaks: Sequence[int]
) -> tuple[tuple[Word, ...], tuple[tuple[int, int], ...]]:
    """The tokens of ``text`` with their trees, and its sentences as ranges of them."""
    ranges = split_sentences(tokens, syntax, breaks)
    decided = _decide(tokens, syntax, ranges)
    words: list[Word] = []
    sentences: list[tuple[int, int]] = []
    for first, last in ranges:
        base = len(words)
        words += _sentence(decided, _split(text, _join(decided, first, last)), base)
        sentences.append((base, len(words)))
    return tuple(words), tuple(sentences)


@dataclass(frozen=True, slots=True)
class _Decided:
    """By the model's words: head (-1: the root), tag, relation, whether it joins, characters."""

    heads: list[int]
    tags: list[str]
    relations: list[str]
    joins: list[bool]
    starts: list[int]
    ends: list[int]


def _decide(tokens: Tokens, syntax: SyntaxVectors, ranges: Sequence[tuple[int, int]]) -> _Decided:
    heads = np.full(len(tokens), -1, dtype=np.int64)
    for first, last in ranges:
        hung = best_tree(syntax.arc_scores(first, last))
        heads[first:last] = np.where(hung > 0, hung - 1 + first, -1)
    labels = syntax.relation_scores(heads)
    joined = syntax.tables.relations.index(JOINED)
    # Nothing joins over a space, and what does not join has a relation of UD.
    touching = tokens.starts == np.append(-1, tokens.ends[:-1])[: len(tokens)]
    joins = (labels.argmax(axis=1) == joined) & touching
    labels[:, joined] = -np.inf
    relations = [syntax.tables.relations[number] for number in labels.argmax(axis=1).tolist()]
    tags = [UPOS[number] for number in syntax.tags.argmax(axis=1).tolist()]
    for root in _says_something(heads, relations, tags):
        tags[root] = "VERB"
        for kid in np.flatnonzero(heads == root).tolist():
            if kid > root and relations[kid] == "nummod":
                relations[kid] = "obj"  # nothing counts a verb
    starts, ends = tokens.starts.tolist(), tokens.ends.tolist()
    return _Decided(heads.tolist(), tags, relations, joins.tolist(), starts, ends)


def _says_something(heads: Ints, relations: Sequence[str], tags: Sequence[str]) -> list[int]:
    """Roots that were taken for nouns but have a subject and no copula: "photographs show four"."""
    found = []
    for root in np.flatnonzero(heads == -1).tolist():
        if tags[root] == "NOUN":
            kids = {relations[kid] for kid in np.flatnonzero(heads == root).tolist()}
            if "nsubj" in kids and not kids & {"cop", "det", "case", "amod", "compound"}:
                found.append(root)
    return found


def split_sentences(
    tokens: Tokens, syntax: SyntaxVectors, breaks: Sequence[int]
) -> list[tuple[int, int]]:
    """Ranges of the model's words: where the model says so, and where a page changes hands."""
    if not len(tokens):
        return []
    starts = syntax.starts > STARTS_FROM
    starts[0] = True
    starts[word_at(tokens, breaks)] = True
    found: list[tuple[int, int]] = []
    places = [*np.flatnonzero(starts).tolist(), len(tokens)]
    for first, last in pairwise(places):
        while last - first > LONGEST:
            likeliest = syntax.starts[first + 1 : first + LONGEST].argmax()
            found.append((first, first + 1 + int(likeliest)))
            first = found[-1][1]
        found.append((first, last))
    return found


def _sentence(decided: _Decided, found: list[_Token], base: int) -> list[Word]:
    """The words of one sentence's tokens, of which the first has the number ``base``."""
    first = found[0].first
    owner: list[int] = []  # by word of the sentence
    for number, token in enumerate(found):
        if token.half is None:
            owner += [number] * (token.last + 1 - token.first)
    root = owner[decided.heads.index(-1, first) - first]
    words = []
    for number, token in enumerate(found):
        tag, relation = decided.tags[token.first], decided.relations[token.first]
        above = decided.heads[token.first]
        head = owner[above - first] if above >= 0 else root
        if token.half:
            tag, relation = token.half
            head = number - 1 if head == number - 1 or root == number - 1 else head
        elif number == root:
            head, relation = -1, "root"
        elif head == number:  # its head was joined to it
            head = root
        elif relation == "root":
            relation = "dep"
        place = base + head if head >= 0 else -1
        words.append(Word(Span(token.start, token.end), tag, place, relation))
    return words


def _join(decided: _Decided, first: int, last: int) -> list[_Token]:
    """The tokens of words [first, last)."""
    found: list[_Token] = []
    for word in range(first, last):
        start, end = decided.starts[word], decided.ends[word]
        if decided.joins[word] and found:
            found[-1].last, found[-1].end = word, end
        else:
            found.append(_Token(word, word, start, end))
    return found


def _split(text: str, found: list[_Token]) -> list[_Token]:
    """Cut where English writes two tokens as one word: do|n't, can|not."""
    cut: list[_Token] = []
    for token in found:
        words = text[token.start : token.end].lower()
        if words[1:] == "t" and cut and _is_negated(text, cut[-1], token):
            cut[-1].end -= 1
            token.start -= 1
        cut.append(token)
        if words in TWO_TOKENS:
            size, tag, relation = TWO_TOKENS[words]
            middle, end = token.start + size, token.end
            token.end = middle
            cut.append(_Token(token.first, token.last, middle, end, (tag, relation)))
    return cut


def _is_negated(text: str, before: _Token, token: _Token) -> bool:
    """Whether the two, of which the second ends with "t", are "don" and "'t"."""
    return (
        before.end == token.start
        and text[token.start] in APOSTROPHES
        and text[before.end - 1].lower() == "n"
        and before.end - before.start > 1
    )
