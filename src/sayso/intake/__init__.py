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
from datetime import date, datetime
from pathlib import Path
from typing import IO

from sayso.errors import ReadError
from sayso.intake.limits import Limits
from sayso.records import Report

__all__ = ["Limits", "page_report", "read_reports", "read_stream", "reads_name", "text_report"]

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
    stream: IO[bytes],
    name: str,
    *,
    limits: Limits = _LIMITS,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Report | ReadError]:
    """Reports of an open file, which is closed in the end.

    ``name`` is told where one fails, and its ending tells the format; nothing is opened by it.
    """
    from sayso.intake.reader import Reader
    from sayso.intake.rows import check_columns

    check_columns(columns or {})
    return Reader(limits, columns or {}, None).read_stream(stream, name)


def reads_name(name: str) -> bool:
    """Whether a folder is read for files that are called so."""
    from sayso.intake.formats import format_of_name

    return format_of_name(name) is not None


def page_report(
    html: str,
    where: str,
    *,
    url: str | None = None,
    published: date | datetime | None = None,
    limits: Limits = _LIMITS,
) -> Report:
    """The report of a page in memory; ``url`` and ``published`` are for one that tells none.

    Raises NotText, NoProse, NotEnglish, TooLarge.
    """
    from sayso.intake.html import read_html

    data = html.encode("utf-8", "replace")
    limits.check_bytes(len(data), where)
    return read_html(data, where, limits, "utf-8", url, published)


def text_report(
    text: str,
    where: str,
    *,
    title: str | None = None,
    outlet: str | None = None,
    published: date | datetime | None = None,
    url: str | None = None,
    limits: Limits | None = None,
) -> Report:
    """The report of a text in memory, exactly as it is, so that offsets into it hold.

    Blocks are found, and nothing is normalised. With ``limits`` it is checked like a page; raises
    TooLarge, NoProse, NotEnglish then.
    """
    from sayso.intake.assemble import About, assemble_report, make_report

    about = About(title=title, outlet=outlet, published=published, url=url)
    if limits is not None:
        return assemble_report(text, where, limits, about)
    return make_report(text, where, about)
