"""``sayso eval sources``: whether a source is resolved to the actor that it stands for.

``sources.jsonl`` has 100 sources of attributions in the dev articles of PolNeAR, drawn by chance:
40 pronouns, 27 names in part ("Mr. Moor") and 33 nominals ("the minister"), at most three of an
article. For each a person read the article and pointed at the fullest name that it gives that
actor, or at none where it gives no name. Sources that stand for several named actors at once
("the two men"), or for nobody that says anything, were passed over. Only offsets are kept.

A source is resolved rightly if its actor has a name there; where the article never names it, if
its actor has no name at all. A source that is resolved to no actor is wrong in both cases.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sayso.errors import CorpusError, SaysoError
from sayso.evaluate.align import ENOUGH, align
from sayso.evaluate.corpus import MEND, hash_files, read_text
from sayso.evaluate.differences import spread
from sayso.evaluate.gate import Demands, Scored, conclude, say
from sayso.evaluate.predict import Predictor, own_predictor
from sayso.evaluate.tables import Table
from sayso.records import Actor, Reading, Span
from sayso.terms import ActorKind, MentionKind

LABELS = Path(__file__).with_name("sources.jsonl")
AROUND = 80  # characters of the text shown before a source


@dataclass(frozen=True, slots=True)
class Labelled:
    """A source, and the fullest name that its article gives the actor, if it gives any."""

    article: str
    source: Span
    antecedent: Span | None
    kind: ActorKind


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled source, by the characters of the text as it was read, and its actor."""

    label: Labelled
    text: str
    actor: Actor | None

    @property
    def right(self) -> bool:
        """Whether it is the right actor, as far as the label tells."""
        if self.actor is None:
            return False
        names = [m.span for m in self.actor.mentions if m.kind is MentionKind.NAME]
        antecedent = self.label.antecedent
        return not names if antecedent is None else any(_shared(n, antecedent) for n in names)


def run_sources(
    corpora: Path,
    demands: Demands | None = None,
    *,
    limit: int | None = None,
    errors: int = 0,
    predictor: Predictor = own_predictor,
    labels: Path = LABELS,
) -> int:
    """Score how the labelled sources are resolved; the exit code.

    ``corpora`` holds ``polnear/``; ``limit`` takes the first labels, with a floor of their own;
    ``errors`` prints that many misses.
    0: done, and the gate holds. 1: it does not, or an article is missing or could not be read.
    """
    try:
        labelled = read_labels(labels)[:limit]
        folder = corpora / "polnear" / "dev" / "text"
        paths = {label.article: folder / f"{label.article}.txt" for label in labelled}
        texts = {name: read_text(path) for name, path in paths.items()}
        readings, failures = _read(texts, predictor)
        judged = [j for label in labelled for j in _judge(label, texts, readings)]
        tables = [_table(judged), *([_misses(judged, errors)] if errors else [])]
        name = "sources.polnear" + (f".{limit}" if limit else "")
        corpus = hash_files([*paths.values(), labels])
        code = conclude(Scored(name, tuple(tables), _figures(judged), corpus), demands or Demands())
    except SaysoError as error:
        say(str(error))
        return 1
    for failure in failures:
        say(str(failure))
    return int(bool(code or failures))


