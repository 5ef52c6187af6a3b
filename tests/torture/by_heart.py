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
from sayso.importing.lines import Version, file_lines, held_in
from sayso.records import Reading, Report
from tests.ledger.quick import read_quickly


def read_by_heart(path: Path) -> dict[str, Reading]:
    """The readings of an export, by the ids of their reports."""
    held = (one for one in held_in(file_lines(path)) if isinstance(one, Version))
    return {one.reading.report.id: one.reading for one in held}


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
