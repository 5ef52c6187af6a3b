"""bytes > read > [parse] > attribute > resolve.

Takes a report; gives what its text shows without the model: its quotations.
"""

from __future__ import annotations

from sayso.parse.quotations import find_quotations
from sayso.records import Parse, Report

__all__ = ["parse_report"]


def parse_report(report: Report) -> Parse:
    """Find the quotations of ``report``."""
    return Parse(find_quotations(report.text))
