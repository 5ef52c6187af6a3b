"""From a source to its reports: opens it, tells its format, follows the lists among them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from sayso.errors import Forbidden, ReadError, TooLarge
from sayso.intake.feeds import Link, find_links
from sayso.intake.formats import (
    Format,
    Opened,
    format_of_media_type,
    format_of_name,
    holds_warc,
    sniff_format,
)
from sayso.intake.limits import Limits
from sayso.intake.sources import is_address, open_source
from sayso.intake.visits import Visits
from sayso.records import Report

if TYPE_CHECKING:
    from sayso.intake.web import Fetched, Web

Found = Iterator[Report | ReadError]

_HEAD = 8192  # bytes that tell the format
_GZIP = b"\x1f\x8b"
_LISTS = (Format.FEED, Format.OPML)
_MANY = (Format.WARC, Format.JSON_LINES, Format.CSV, Format.TSV, Format.PARQUET)
_DEPTH = 2  # a list of feeds, a feed; what a page would list is not followed


class Reader:
    """Reads sources one after another; what it fetched in one it does not fetch again."""

    def __init__(self, limits: Limits, columns: Mapping[str, str], visits: Path | None) -> None:
        """``columns`` maps fields of a report to the columns of tables that hold them."""
        self._limits, self._columns = limits, columns
        self._visits = Visits(visits)
        self._remembers = visits is not None
        self._asked: set[str] = set()
        self._web: Web | None = None

    def read(self, source: str) -> Found:
        """The reports of a source, or why one cannot be read."""
        if is_address(source):
            return self._to_the_end(self._read_address(source, None, 0))
        return self._to_the_end(self._read_all(open_source(source)))

    def read_stream(self, stream: IO[bytes], name: str) -> Found:
        """The reports of an open file; its name is told, and tells the format by its ending."""
        return self._to_the_end(self._read_all([Opened(name, stream, format_of_name(name))]))

    def _to_the_end(self, found: Found) -> Found:
        """What is found; what was fetched for it is remembered, and no connection stays open."""
        try:
            yield from found
        except BaseException:  # whoever reads has had enough, or a signal came
            with suppress(ReadError):
                self._visits.save()
            raise
        finally:
            if self._web is not None:
                self._web.close()
                self._web = None
        try:
            self._visits.save()
        except ReadError as error:
            yield error

    def _read_all(self, sources: Iterable[Opened | ReadError]) -> Found:
        for opened in sources:
            yield from self._read_opened(opened)

    def _read_opened(self, opened: Opened | ReadError, *, listed: bool = False) -> Found:
        if isinstance(opened, ReadError):
            yield opened
            return
        try:
            with opened.stream as stream:
                yield from self._read_stream(opened, _peekable(stream), listed=listed)
        except ReadError as error:
            yield error
        except OSError as error:
            told = f"it cannot be read ({error.strerror or error})"
            yield ReadError(opened.where, told, "check the file")

    def _read_stream(self, opened: Opened, stream: io.BufferedReader, *, listed: bool) -> Found:
        found = opened.format
        if stream.peek(2)[:2] == _GZIP and found is None and holds_warc(stream.peek(_HEAD)):
            found = Format.WARC
        if stream.peek(2)[:2] == _GZIP and found is not Format.WARC:  # it packs every record
            from sayso.intake.unpack import Unpacked

            stream = io.BufferedReader(Unpacked(stream, opened.where, self._limits), _HEAD)
        found = found or sniff_format(stream.peek(_HEAD)[:_HEAD])
        if listed and found in _MANY:  # its rows say which outlet and address they are of
            told = "a feed leads to this table or archive, which could speak for others"
            raise Forbidden(opened.where, told, "name it yourself if you trust it")
        match found:
            case Format.WARC:
                from sayso.intake.warc import read_warc

                yield from read_warc(stream, opened.where, self._limits)
            case Format.JSON_LINES | Format.CSV | Format.TSV | Format.PARQUET:
                yield from self._read_table(found, cast(BinaryIO, stream), opened.where)
            case Format.FEED | Format.OPML:
                data = self._take(stream, opened.where)
                links = find_links(data, found, opened.where, opened.url)
                yield from self._read_links(links, opened.where, 1)
            case _:
                yield self._read_page(opened, stream, found)

    def _read_table(self, found: Format, stream: BinaryIO, where: str) -> Found:
        if found is Format.JSON_LINES:
            from sayso.intake.json_lines import read_json_lines

            return read_json_lines(stream, where, self._limits, self._columns)
        if found is Format.PARQUET:
            from sayso.intake.parquet import read_parquet

            return read_parquet(stream, where, self._limits, self._columns)
        from sayso.intake.delimited import read_delimited

        delimiter = "\t" if found is Format.TSV else None
        return read_delimited(stream, where, self._limits, self._columns, delimiter)

    def _read_page(self, opened: Opened, stream: io.BufferedReader, found: Format) -> Report:
        data = self._take(stream, opened.where)
        if found is Format.HTML:
            from sayso.intake.html import read_html

            return read_html(
                data, opened.where, self._limits, opened.charset, opened.url, opened.published
            )
        from sayso.intake.text import read_text

        return read_text(data, opened.where, self._limits, opened.charset, opened.url)

    def _take(self, stream: io.BufferedReader, where: str) -> bytes:
        data = stream.read(self._limits.page_bytes + 1)
        self._limits.check_bytes(len(data), where)
        return data

    def _read_links(self, links: list[Link], where: str, depth: int) -> Found:
        most = self._limits.entries
        for link in islice(links, most):
            yield from self._read_address(link.address, link.published, depth)
        if len(links) > most:
            told = f"it lists {len(links):,} addresses; the first {most:,} were read"
            yield TooLarge(where, told, "split it")

    def _read_address(self, address: str, published: datetime | None, depth: int) -> Found:
        if address in self._asked or (self._remembers and not self._visits.is_due(address)):
            return
        self._asked.add(address)
        try:
            fetched = self._fetch(address)
        except ReadError as error:
            self._visits.fail(address)
            yield error
            return
        if fetched.data is None:
            visit = self._visits.get(address)
            links = visit.links if visit else ()
            self._visits.put(address)
            remembered = [Link.remembered(link) for link in links]
            yield from self._read_links(remembered, address, depth + 1)
            return
        declared = format_of_media_type(fetched.kind)
        sniffed = sniff_format(fetched.data[:_HEAD])
        if sniffed in _LISTS and depth < _DEPTH:
            yield from self._read_list(address, fetched, sniffed, depth)
        else:
            stream = io.BytesIO(fetched.data)
            url, charset = fetched.address, fetched.charset
            opened = Opened(address, stream, declared, charset, url, published)
            yield from self._read_fetched(opened, fetched, listed=depth > 0)

    def _read_list(self, address: str, fetched: Fetched, found: Format, depth: int) -> Found:
        try:
            links = find_links(fetched.data or b"", found, address, fetched.address)
        except ReadError as error:
            self._visits.fail(address)
            yield error
            return
        self._remember(address, fetched, links=tuple(link.to_remember() for link in links))
        yield from self._read_links(links, address, depth + 1)

    def _read_fetched(self, opened: Opened, fetched: Fetched, *, listed: bool) -> Found:
        """What was fetched; left out if it is the report (or the failure) of the last time."""
        visit = self._visits.get(opened.where)
        known = visit.report if visit else None
        last = None
        for found in self._read_opened(opened, listed=listed):
            last = found.id if isinstance(found, Report) else str(found)
            if last != known:
                yield found
        # Only now, when whoever reads has dealt with the report and asks for the next one.
        self._remember(opened.where, fetched, report=last)

    def _fetch(self, address: str) -> Fetched:
        if self._web is None:
            from sayso.intake.web import Web

            self._web = Web(self._limits)
        visit = self._visits.get(address)
        if visit is None:
            return self._web.get(address)
        return self._web.get(
            address, last=visit.last_address, etag=visit.etag, changed=visit.changed
        )

    def _remember(self, address: str, fetched: Fetched, **seen: object) -> None:
        self._visits.put(
            address,
            last_address=fetched.address,
            etag=fetched.etag,
            changed=fetched.changed,
            **seen,
        )


def _peekable(stream: IO[bytes]) -> io.BufferedReader:
    if isinstance(stream, io.BufferedReader):
        return stream
    return io.BufferedReader(cast(io.RawIOBase, stream), _HEAD)
