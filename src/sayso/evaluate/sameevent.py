"""Which words of several texts tell of one event, on ECB+, given the words.

The measure is CoNLL F1 over all event mentions of a topic, those without a chain as chains of
their own. Beside it stands the plainest guess, which is strong: the same stem is the same event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from sayso.evaluate.chained import gold_report, word_spans
from sayso.evaluate.chains import CorefScore
from sayso.evaluate.ecbplus import read_ecbplus, topic_files
from sayso.evaluate.tables import Cell, Table
from sayso.pipeline import Pipeline
from sayso.reconcile.claims.occurrences import Occurrence, group_events, occurrences
from sayso.records import Reading, Span
from sayso.syntax import Syntax

OURS, BASE = "Sayso", "same stem"
_EVENT = ("ACTION", "NEG_ACTION")
Groups = Iterable[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Told:
    """Occurrences of a topic, and the chain of each by its id."""

    occurrences: tuple[Occurrence, ...]
    chains: dict[str, str]


def read_topics(corpora: Path, split: str, limit: int | None, pipeline: Pipeline) -> list[Told]:
    """The topics of a split with their event mentions. Raises CorpusError."""
    return [_topic(paths, pipeline) for paths in topic_files(corpora, split, limit).values()]


def _topic(paths: Sequence[Path], pipeline: Pipeline) -> Told:
    found: list[Occurrence] = []
    chains: dict[str, str] = {}
    texts = [read_ecbplus(path) for path in paths]
    reports = [gold_report(text) for text in texts]
    for path, text, report, parse in zip(
        paths, texts, reports, pipeline.parses(reports), strict=True
    ):
        places, heads = word_spans(text), {}
        for id, words, chain in event_mentions(path):
            heads[id] = Span(places[words[0]].start, places[words[-1]].end)
            chains[id] = chain or id
        found += occurrences(Reading(report, ()), Syntax(report.text, parse), heads)
    return Told(tuple(found), chains)


def event_mentions(path: Path) -> Iterator[tuple[str, tuple[int, ...], str | None]]:
    """Id, numbers of words and chain of each mention of an event."""
    root = ElementTree.parse(path).getroot()
    numbers = {token.get("t_id"): n for n, token in enumerate(root.iter("token"))}
    chains = {}
    for relation in root.find("Relations") or ():
        across = relation.tag == "CROSS_DOC_COREF"
        chain = relation.get("note") if across else f"{path.name} {relation.get('r_id')}"
        for source in relation.iter("source"):
            chains[source.get("m_id")] = chain
    for mention in root.find("Markables") or ():
        words = tuple(sorted(numbers[a.get("t_id")] for a in mention.iter("token_anchor")))
        if words and mention.tag.startswith(_EVENT):
            id = mention.get("m_id")
            yield f"{path.name} {id}", words, chains.get(id)


def score(topics: Iterable[Told], grouper: Callable[[Sequence[Occurrence]], Groups]) -> CorefScore:
    """The score of groups of the occurrences of each topic."""
    total = CorefScore()
    for topic in topics:
        spans = {one.id: Span(n, n + 1) for n, one in enumerate(topic.occurrences)}
        gold: defaultdict[str, set[Span]] = defaultdict(set)
        for id, span in spans.items():
            gold[topic.chains[id]].add(span)
        found = [frozenset(spans[id] for id in ids) for ids in grouper(topic.occurrences)]
        total.add([frozenset(some) for some in gold.values()], found)
    return total


def same_stem(some: Sequence[Occurrence]) -> Groups:
    """Whatever has the same stem is the same."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for one in some:
        groups[one.stem].append(one.id)
    return groups.values()


def table(topics: Sequence[Told]) -> tuple[Table, dict[str, float]]:
    """The table of both groupers, and the figures (per cent) that have floors."""
    rows: list[tuple[Cell, ...]] = []
    figures: dict[str, float] = {}
    for who, grouper in ((OURS, group_events), (BASE, same_stem)):
        found = score(topics, grouper)
        cubed = found.b_cubed
        cells = (cubed.precision, cubed.recall, cubed.f1, found.muc.f1, found.ceaf.f1, found.conll)
        rows.append((who, *cells))
        figures[who] = 100 * found.conll
    title = f"ECB+, words that tell of one event, {len(topics)} topics"
    columns = ("put together by", "B³ P", "B³ R", "B³ F1", "MUC F1", "CEAF F1", "CoNLL")
    gained = figures[OURS] - figures[BASE]
    return Table("relations_events", title, columns, tuple(rows)), {
        "events_conll": figures[OURS],
        "events_above_same_stem": gained,
    }