def read_labels(path: Path = LABELS) -> tuple[Labelled, ...]:
    """The labelled sources in the order of their articles. Raises CorpusError."""
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        return tuple(
            Labelled(
                row["article"],
                Span(*row["source"]),
                Span(*row["antecedent"]) if row["antecedent"] else None,
                ActorKind(row["kind"]),
            )
            for row in rows
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        mend = "restore it from the last commit"
        raise CorpusError(str(path), f"not labelled sources ({error})", mend) from None


def _read(
    texts: Mapping[str, str], predictor: Predictor
) -> tuple[dict[str, Reading], list[SaysoError]]:
    readings: dict[str, Reading] = {}
    failures: list[SaysoError] = []
    for outcome in predictor(texts.items()):
        if isinstance(outcome, SaysoError):
            failures.append(outcome)
        else:
            readings[outcome.report.where] = outcome
    return readings, failures


def resolve_source(reading: Reading, source: Span) -> Actor | None:
    """The actor of the source that shares most of its characters with ``source``, if any does.

    Where no attribution has it, the mention that does tells the actor.
    """
    actors = {actor.id: actor for actor in reading.actors}
    attributed = [
        (_likeness(source, span), actors[attribution.actor])
        for attribution in reading.attributions
        for span in attribution.source
        if attribution.actor in actors
    ]
    mentioned = [(_likeness(source, m.span), a) for a in reading.actors for m in a.mentions]
    for found in (attributed, mentioned):
        likeness, actor = max(found, key=lambda pair: pair[0], default=(0.0, None))
        if likeness >= 0.5:
            return actor
    return None


def _judge(
    label: Labelled, texts: Mapping[str, str], readings: Mapping[str, Reading]
) -> list[Judged]:
    """The label beside what was read; nothing where its article was not read, as is told."""
    reading = readings.get(label.article)
    if reading is None:
        return []
    there, read = texts[label.article], reading.report.text
    if there != read:
        label = _carry(label, there, read)
    return [Judged(label, read, resolve_source(reading, label.source))]


def _carry(label: Labelled, there: str, read: str) -> Labelled:
    """The label by the characters of the text as it was read. Raises CorpusError."""
    alignment = align(there, read)
    if alignment.share < ENOUGH:
        what = f"reading kept {alignment.share:.0%} of its text, too little to score"
        raise CorpusError(label.article, what, MEND)
    antecedent = alignment.carry(label.antecedent) if label.antecedent else None
    return replace(label, source=alignment.carry(label.source), antecedent=antecedent)


def _shared(one: Span, other: Span) -> int:
    return max(min(one.end, other.end) - max(one.start, other.start), 0)


def _likeness(one: Span, other: Span) -> float:
    """Characters in both over characters in either, 0 to 1."""
    return _shared(one, other) / (max(one.end, other.end) - min(one.start, other.start))


def _groups(judged: Sequence[Judged]) -> dict[str, list[Judged]]:
    return {
        "named in its article": [j for j in judged if j.label.antecedent],
        "never named": [j for j in judged if not j.label.antecedent],
        "all": list(judged),
    }


def _share(judged: Sequence[Judged]) -> float:
    return sum(j.right for j in judged) / len(judged) if judged else 0.0


def _figures(judged: Sequence[Judged]) -> dict[str, float]:
    return {"sources_right": 100 * _share(judged)}


def _table(judged: Sequence[Judged]) -> Table:
    rows = tuple(
        (what, len(group), sum(j.right for j in group), _share(group))
        for what, group in _groups(judged).items()
    )
    columns = ("actor", "sources", "right", "share")
    return Table(
        "sources", "Sources resolved to their actors, in articles of PolNeAR", columns, rows
    )


def _misses(judged: Sequence[Judged], number: int) -> Table:
    missed = [j for j in judged if not j.right]
    shown = spread(missed, number)
    rows = tuple((j.label.article, _show(j), _expected(j), _found(j)) for j in shown)
    title = f"Missed: {len(shown)} of {len(missed)} sources"
    return Table("missed", title, ("article", "source", "should be", "was read as"), rows)


def _show(judged: Judged) -> str:
    """The source in brackets after the words before it, on one line."""
    source = judged.label.source
    before = judged.text[max(source.start - AROUND, 0) : source.start]
    return " ".join(f"{before}[{source.of(judged.text)}]".split())


def _expected(judged: Judged) -> str:
    antecedent = judged.label.antecedent
    return antecedent.of(judged.text) if antecedent else f"a {judged.label.kind} without a name"


def _found(judged: Judged) -> str:
    """The actor, and why it is that one."""
    if judged.actor is None:
        return "nobody"
    near = max(judged.actor.mentions, key=lambda m: _likeness(m.span, judged.label.source))
    return f"{judged.actor.name} ({near.reason})"
