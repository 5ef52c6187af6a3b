"""bytes > read > [parse] > attribute > resolve.

Takes a report; gives what its text shows without the model: its quotations, and where a span
must end.
"""

from __future__ import annotations

from sayso.parse.breaks import find_breaks
from sayso.parse.quotations import find_quotations
from sayso.records import Parse, Report

__all__ = ["parse_report"]


def parse_report(report: Report) -> Parse:
    """Find the quotations of ``report``, and the breaks between its blocks."""
    return Parse(find_quotations(report.text), find_breaks(report.blocks))
