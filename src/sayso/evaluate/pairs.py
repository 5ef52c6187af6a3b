"""Pairs of propositions that somebody labelled, and how they are found again in what is read.

Only ids of reports and offsets are kept, so a proposition is found by the characters that it has in
common with the labelled one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import CorpusError
from sayso.records import Span
from sayso.records.claims import Proposition

LABELS = Path(__file__).with_name("relations.jsonl")
FOLDER = Path("reports")
MEND = "point --corpora at the folder that holds reports/ and crossreport/"
TUNED = frozenset(("douma_2018", "khashoggi_2018"))  # whose errors were mended
_ENOUGH = 0.5  # of the characters of both, for a proposition to be the labelled one


@dataclass(frozen=True, slots=True)
class Labelled:
    """A pair as it was labelled: the set of reports, and the report and spans of either side."""

    name: str
    left: tuple[str, tuple[Span, ...]]
    right: tuple[str, tuple[Span, ...]]
    label: str
    blind: bool = False

    @property
    def part(self) -> str:
        """Which pairs it is counted with."""
        if self.blind:
            return "blind"
        return "mended on" if self.name in TUNED else "held back"


def read_labels(path: Path = LABELS) -> list[Labelled]:
    """The labelled pairs, in the order of their sets. Raises CorpusError."""
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        return [
            Labelled(r["set"], _side(r["left"]), _side(r["right"]), r["label"], "blind" in r)
            for r in rows
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        mend = "restore it from the last commit"
        raise CorpusError(str(path), f"not labelled pairs ({error})", mend) from None


def _side(row: Sequence[object]) -> tuple[str, tuple[Span, ...]]:
    report, spans = row
    if not isinstance(spans, list):
        raise TypeError("spans are lists of two numbers")
    return str(report), tuple(Span(*span) for span in spans)


def nearest(
    by_report: Mapping[str, Sequence[Proposition]], report: str, spans: Sequence[Span]
) -> Proposition | None:
    """The proposition that shares most characters with ``spans``, if it shares half of both's."""
    found = max(by_report.get(report, ()), key=lambda one: _likeness(one, spans), default=None)
    return found if found and _likeness(found, spans) > _ENOUGH else None


def _likeness(one: Proposition, spans: Sequence[Span]) -> float:
    """Characters in both over characters in either, 0 to 1."""
    shared = sum(
        max(min(a.end, b.end) - max(a.start, b.start), 0) for a in one.spans for b in spans
    )
    return shared / (sum(s.end - s.start for s in (*one.spans, *spans)) - shared)
