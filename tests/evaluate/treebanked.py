"""Invented syntax: words, tokens, sentences and trees drawn by chance over one text."""

from __future__ import annotations

import random
from itertools import pairwise

from sayso.evaluate.ud import Syntax
from sayso.records import Parse, Span, Word

# No letter twice in a token: inside one the official scorer aligns words by form, not by place.
TEXT = "Mira couldn't wait. Orin's boat left; they'd gone? Fog."
TAGS, RELATIONS = ("NOUN", "VERB", "PART"), ("nsubj", "obj", "det")


def draw(chance: random.Random) -> Syntax:
    """Syntax of ``TEXT``: cut at random inside what stands between spaces, with random trees."""
    spans, tokens = _cut(chance)
    sentences = _sentences(chance, spans, tokens)
    words: list[Word] = []
    for first, end in sentences:
        heads = _tree(chance, first, end)
        for number in range(first, end):
            relation = "root" if heads[number] < 0 else chance.choice(RELATIONS)
            words.append(Word(spans[number], chance.choice(TAGS), heads[number], relation))
    return Syntax(Parse((), (), tuple(words), tuple(sentences)), tuple(tokens))


def _cut(chance: random.Random) -> tuple[list[Span], list[Span]]:
    """Words, and tokens of one word or several."""
    spans: list[Span] = []
    tokens: list[Span] = []
    at = 0
    for run in TEXT.split(" "):
        edges = [0, *sorted(chance.sample(range(1, len(run)), min(2, len(run) - 1))), len(run)]
        kept = [Span(at + a, at + b) for a, b in pairwise(edges)]
        spans += kept
        tokens += [Span(kept[0].start, kept[-1].end)] if chance.random() < 0.4 else kept
        at += len(run) + 1
    return spans, tokens


def _sentences(
    chance: random.Random, spans: list[Span], tokens: list[Span]
) -> list[tuple[int, int]]:
    """Ranges of words, never parted inside a token."""
    starts = {token.start for token in tokens}
    cuts = [n for n, s in enumerate(spans) if n and s.start in starts and chance.random() < 0.3]
    return list(zip([0, *cuts], [*cuts, len(spans)], strict=True))


def _tree(chance: random.Random, first: int, end: int) -> dict[int, int]:
    order = chance.sample(range(first, end), end - first)
    return {word: chance.choice(order[:n]) if n else -1 for n, word in enumerate(order)}


def conllu(syntax: Syntax) -> str:
    """The same in CoNLL-U, with one sentence after another."""
    lines: list[str] = []
    words = syntax.parse.words
    for first, end in syntax.parse.sentences:
        tokens = {token.start: token for token in syntax.tokens}
        for number in range(first, end):
            word = words[number]
            token = tokens.get(word.span.start)
            if token and token != word.span:
                last = max(n for n in range(first, end) if words[n].span.end <= token.end)
                name = f"{number - first + 1}-{last - first + 1}"
                lines.append("\t".join([name, token.of(TEXT), *"________"]))
            head = str(word.head - first + 1 if word.head >= 0 else 0)
            row = [str(number - first + 1), word.span.of(TEXT), "_", word.tag, "_", "_", head]
            lines.append("\t".join([*row, word.relation, "_", "_"]))
        lines.append("")
    return "\n".join([*lines, ""])
