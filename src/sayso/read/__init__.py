"""bytes > [read] > parse > attribute > resolve > records of one report.

Takes a path, a folder, ``-`` (standard input) or an http(s) address, and gives the reports found
there: plain text, HTML pages, JSON lines. A report's text is normalised once (NFC, one kind of
line end, nothing unseen) and never changes. Its blocks tell headline, byline, body, captions,
credits, editor's notes, passages of others and repeats apart, and hold all that is not white space.
A source that cannot be read as a report is given as the ReadError that says why.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO, BinaryIO, cast

from sayso.errors import ReadError
from sayso.read.formats import Format, Opened, sniff_format
from sayso.read.limits import Limits
from sayso.read.sources import open_source
from sayso.records import Report

__all__ = ["Limits", "read_reports", "text_report"]

_LIMITS = Limits()
_HEAD = 8192  # bytes that tell the format


def read_reports(source: str, *, limits: Limits = _LIMITS) -> Iterator[Report | ReadError]:
    """Reports of one source, in order; for each that cannot be read, why, and the rest goes on."""
    for opened in open_source(source, limits):
        if isinstance(opened, ReadError):
            yield opened
        else:
            yield from _read(opened, limits)


def text_report(text: str, where: str) -> Report:
    """The report of a text in memory, exactly as it is, so that offsets into it hold.

    Blocks are found; language and size are not checked, and nothing is normalised.
    """
    from sayso.read.assemble import About, make_report

    return make_report(text, where, About())


def _read(opened: Opened, limits: Limits) -> Iterator[Report | ReadError]:
    try:
        with opened.stream as stream:
            buffered = _peekable(stream)
            found = opened.format or sniff_format(buffered.peek(_HEAD)[:_HEAD])
            if found is Format.JSON_LINES:
                from sayso.read.tables import read_json_lines

                yield from read_json_lines(cast(BinaryIO, buffered), opened.where, limits)
            else:
                yield _read_page(opened, buffered, found, limits)
    except ReadError as error:
        yield error
    except OSError as error:
        told = f"it cannot be read ({error.strerror or error})"
        yield ReadError(opened.where, told, "check the file")


def _read_page(opened: Opened, stream: io.BufferedReader, found: Format, limits: Limits) -> Report:
    data = stream.read(limits.page_bytes + 1)
    limits.check_bytes(len(data), opened.where)
    if found is Format.HTML:
        from sayso.read.html import read_html

        return read_html(data, opened.where, limits, opened.charset, opened.url)
    from sayso.read.text import read_text

    return read_text(data, opened.where, limits, opened.charset)


def _peekable(stream: IO[bytes]) -> io.BufferedReader:
    if isinstance(stream, io.BufferedReader):
        return stream
    return io.BufferedReader(cast(io.RawIOBase, stream), _HEAD)
