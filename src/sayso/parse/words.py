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
from numpy.typing import NDArray

from sayso.model import SyntaxVectors, Tokens
from sayso.model.syntax import JOINED, UPOS
from sayso.model.tokens import word_at
from sayso.parse.trees import best_tree
from sayso.records import Span, Word

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
    words: list[Word] = []
    sentences: list[tuple[int, int]] = []
    for first, last in split_sentences(tokens, syntax, breaks):
        base = len(words)
        words += _sentence(text, tokens, syntax, first, last, base)
        sentences.append((base, len(words)))
    return tuple(words), tuple(sentences)


def split_sentences(
    tokens: Tokens, syntax: SyntaxVectors, breaks: Sequence[int]
) -> list[tuple[int, int]]:
    """Ranges of the model's words: where the model says so, and where a page changes hands."""
    if not len(tokens):
        return []
    starts = syntax.starts > 0
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


def _sentence(
    text: str, tokens: Tokens, syntax: SyntaxVectors, first: int, last: int, base: int
) -> list[Word]:
    heads = best_tree(syntax.arc_scores(first, last)) - 1  # within the sentence; -1: the root
    here = np.arange(first, last)
    labels = syntax.relation_scores(here, np.where(heads < 0, -1, heads + first))
    joined = syntax.tables.relations.index(JOINED)
    # Nothing joins over a space, and what does not join has a relation of UD.
    touching = tokens.starts[first:last] == np.append(-1, tokens.ends[first : last - 1])
    glued = (labels.argmax(axis=1) == joined) & touching
    labels[:, joined] = -np.inf
    relations = labels.argmax(axis=1)
    found = _split(text, _join(tokens, glued, first))
    owner = np.zeros(last - first, dtype=np.int64)
    for number, token in enumerate(found):
        if token.half is None:
            owner[token.first - first : token.last + 1 - first] = number
    tags = syntax.tags[first:last].argmax(axis=1)
    root = int(owner[int(np.flatnonzero(heads < 0)[0])])
    words = []
    for number, token in enumerate(found):
        at = token.first - first
        head = -1 if number == root else int(owner[heads[at]]) if heads[at] >= 0 else root
        head = root if head == number else head
        tag, relation = UPOS[tags[at]], syntax.tables.relations[relations[at]]
        if token.half:
            head, (tag, relation) = (number - 1 if head < 0 else head), token.half
        elif head >= 0 and relation == "root":
            relation = "dep"
        words.append(
            Word(
                Span(token.start, token.end),
                tag,
                base + head if head >= 0 else -1,
                "root" if head < 0 else relation,
            )
        )
    return words


def _join(tokens: Tokens, glued: NDArray[np.bool_], first: int) -> list[_Token]:
    found: list[_Token] = []
    for offset, joins in enumerate(glued.tolist()):
        word = first + offset
        if joins and found:
            found[-1].last, found[-1].end = word, int(tokens.ends[word])
        else:
            start, end = int(tokens.starts[word]), int(tokens.ends[word])
            found.append(_Token(word, word, start, end))
    return found


def _split(text: str, found: list[_Token]) -> list[_Token]:
    """Cut where English writes two tokens as one word: do|n't, can|not."""
    cut: list[_Token] = []
    for token in found:
        words = text[token.start : token.end].lower()
        if cut and _is_negated(text, cut[-1], token):
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
    """Whether the two are "don" and "'t"."""
    words = text[token.start : token.end].lower()
    return (
        before.end == token.start
        and words[:1] in APOSTROPHES
        and words[1:] == "t"
        and text[before.end - 1].lower() == "n"
        and before.end - before.start > 1
    )
