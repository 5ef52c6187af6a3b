"""``sayso eval actors``: which actors of several texts are one, on ECB+ and NewsWCL50.

The texts of a topic go into a ledger, with the actors that their annotated chains give, and the
ledger's groups are compared with the chains across texts, beside the plainest guess: the same
name, case and accents aside, is the same actor. What is counted are actors, each once a text;
chains inside a text are given, and earn nothing. Actors that are only described ("the suspect")
are put together by nobody but that guess, so they are counted apart.

All topics in one ledger show what is joined across events that have nothing to do with each other.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import SaysoError
from sayso.evaluate.chained import Chained, Gold, gold_reading
from sayso.evaluate.chains import CorefScore
from sayso.evaluate.corpus import hash_files
from sayso.evaluate.ecbplus import SPLITS, read_ecbplus, topic_files
from sayso.evaluate.gate import Demands, Scored, conclude, say
from sayso.evaluate.newswcl import FILE, read_newswcl
from sayso.evaluate.tables import Cell, Table
from sayso.ledger import open_ledger
from sayso.names import fold
from sayso.pipeline import Pipeline
from sayso.records import Run, Span

Groups = list[list[str]]
Grouper = Callable[[Sequence[Gold]], Groups]
_RUN = Run("sayso eval", "gold")
OURS, BASE = "Sayso", "same name"  # who puts actors together


@dataclass(frozen=True, slots=True)
class Topic:
    """Texts that are told apart from those of other topics."""

    name: str
    texts: tuple[Gold, ...]


def run_actors(
    corpora: Path,
    demands: Demands | None = None,
    *,
    split: str = "dev",
    limit: int | None = None,
) -> int:
    """Score groups of actors on a part of ECB+ and on NewsWCL50; the exit code.

    ``limit`` takes the first topics of either, with floors of their own.
    0: done, and the gate holds. 1: it does not, or a corpus is missing.
    """
    try:
        files = topic_files(corpora, split, limit)
        ecb = [
            Topic(name, tuple(gold_reading(read_ecbplus(path)) for path in paths))
            for name, paths in files.items()
        ]
        stories = read_newswcl(corpora)
        news = [Topic(name, _golds(texts)) for name, texts in list(stories.items())[:limit]]
        pooled = [Topic("all", tuple(text for topic in ecb for text in topic.texts))]
        parts = {"ecbplus": ecb, "pooled": pooled, "newswcl50": news}
        corpus = hash_files([*(path for some in files.values() for path in some), corpora / FILE])
    except SaysoError as error:
        say(str(error))
        return 1
    first, last = SPLITS[split][0], SPLITS[split][-1]
    titles = {
        "ecbplus": f"ECB+, {len(ecb)} topics of {first} to {last}, each in a ledger of its own",
        "pooled": "ECB+, all of these topics in one ledger",
        "newswcl50": f"NewsWCL50, {len(news)} stories in the words of five outlets each",
    }
    tables: list[Table] = []
    figures: dict[str, float] = {}
    for name, topics in parts.items():
        scores = score_topics(topics)
        tables.append(_table(name, titles[name], scores))
        ours, base = scores["named", OURS], scores["named", BASE]
        figures[f"{name}_conll"] = 100 * ours.conll
        figures[f"{name}_b_cubed"] = 100 * ours.b_cubed.f1
        figures[f"{name}_above_same_name"] = 100 * (ours.conll - base.conll)
    section = "actors" + ("" if split == "dev" else f".{split}") + (f".{limit}" if limit else "")
    return conclude(Scored(section, tuple(tables), figures, corpus), demands or Demands())


def _golds(texts: Iterable[Chained]) -> tuple[Gold, ...]:
    return tuple(gold_reading(text) for text in texts)


def score_topics(topics: Sequence[Topic]) -> dict[tuple[str, str], CorefScore]:
    """Scores by what is counted (``named``, ``all``) and by who put together."""
    scores = {(counted, who): CorefScore() for counted in ("named", "all") for who in (OURS, BASE)}
    for topic in topics:
        chains: defaultdict[str, list[str]] = defaultdict(list)
        named: set[str] = set()
        for text in topic.texts:
            for id, chain in text.chains.items():
                chains[chain].append(id)
            named |= text.named
        every = {id for ids in chains.values() for id in ids}
        numbers = {id: Span(n, n + 1) for n, id in enumerate(sorted(every))}
        for who, grouper in ((OURS, ledger_groups), (BASE, same_name)):
            groups = grouper(topic.texts)
            for counted, kept in (("named", named), ("all", every)):
                spans = {id: numbers[id] for id in kept}
                scores[counted, who].add(_spans(chains.values(), spans), _spans(groups, spans))
    return scores


def _spans(groups: Iterable[Sequence[str]], kept: Mapping[str, Span]) -> list[frozenset[Span]]:
    """Groups of actors as the chains of spans that the scorer wants."""
    found = (frozenset(kept[id] for id in ids if id in kept) for ids in groups)
    return [spans for spans in found if spans]


def ledger_groups(texts: Sequence[Gold]) -> Groups:
    """The groups of a ledger to which the texts were added."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_ledger(Path(folder) / "actors.db", create=True) as ledger,
    ):
        for text in texts:
            ledger.add(text.reading, _RUN, Pipeline())
        groups, _ = ledger.actors()
    return [list(group.actors) for group in groups]


def same_name(texts: Sequence[Gold]) -> Groups:
    """Whoever is called the same is the same."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for text in texts:
        for actor in text.reading.actors:
            groups[fold(actor.name)].append(actor.id)
    return list(groups.values())


def _table(name: str, title: str, scores: Mapping[tuple[str, str], CorefScore]) -> Table:
    words = {"named": "with a name", "all": "all, described ones too"}
    rows: list[tuple[Cell, ...]] = []
    for (counted, who), score in scores.items():
        cubed = score.b_cubed
        cells = (cubed.precision, cubed.recall, cubed.f1, score.muc.f1, score.ceaf.f1, score.conll)
        rows.append((words[counted], who, *cells))
    columns = ("actors", "put together by", "B³ P", "B³ R", "B³ F1", "MUC F1", "CEAF F1", "CoNLL")
    return Table(f"actors_{name}", title, columns, tuple(rows))
