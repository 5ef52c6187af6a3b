"""Sayso with a pattern in the place of its model: quick, and the same in every process.

    python -m tests.ledger.quick add event.db reports/

is the command line with it; the reports, the lineage and the ledger are the real ones.
"""

from __future__ import annotations

import re
import sys

from sayso import pipeline
from sayso.records import Attribution, Reading, Report, Run, Span, identify
from sayso.terms import QuoteType

SAID = re.compile(
    r"(?P<source>[A-Z]\w+(?: \w+)?) (?P<cue>said|told reporters|denied) (?P<content>[^.\n]+)\."
)
RUN = Run("sayso test", "quick")


def read_quickly(report: Report) -> Reading:
    """Whatever stands before and after "said"."""
    return Reading(report, tuple(map_match(report, found) for found in SAID.finditer(report.text)))


def map_match(report: Report, found: re.Match[str]) -> Attribution:
    source, cue, content = ((Span(*found.span(role)),) for role in ("source", "cue", "content"))
    direct = found["content"].startswith(("“", '"'))
    return Attribution(
        identify("attribution", report.id, str(found.span())),
        report.id,
        source,
        cue,
        content,
        QuoteType.DIRECT if direct else QuoteType.INDIRECT,
        0.9,
    )


class QuickPipeline(pipeline.Pipeline):
    """The real one but for the model."""

    fingerprint = "quick"

    def _reading(self, report: Report) -> Reading:
        return read_quickly(report)


if __name__ == "__main__":
    from sayso.cli import main

    pipeline.Pipeline = QuickPipeline  # type: ignore[misc]
    sys.exit(main())
