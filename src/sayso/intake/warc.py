"""WARC archives of web pages, as crawlers write them: the pages in them, one record at a time.

Records whose lengths lie or that are damaged cost themselves alone: reading goes on at the next
place that looks like a record.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from sayso.errors import Damaged, ReadError, TooLarge
from sayso.intake.html import read_html
from sayso.intake.limits import Limits
from sayso.intake.unpack import unpack_body
from sayso.intake.warc_gaps import find_record
from sayso.records import Report

if TYPE_CHECKING:
    from fastwarc.warc import HeaderMap, WarcRecord

_HTML = ("text/html", "application/xhtml+xml")
_BREAKS = 100  # damaged places in one file; behind more of them nothing is worth having
_AGAIN = "get it again"


@dataclass(frozen=True, slots=True)
class _Page:
    """An answer of a server with status 200 that is a page, its body still packed."""

    where: str
    body: bytes
    transfer: str
    coding: str
    charset: str | None
    address: str | None
    fetched: datetime | None


def read_warc(stream: IO[bytes], where: str, limits: Limits) -> Iterator[Report | ReadError]:
    """The report of every page that a server answered with 200.

    Errors stand at ``where#number``, records being counted from 1 among the answers with pages.
    """
    found = False
    for page in _pages(stream, where, limits):
        found = True
        if isinstance(page, ReadError):
            yield page
            continue
        try:
            yield _read_page(page, limits)
        except ReadError as error:
            yield error
    if not found:
        yield Damaged(where, "no page is in it", "give a WARC with answers of type text/html")


def _read_page(page: _Page, limits: Limits) -> Report:
    body = page.body
    if page.transfer == "chunked":
        body = _joined(body, page.where, limits)
    data = unpack_body([body], page.coding, page.where, limits)
    return read_html(data, page.where, limits, page.charset, page.address, page.fetched)


def _pages(stream: IO[bytes], where: str, limits: Limits) -> Iterator[_Page | ReadError]:
    """Pages of the archive; where it breaks, the break, and then what comes after it."""
    number, start = 0, 0
    for _ in range(_BREAKS):
        run = _Run(stream, start, where, limits, number)
        yield from run.pages()
        number = run.number
        if not run.broken:
            return
        found = find_record(stream, run.last + 1) if stream.seekable() else None
        if found is None:
            return
        start = found
    told = f"it is damaged in more than {_BREAKS} places; the rest is left"
    yield Damaged(where, told, _AGAIN)


class _Run:
    """Records from ``start`` on, up to the end of the file or a break in it."""

    def __init__(
        self, stream: IO[bytes], start: int, where: str, limits: Limits, number: int
    ) -> None:
        self._stream, self._start, self._where, self._limits = stream, start, where, limits
        self.number = number
        self.last = start  # where the last record began
        self.broken = False

    def pages(self) -> Iterator[_Page | ReadError]:
        """A page is given when what comes after it begins as a record does."""
        waiting: _Page | ReadError | None = None
        try:
            for record in self._records():
                if waiting is not None:
                    yield waiting
                self.last = self._start + record.stream_pos
                waiting = self._take(record)
        except OSError as error:
            self.broken = True
            if isinstance(waiting, _Page) and "ecompress" not in str(error):
                told = "its length is not what the archive says, or what follows it is broken"
                yield Damaged(waiting.where, told, _AGAIN)
                return
            if waiting is not None:
                yield waiting
            if not isinstance(waiting, Damaged):
                yield self._damaged(error)
            return
        if waiting is not None:
            # A length that lies takes all that follows for its own.
            self.broken = isinstance(waiting, Damaged | TooLarge)
            yield waiting

    def _records(self) -> Iterator[WarcRecord]:
        from fastwarc.warc import ArchiveIterator, WarcRecordType

        stream = self._stream
        if stream.seekable():
            stream.seek(self._start)
        else:
            stream = cast(BinaryIO, _Forward(stream))
        yield from ArchiveIterator(
            stream, record_types=WarcRecordType.any_type, auto_decode="none", inplace=False
        )

    def _damaged(self, error: OSError) -> Damaged:
        told = " ".join(str(error).split())[:80].rstrip(".")
        return Damaged(self._where, f"it is broken behind byte {self.last:,} ({told})", _AGAIN)

    def _take(self, record: WarcRecord) -> _Page | ReadError | None:
        """The page of a record, or what is wrong with it; None for what is no page."""
        from fastwarc.warc import WarcRecordType

        if record.record_type != WarcRecordType.response or not record.is_http:
            return None
        headers: HeaderMap | None = record.http_headers
        place = f"{self._where}#{self.number + 1}"
        if headers is None:
            self.number += 1
            return Damaged(place, "it is cut short", _AGAIN)
        if headers.status_code != 200 or (record.http_content_type or "").lower() not in _HTML:
            return None
        self.number += 1
        size = record.content_length
        try:
            self._limits.check_bytes(size, place)
        except ReadError as error:
            return error
        body = record.reader.read(size)
        if len(body) < size:
            return Damaged(place, "it is cut short", _AGAIN)
        return _Page(
            place,
            body,
            (headers.get("Transfer-Encoding") or "").strip().lower(),
            headers.get("Content-Encoding") or "",
            record.http_charset,
            record.headers.get("WARC-Target-URI"),
            record.record_date,
        )


class _Forward:
    """A pipe that says how far it was read: fastwarc asks every stream, and panics without."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._taken = stream, 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._taken += len(data)
        return data

    def tell(self) -> int:
        return self._taken


def _joined(body: bytes, where: str, limits: Limits) -> bytes:
    """What was sent in chunks; some crawlers write the header and no chunks."""
    from fastwarc.stream_io import ChunkedReader

    first = body.split(b"\r\n", 1)[0].split(b";")[0].strip()
    try:
        int(first, 16)
    except ValueError:
        return body
    try:
        data = ChunkedReader(io.BytesIO(body)).read(limits.page_bytes + 1)
    except OSError:
        raise Damaged(where, "its chunks are broken", _AGAIN) from None
    limits.check_bytes(len(data), where)
    return data
