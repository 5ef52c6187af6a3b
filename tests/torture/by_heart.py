"""Sayso that knows the readings of an export by heart, and needs no model for them.

    python -m tests.torture.by_heart READINGS add event.db reports.jsonl

is the command line with it. Readings are the model's own, and so are the claims, actors and lineage
that are found between them; a report that it does not know is read by a pattern.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from sayso import pipeline
from sayso.importing.whole import Whole
from sayso.records import Reading, Report, Run
from sayso.terms import Added
from tests.ledger.quick import read_quickly


class _Kept:
    """Takes what is brought in as a ledger does, and keeps it in memory."""

    def __init__(self) -> None:
        self.readings: dict[str, Reading] = {}

    def add(self, reading: Reading, run: Run, reconcile: object = None) -> Added:
        self.readings[reading.report.id] = reading
        return Added.NEW

    def fail(self, error: Exception) -> None:
        """What could not be read is not known by heart."""


def read_by_heart(path: Path) -> dict[str, Reading]:
    """The readings of an export, by the ids of their reports."""
    kept = _Kept()
    for _ in Whole(kept, ByHeart()).bring(path):  # type: ignore[arg-type]
        pass
    return kept.readings


class ByHeart(pipeline.Pipeline):
    """The real pipeline but for the model."""

    fingerprint = "by heart"
    known: dict[str, Reading]

    def _reading(self, report: Report) -> Reading:
        return self.known.get(report.id) or read_quickly(report)


def main(readings: str, *words: str) -> int:
    """The command line; ``watch`` is made hasty, since nobody waits a second for a page here."""
    from sayso.cli import main

    ByHeart.known = read_by_heart(Path(readings))
    pipeline.Pipeline = ByHeart  # type: ignore[misc]
    if broken := os.environ.get("TORTURE_BROKEN"):
        from tests.torture.broken import break_keeper

        break_keeper(broken)
    return main(words)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
