"""bytes > [intake] > parse > attribute > resolve > records of one report.

Takes a path, a folder, ``-`` (standard input) or an http(s) address, and gives the reports found
there: plain text, HTML pages, JSON lines, CSV, Parquet, WARC, and the pages that a feed or a list
of feeds names (docs/inputs.md has the table). A report's text is normalised once (NFC, one kind of
line end, nothing unseen) and never changes. Its blocks tell headline, byline, body, captions,
credits, editor's notes, passages of others and repeats apart, and hold all that is not white space.
A source that cannot be read as a report is given as the ReadError that says why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from sayso.errors import ReadError
from sayso.intake.limits import Limits
from sayso.records import Report

__all__ = ["Limits", "read_reports", "read_stream", "text_report"]

_LIMITS = Limits()


def read_reports(
    source: str,
    *,
    limits: Limits = _LIMITS,
    columns: Mapping[str, str] | None = None,
    visits: Path | None = None,
) -> Iterator[Report | ReadError]:
    """Reports of one source, in order; for each that cannot be read, why, and the rest goes on.

    ``columns`` maps fields of a report (``text``, ``published``, ...) to the names that a table
    has for them; ValueError for a field that there is not. ``visits`` is a file that remembers
    what was fetched: what has not changed since is not given again, and a page counts as read only
    when the report after it is asked for.
    """
    from sayso.intake.reader import Reader
    from sayso.intake.rows import check_columns

    check_columns(columns or {})
    return Reader(limits, columns or {}, visits).read(source)


def read_stream(
    stream: IO[bytes], name: str, *, limits: Limits = _LIMITS
) -> Iterator[Report | ReadError]:
    """Reports of an open file, which is closed in the end.

    ``name`` is told where one fails, and its ending tells the format; nothing is opened by it.
    """
    from sayso.intake.reader import Reader

    return Reader(limits, {}, None).read_stream(stream, name)


def text_report(text: str, where: str) -> Report:
    """The report of a text in memory, exactly as it is, so that offsets into it hold.

    Blocks are found; language and size are not checked, and nothing is normalised.
    """
    from sayso.intake.assemble import About, make_report

    return make_report(text, where, About())
