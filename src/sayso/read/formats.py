"""The formats that reports are written in, and what of it an opened source declares."""

from __future__ import annotations

import json
import re
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from typing import IO


class Format(StrEnum):
    """How a source writes its reports."""

    TEXT = "text"
    HTML = "html"
    JSON_LINES = "json lines"


SUFFIXES: dict[str, Format] = {
    ".txt": Format.TEXT,
    ".md": Format.TEXT,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".jsonl": Format.JSON_LINES,
    ".ndjson": Format.JSON_LINES,
}

_HTML_OPENS = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|[a-z][a-z0-9]*[\s/>])",
    re.IGNORECASE | re.DOTALL,
)
_HTML_HOLDS = re.compile(rb"<html[\s>]|<!doctype html", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Opened:
    """A source's bytes. ``format`` and ``charset`` are None where nobody declared them."""

    where: str
    stream: AbstractContextManager[IO[bytes]]
    format: Format | None = None
    charset: str | None = None
    url: str | None = None


def sniff_format(head: bytes) -> Format:
    """The format of a source that does not declare one, from its first few thousand bytes."""
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    first, ended, _ = head.partition(b"\n")
    if first.startswith(b"{") and (_is_object(first) if ended else b'"' in first):
        return Format.JSON_LINES
    if _HTML_OPENS.match(head) or _HTML_HOLDS.search(head):
        return Format.HTML
    return Format.TEXT


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
