"""``sayso eval ud``: syntax of raw text, counted as the CoNLL 2018 shared task counts it.

Words, tokens and sentences are right where their characters are. Tags, heads and relations are
counted over the words that both sides have, but precision and recall are of all words; a head is
right where it is the same word, or where both are roots. A token of several words ("don't") is
one token and its words are two. Tests hold these counts to the official scorer's, which inside
such a token goes by the forms of its words, not by their place; in English that is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import SaysoError
from sayso.evaluate.corpus import hash_files
from sayso.evaluate.gate import Demands, Scored, conclude, say
from sayso.evaluate.predict import Parser, own_parser
from sayso.evaluate.spans import Counts
from sayso.evaluate.tables import Table
from sayso.evaluate.treebank import read_treebank
from sayso.records import Parse, Span, Word

TREEBANK, SPLIT = "ewt", "dev"
FIGURES = ("tokens", "sentences", "words", "upos", "uas", "las")

# What English treebanks write as one token with the word before it: "didn't", "Ada's", "gonna".
# By this, 2,593 of the 2,615 words that go on with a token in EWT's training part are found.
JOINED_TAGS = ("PART", "AUX")
JOINED_FORMS = ("'s", "’s")


@dataclass(frozen=True, slots=True)
class Syntax:
    """One side: the syntax of a text, and its tokens, each of one word or of several."""

    parse: Parse
    tokens: tuple[Span, ...]


def run_ud(
    corpora: Path,
    demands: Demands | None = None,
    *,
    limit: int | None = None,
    parser: Parser = own_parser,
) -> int:
    """Score the syntax of EWT's dev part, read as raw text; the exit code.

    ``corpora`` holds ``ud/``; ``limit`` takes the first texts, with floors of their own.
    0: done, and the gate holds. 1: it does not, or the corpus is missing.
    """
    try:
        texts = read_treebank(corpora, TREEBANK, SPLIT)[:limit]
        parses = parser([text.text for text in texts])
        counts = count_syntax(
            (Syntax(gold.parse, gold.tokens), Syntax(parse, join_tokens(gold.text, parse.words)))
            for gold, parse in zip(texts, parses, strict=True)
        )
        name = f"ud.{TREEBANK}" + (f".{limit}" if limit else "")
        corpus = hash_files([corpora / "ud" / TREEBANK / f"{SPLIT}.conllu"])
        figures = {figure: 100 * count.f1 for figure, count in counts.items()}
        scored = Scored(name, (_table(counts, len(texts)),), figures, corpus)
        return conclude(scored, demands or Demands())
    except SaysoError as error:
        say(str(error))
        return 1


def join_tokens(text: str, words: Iterable[Word]) -> tuple[Span, ...]:
    """The tokens that words stand in: "did" and "n't" in one."""
    tokens: list[Span] = []
    for word in words:
        joined = (
            tokens
            and tokens[-1].end == word.span.start
            and text[word.span.start - 1].isalnum()
            and (word.tag in JOINED_TAGS or word.span.of(text) in JOINED_FORMS)
        )
        start = tokens.pop().start if joined else word.span.start
        tokens.append(Span(start, word.span.end))
    return tuple(tokens)


def count_syntax(texts: Iterable[tuple[Syntax, Syntax]]) -> dict[str, Counts]:
    """Counts of every figure over pairs of gold and predicted syntax of the same text."""
    total = dict.fromkeys(FIGURES, Counts())
    for gold, predicted in texts:
        for figure, counts in _count(gold, predicted).items():
            total[figure] += counts
    return total


def _count(gold: Syntax, predicted: Syntax) -> dict[str, Counts]:
    there = {word.span: word for word in gold.parse.words}
    aligned = [(there[w.span], w) for w in predicted.parse.words if w.span in there]

    def right(fits: Callable[[Word, Word], bool]) -> Counts:
        hits = sum(fits(ours, theirs) for ours, theirs in aligned)
        return Counts(len(gold.parse.words), len(predicted.parse.words), hits)

    def same_head(ours: Word, theirs: Word) -> bool:
        return _head(ours, gold.parse.words) == _head(theirs, predicted.parse.words)

    return {
        "tokens": _shared(gold.tokens, predicted.tokens),
        "sentences": _shared(_sentences(gold.parse), _sentences(predicted.parse)),
        "words": Counts(len(gold.parse.words), len(predicted.parse.words), len(aligned)),
        "upos": right(lambda ours, theirs: ours.tag == theirs.tag),
        "uas": right(same_head),
        "las": right(lambda o, t: same_head(o, t) and o.relation == t.relation),
    }


def _head(word: Word, words: Sequence[Word]) -> Span | None:
    return words[word.head].span if word.head >= 0 else None


def _sentences(parse: Parse) -> list[Span]:
    words = parse.words
    return [Span(words[a].span.start, words[b - 1].span.end) for a, b in parse.sentences if a < b]


def _shared(gold: Sequence[Span], predicted: Sequence[Span]) -> Counts:
    return Counts(len(gold), len(predicted), len(set(gold) & set(predicted)))


def _table(counts: dict[str, Counts], texts: int) -> Table:
    rows = tuple((f, c.precision, c.recall, c.f1, c.gold, c.predicted) for f, c in counts.items())
    columns = ("what", "P", "R", "F1", "gold", "predicted")
    return Table("ud", f"Syntax: {texts} texts of EWT dev as raw text", columns, rows)
