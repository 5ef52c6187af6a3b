"""How often Sayso is right that two reports contradict each other, in news nobody had looked at.

``calls.jsonl`` has all 200 pairs that Sayso called contradictions one day among 899 reports of
``reports/mixed_1000`` and ``reports/unlabelled_6000``, of some hundred stories over eight years. A
reader judged whether both sides can hold, and saw neither reason nor score, which are kept as they
were then (``stratum``, ``score``), with whether both sides tell of one story (``story``). What is
wrong with 120 of them, drawn by chance, was told to those who mend; of the other 80 (``blind``)
nobody was told anything. Only ids and offsets are kept. What was missed they do not tell, nor what
is called a contradiction since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

from sayso.errors import CorpusError
from sayso.evaluate.pairs import FOLDER, MEND, Labelled, nearest, read_labels
from sayso.evaluate.tables import Cell, Table
from sayso.pipeline import Pipeline
from sayso.reconcile.claims.likeness import liken
from sayso.reconcile.relations import relate
from sayso.records import Reading, Report
from sayso.records.claims import Proposition, Relation
from sayso.terms import RelationKind

CALLS = Path(__file__).with_name("calls.jsonl")
_SETS = ("mixed_1000", "unlabelled_6000")
_THRESHOLDS = (0.6, 0.7, 0.8, 0.9)
_Z = 1.96  # of a normal distribution: 95 of 100 lie within


@dataclass(frozen=True, slots=True)
class Call:
    """A contradiction as Sayso calls it now, and whether it is one."""

    relation: Relation
    holds: bool
    blind: bool


def read_calls(path: Path = CALLS) -> list[Labelled]:
    """The pairs that were called so, each labelled "contradicts" or "none". Raises CorpusError."""
    return read_labels(path)


def call_files(corpora: Path) -> list[Path]:
    """The files of the reports that calls are of."""
    return [corpora / FOLDER / f"{name}.jsonl" for name in _SETS]


def standing(corpora: Path, calls: Sequence[Labelled], pipeline: Pipeline) -> list[Call]:
    """Those that Sayso still calls contradictions. Raises CorpusError.

    Lineage is not asked: none of them were copies.
    """
    wanted = {report for one in calls for report, _ in (one.left, one.right)}
    reports = _reports(call_files(corpora), wanted, pipeline)
    by_report = {
        one.report.id: one.propositions
        for one in pipeline.read_reports(reports)
        if isinstance(one, Reading)
    }
    found = []
    for call in calls:
        left, right = (nearest(by_report, *side) for side in (call.left, call.right))
        relation = _relation(left, right) if left and right else None
        if relation and relation.kind is RelationKind.CONTRADICTS:
            found.append(Call(relation, call.label == RelationKind.CONTRADICTS, call.blind))
    return found


def _reports(paths: Iterable[Path], wanted: set[str], pipeline: Pipeline) -> Iterator[Report]:
    for path in paths:
        if not path.is_file():
            raise CorpusError(str(path), "no reports there", MEND)
        for one in pipeline.reports([str(path)]):
            if isinstance(one, Report) and one.id in wanted:
                yield one


def _relation(left: Proposition, right: Proposition) -> Relation | None:
    return relate(left, right, liken(left, right))


def call_figures(found: Sequence[Call], calls: Sequence[Labelled]) -> dict[str, float]:
    """Of those that stand how many are right, and of the right ones how many stand, in per cent."""
    right = sum(one.holds for one in found)
    there = sum(one.label == RelationKind.CONTRADICTS for one in calls)
    return {"calls_p": 100 * right / max(len(found), 1), "calls_kept": 100 * right / max(there, 1)}


def calls_table(found: Sequence[Call], drawn: int) -> Table:
    """Precision of those that stand, by part, ground and least score, with Wilson's interval."""
    rows = [_row("all", found)]
    rows.append(_row("blind", [one for one in found if one.blind]))
    for ground in sorted({one.relation.dimension for one in found}):
        rows.append(_row(ground, [one for one in found if one.relation.dimension == ground]))
    for least in _THRESHOLDS:
        rows.append(_row(f"{least:.2f}", [one for one in found if one.relation.score >= least]))
    title = f"Contradictions in mixed news: of {drawn} calls those that still stand"
    return Table("calls", title, ("calls", "standing", "right", "P", "low", "high"), tuple(rows))


def _row(name: str, found: Sequence[Call]) -> tuple[Cell, ...]:
    right = sum(one.holds for one in found)
    return name, len(found), right, right / max(len(found), 1), *wilson(right, len(found))


def wilson(right: int, every: int) -> tuple[float, float]:
    """The lowest and highest share, 0 to 1, of which ``right`` of ``every`` may be drawn (95 %)."""
    if not every:
        return 0.0, 1.0
    share, z = right / every, _Z * _Z / every
    half = _Z * sqrt((share * (1 - share) + z / 4) / every)
    return (share + z / 2 - half) / (1 + z), (share + z / 2 + half) / (1 + z)
