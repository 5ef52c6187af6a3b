"""``sayso eval relations``: which claims of several reports agree, clash and part, and how surely.

``relations.jsonl`` has 458 pairs of propositions from the reports of four events, labelled by hand:
same, copied, corroborates, contradicts, qualifies or none. They were drawn by chance within strata
(``stratum``, of which there were ``of`` in that set): what Sayso called a contradiction, pairs that
part in a number, a "not", a time, a place or a doer, and pairs of every likeness; so shares of all
pairs they are not. One person labelled them, without seeing what Sayso said, who also wrote the
rules. Of two sets the errors were looked at and mended; the other two are held back, but for a look
at what was called a contradiction there before anything was labelled. 101 pairs (``blind``) were
drawn later in the same way, from those that nobody had labelled, by somebody else, who saw neither
what Sayso said nor the stratum. Only ids and offsets are kept.

Beside it stands the measure on ECB+ of which words tell of one event (sayso.evaluate.sameevent).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import CorpusError, SaysoError
from sayso.evaluate import sameevent
from sayso.evaluate.calls import CALLS, call_figures, call_files, calls_table, read_calls, standing
from sayso.evaluate.corpus import hash_files
from sayso.evaluate.ecbplus import topic_files
from sayso.evaluate.gate import Demands, Scored, conclude, say
from sayso.evaluate.pairs import FOLDER, LABELS, MEND, Labelled, nearest, read_labels
from sayso.evaluate.tables import Cell, Table
from sayso.pipeline import Pipeline
from sayso.reconcile.claims.candidates import find_pairs
from sayso.reconcile.claims.copying import find_copies
from sayso.reconcile.claims.likeness import liken
from sayso.reconcile.claims.propositions import propositions
from sayso.reconcile.lineage import find_all
from sayso.reconcile.relations import relate
from sayso.records import Reading, Report, Reuse
from sayso.records.claims import Proposition, Relation
from sayso.syntax import Syntax
from sayso.terms import RelationKind

_PARTS = ("held back", "mended on", "blind")
NONE, ALIKE = "none", "alike"
_ALIKE = frozenset((RelationKind.SAME, RelationKind.COPIED, RelationKind.CORROBORATES))
_THRESHOLDS = (0.42, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8)


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair, what it is, and what Sayso says that it is."""

    label: str
    relation: Relation | None
    left: Proposition | None
    right: Proposition | None
    part: str = ""

    @property
    def found(self) -> str:
        """The relation's kind, "none" for no relation."""
        return self.relation.kind.value if self.relation else NONE


def run_relations(
    corpora: Path, demands: Demands | None = None, *, limit: int | None = None, errors: int = 0
) -> int:
    """Score relations on the labelled pairs and same events on ECB+ dev; the exit code.

    ``limit`` takes the first topics of ECB+ and the first labelled pairs, with floors of their
    own, and leaves out calls in mixed news (sayso.evaluate.calls); ``errors`` prints that many
    contradictions that were missed or wrong.
    0: done, and the gate holds. 1: it does not, or a corpus is missing.
    """
    pipeline = Pipeline()
    try:
        labelled, calls = read_labels()[:limit], [] if limit else read_calls()
        paths = {one.name: corpora / FOLDER / f"{one.name}.jsonl" for one in labelled}
        judged = [o for name, path in paths.items() for o in judge(path, name, labelled, pipeline)]
        stand = standing(corpora, calls, pipeline) if calls else []
        topics = sameevent.read_topics(corpora, "dev", limit, pipeline)
        files = [p for some in topic_files(corpora, "dev", limit).values() for p in some]
        files += [CALLS, *call_files(corpora)] if calls else []
        corpus = hash_files([*paths.values(), LABELS, *files])
    except SaysoError as error:
        say(str(error))
        return 1
    parts = {part: [one for one in judged if one.part == part] for part in _PARTS}
    there = {part: sum(one.part == part for one in labelled) for part in _PARTS}
    tables = [table for part in _PARTS for table in _part_tables(part, parts[part], there[part])]
    figures = {name: value for part in _PARTS for name, value in _figures(part, parts[part])}
    if calls:
        tables.append(calls_table(stand, len(calls)))
        figures |= call_figures(stand, calls)
    table, events = sameevent.table(topics)
    tables += [table, *([_errors(parts, errors)] if errors else [])]
    name = "relations" + (f".{limit}" if limit else "")
    return conclude(
        Scored(name, tuple(tables), {**figures, **events}, corpus), demands or Demands()
    )


