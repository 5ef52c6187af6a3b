"""The formats that reports are written in, and what of it an opened source declares."""

from __future__ import annotations

import codecs
import json
import re
import zlib
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import IO


class Format(StrEnum):
    """How a source writes its reports."""

    TEXT = "text"
    HTML = "html"
    JSON_LINES = "json lines"
    CSV = "csv"
    TSV = "tsv"
    PARQUET = "parquet"
    WARC = "warc"
    FEED = "feed"
    OPML = "opml"


#: Endings of the files that a folder is read for. Feeds are not among them: nothing of the network
#: is read that nobody named.
SUFFIXES: dict[str, Format] = {
    ".txt": Format.TEXT,
    ".md": Format.TEXT,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".jsonl": Format.JSON_LINES,
    ".ndjson": Format.JSON_LINES,
    ".csv": Format.CSV,
    ".tsv": Format.TSV,
    ".parquet": Format.PARQUET,
    ".warc": Format.WARC,
}

_MEDIA_TYPES = {
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "text/plain": Format.TEXT,
    "application/jsonl": Format.JSON_LINES,
    "application/x-ndjson": Format.JSON_LINES,
    "text/csv": Format.CSV,
    "text/tab-separated-values": Format.TSV,
    "application/vnd.apache.parquet": Format.PARQUET,
    "application/warc": Format.WARC,
}
_ROOT = re.compile(
    rb"\s*(?:<\?xml.*?\?>\s*)?(?:(?:<!--.*?-->|<\?.*?\?>|<!doctype[^>\[]*(?:\[.*?\]\s*)?>)\s*)*"
    rb"<(?:[a-z]{1,10}:)?(rss|feed|rdf|opml)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_HTML_OPENS = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|[a-z][a-z0-9]*[\s/>])",
    re.IGNORECASE | re.DOTALL,
)
_HTML_HOLDS = re.compile(rb"<html[\s>]|<!doctype html", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Opened:
    """A source's bytes. ``format`` and ``charset`` are None where nobody declared them.

    ``published`` is what whoever listed it says, for reports that do not say it themselves.
    """

    where: str
    stream: AbstractContextManager[IO[bytes]]
    format: Format | None = None
    charset: str | None = None
    url: str | None = None
    published: date | datetime | None = None


def format_of_name(name: str) -> Format | None:
    """What a file's ending says; ``.gz`` is passed over."""
    name = name.lower().removesuffix(".gz")
    return SUFFIXES.get(name[name.rfind(".") :])


def format_of_media_type(media_type: str) -> Format | None:
    """What a Content-Type says; XML is to be looked into, and so is what is no such type."""
    return _MEDIA_TYPES.get(media_type)


def sniff_format(head: bytes) -> Format:
    """The format of a source that does not declare one, from its first few thousand bytes."""
    if head.startswith(b"WARC/1."):
        return Format.WARC
    if head.startswith(b"PAR1"):
        return Format.PARQUET
    head = _narrow(head).lstrip()
    if root := _ROOT.match(head):
        return Format.OPML if root[1].lower() == b"opml" else Format.FEED
    first, ended, _ = head.partition(b"\n")
    if first.startswith(b"{") and (_is_object(first) if ended else b'"' in first):
        return Format.JSON_LINES
    if _HTML_OPENS.match(head) or _HTML_HOLDS.search(head):
        return Format.HTML
    return Format.TEXT


def holds_warc(packed: bytes) -> bool:
    """Whether gzip data begins with a WARC record; its beginning is enough."""
    try:
        return zlib.decompressobj(31).decompress(packed, 7) == b"WARC/1."
    except zlib.error:
        return False


def _narrow(head: bytes) -> bytes:
    """The same without byte order mark, UTF-16 taken to bytes."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace").encode("utf-8", "replace")
    return head.removeprefix(codecs.BOM_UTF8)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
