"""Whole articles: what Sayso read in each against what its annotator marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.errors import CorpusError
from sayso.evaluate.align import ENOUGH, align
from sayso.evaluate.corpus import Article, Gold
from sayso.evaluate.links import (
    Linker,
    every_span_overlaps,
    link_gold_spans,
    link_scores,
    same,
    whole_scores,
)
from sayso.evaluate.reliability import Outcome
from sayso.evaluate.spans import Counts, Parts, Snapped, pair, snap, span_scores
from sayso.evaluate.tables import Cell, Table
from sayso.model.tokens import Tokens, tokenise
from sayso.records import Attribution, Reading, Span
from sayso.terms import Role

#: Counts by figure: ``source_exact``, ``link_content``, ``whole_overlap`` ...
Tally = dict[str, Counts]


@dataclass(frozen=True, slots=True)
class Compared:
    """Both sides of one article, by characters and by words of the text as it was read."""

    name: str
    text: str
    tokens: Tokens
    gold: tuple[Gold, ...]
    predicted: tuple[Attribution, ...]
    gold_words: tuple[Snapped, ...]
    predicted_words: tuple[Snapped, ...]


def compare(article: Article, reading: Reading | None) -> Compared:
    """Set the two beside each other; an article that was not read has no predictions.

    Raises CorpusError where reading left too little of the text to compare.
    """
    text, predicted = article.text, tuple[Attribution, ...]()
    if reading:
        text, predicted = reading.report.text, reading.attributions
    gold = article.gold if text == article.text else _carry(article, text)
    tokens = tokenise(text)
    return Compared(
        article.name,
        text,
        tokens,
        gold,
        predicted,
        tuple(snap(a, tokens) for a in gold),
        tuple(snap(a, tokens) for a in predicted),
    )


def _carry(article: Article, text: str) -> tuple[Gold, ...]:
    alignment = align(article.text, text)
    if alignment.share < ENOUGH:
        what = f"reading kept {alignment.share:.0%} of its text, too little to score"
        raise CorpusError(article.name, what, "see what sayso.intake does to it")

    def carry(spans: Iterable[Span]) -> tuple[Span, ...]:
        return tuple(alignment.carry(span) for span in spans)

    return tuple(Gold(carry(a.source), carry(a.cue), carry(a.content)) for a in article.gold)


def tally(compared: Iterable[Compared], linker: Linker) -> Tally:
    """Counts of every figure over all articles; ``linker`` links the gold spans."""
    total: Tally = {}
    for article in compared:
        for figure, counts in _tally_one(article, linker).items():
            total[figure] = total.get(figure, Counts()) + counts
    return total


def _tally_one(article: Compared, linker: Linker) -> Tally:
    gold, predicted = article.gold_words, article.predicted_words
    counts: Tally = {}
    for role in Role:
        exact, near = span_scores(gold, predicted, role)
        counts[f"{role}_exact"], counts[f"{role}_overlap"] = exact, near
    for role in (Role.SOURCE, Role.CONTENT):
        counts[f"link_{role}"] = link_scores(gold, predicted, role)
    linked = link_gold_spans(article.text, article.tokens, article.gold, linker)
    for role in (Role.SOURCE, Role.CONTENT):
        counts[f"given_link_{role}"] = link_scores(gold, linked, role)
    counts["whole_exact"], counts["whole_overlap"] = whole_scores(gold, predicted)
    return counts


def outcomes(article: Compared) -> list[Outcome]:
    """How each predicted attribution of an article compares with gold."""
    exact = {p for _, p in pair(article.gold_words, article.predicted_words, same)}
    near = {p for _, p in pair(article.gold_words, article.predicted_words, every_span_overlaps)}
    return [
        Outcome(attribution.confidence, number in exact, number in near)
        for number, attribution in enumerate(article.predicted)
    ]


def lost_and_gained(article: Compared) -> tuple[list[Parts], list[Parts]]:
    """Gold attributions that were not found exactly, and predicted ones that are not gold."""
    pairs = pair(article.gold_words, article.predicted_words, same)
    found, right = {g for g, _ in pairs}, {p for _, p in pairs}
    lost: list[Parts] = [a for number, a in enumerate(article.gold) if number not in found]
    gained: list[Parts] = [a for n, a in enumerate(article.predicted) if n not in right]
    return lost, gained


ROWS = (
    ("source", "source_exact", "source_overlap"),
    ("cue", "cue_exact", "cue_overlap"),
    ("content", "content_exact", "content_overlap"),
    ("cue with its source", "link_source", None),
    ("cue with its content", "link_content", None),
    ("cue with its source, given gold spans", "given_link_source", None),
    ("cue with its content, given gold spans", "given_link_content", None),
    ("whole attribution", "whole_exact", "whole_overlap"),
)


def article_table(counts: Tally, articles: int) -> Table:
    """Protocol (a), a row a figure."""
    columns = ("what", "exact P", "exact R", "exact F1", "overlap P", "overlap R", "overlap F1")
    rows = []
    for label, exact, near in ROWS:
        one = counts[exact]
        cells = (*_scores(one), *(_scores(counts[near]) if near else (None,) * 3))
        rows.append((label, *cells, one.gold, one.predicted))
    title = f"Articles: {articles}, spans and links by the model's words"
    return Table("articles", title, (*columns, "gold", "predicted"), tuple(rows))


def _scores(counts: Counts) -> Sequence[Cell]:
    return counts.precision, counts.recall, counts.f1