def _part_tables(part: str, judged: Sequence[Judged], there: int) -> Iterator[Table]:
    word = part.replace(" ", "_")
    title = f"Relations of {len(judged)} of {there} pairs, labelled by hand, {part}"
    yield score_table(judged, f"relations_{word}", title)
    yield curve_table(judged, f"curve_{word}", f"Contradictions by threshold, {part}")


def _figures(part: str, judged: Sequence[Judged]) -> Iterator[tuple[str, float]]:
    for measure, value in zip(("p", "r"), measures(judged, "contradicts"), strict=True):
        yield f"contradicts_{measure}_{part.replace(' ', '_')}", 100 * value


def judge(path: Path, name: str, labelled: Iterable[Labelled], pipeline: Pipeline) -> list[Judged]:
    """The labelled pairs of one set beside what Sayso says. Raises CorpusError.

    Pairs that Sayso would not compare, because they share no key, have no relation. Those of which
    a side is no proposition any more, as another model reads it, are left out and counted.
    """
    if not path.is_file():
        raise CorpusError(str(path), "no reports there", MEND)
    reports = [one for one in pipeline.reports([str(path)]) if isinstance(one, Report)]
    readings = [one for one in pipeline.read_reports(reports) if isinstance(one, Reading)]
    parses = pipeline.parses([one.report for one in readings])
    by_report = {
        reading.report.id: propositions(reading, Syntax(reading.report.text, parse))
        for reading, parse in zip(readings, parses, strict=True)
    }
    every = [one for some in by_report.values() for one in some]
    copies = find_copies(every, find_all(one.report for one in readings))
    met = set(find_pairs(every)) | set(copies)
    rows = []
    for pair in labelled:
        if pair.name == name:
            left, right = (nearest(by_report, *side) for side in (pair.left, pair.right))
            if left and right:
                relation = _relation(left, right, met, copies)
                rows.append(Judged(pair.label, relation, left, right, pair.part))
    return rows


def _relation(
    left: Proposition,
    right: Proposition,
    met: set[tuple[str, str]],
    copies: Mapping[tuple[str, str], Reuse],
) -> Relation | None:
    if left.id == right.id:
        return None
    pair = (min(left.id, right.id), max(left.id, right.id))
    return relate(left, right, liken(left, right), copies.get(pair)) if pair in met else None


def measures(judged: Sequence[Judged], kind: str, least: float = 0.0) -> tuple[float, float]:
    """Precision and recall, 0 to 1, of a kind of relation whose score is at least ``least``."""
    found = [one for one in judged if _is(one.found, kind) and _score(one) >= least]
    right = sum(_is(one.label, kind) for one in found)
    there = sum(_is(one.label, kind) for one in judged)
    return right / len(found) if found else 0.0, right / there if there else 0.0


def _is(word: str, kind: str) -> bool:
    return word == kind or (kind == ALIKE and word in _ALIKE)


def _score(one: Judged) -> float:
    return one.relation.score if one.relation else 0.0


def score_table(judged: Sequence[Judged], name: str, title: str) -> Table:
    """Precision, recall and F1 a relation; "alike" is same, copied and corroborates together."""
    rows: list[tuple[Cell, ...]] = []
    for kind in (*RelationKind, ALIKE):
        precision, recall = measures(judged, kind)
        total = precision + recall
        there = sum(_is(one.label, kind) for one in judged)
        found = sum(_is(one.found, kind) for one in judged)
        f1 = 2 * precision * recall / total if total else 0.0
        rows.append((str(kind), there, found, precision, recall, f1))
    return Table(name, title, ("relation", "there", "found", "P", "R", "F1"), tuple(rows))


def curve_table(judged: Sequence[Judged], name: str, title: str) -> Table:
    """Precision and recall of contradictions by the least score that is listed."""
    rows = tuple(
        (f"{least:.2f}", *measures(judged, RelationKind.CONTRADICTS, least))
        for least in _THRESHOLDS
    )
    return Table(name, title, ("least score", "P", "R"), rows)


def _errors(parts: Mapping[str, Sequence[Judged]], number: int) -> Table:
    """Contradictions that were missed or wrong, by their places."""
    kind = RelationKind.CONTRADICTS
    wrong = [
        (part, one.label, one.found, one.relation.reason if one.relation else "", _place(one))
        for part, some in parts.items()
        for one in some
        if (one.found == kind) != (one.label == kind)
    ]
    columns = ("part", "is", "found", "reason", "where")
    return Table(
        "relations_errors", "Contradictions missed or wrong", columns, tuple(wrong[:number])
    )


def _place(one: Judged) -> str:
    sides = [side for side in (one.left, one.right) if side]
    return ", ".join(f"{s.report} {s.spans[0].start}-{s.spans[-1].end}" for s in sides)
