"""Where reports come from: a file, a folder, standard input or an address, opened as bytes."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO

from sayso.errors import NotFound, ReadError
from sayso.read.limits import Limits


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


def open_source(source: str, limits: Limits) -> Iterator[Opened | ReadError]:
    """Every file of a source, opened when its turn comes, or why it cannot be."""
    try:
        if source == "-":
            yield Opened("standard input", nullcontext(sys.stdin.buffer))
        elif source.startswith(("http://", "https://")):
            from sayso.read.addresses import fetch

            yield fetch(source, limits)
        elif Path(source).is_dir():
            yield from _open_folder(Path(source))
        else:
            yield _open_file(Path(source))
    except ReadError as error:
        yield error
    except OSError as error:  # looking whether it is a folder failed already
        yield _unopened(source, error)
    except ValueError:  # a NUL in a path
        yield NotFound(repr(source), "that is no path", "give a file, a folder, - or an address")


def sniff_format(head: bytes) -> Format:
    """The format of a source that does not declare one, from its first few thousand bytes."""
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _HTML_OPENS.match(head) or _HTML_HOLDS.search(head):
        return Format.HTML
    first, ended, _ = head.partition(b"\n")
    if first.startswith(b"{") and (_is_object(first) if ended else b'"' in first):
        return Format.JSON_LINES
    return Format.TEXT


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _open_file(path: Path) -> Opened:
    where = str(path)
    try:
        stream = path.open("rb")
    except OSError as error:
        raise _unopened(where, error) from None
    return Opened(where, stream, SUFFIXES.get(path.suffix.lower()))


def _unopened(where: str, error: OSError) -> NotFound:
    if isinstance(error, FileNotFoundError):
        return NotFound(where, "there is no such file", "check the path")
    if isinstance(error, PermissionError):
        return NotFound(where, "it may not be read", "check its permissions")
    return NotFound(where, f"it cannot be opened ({error.strerror})", "check the path")


def _open_folder(folder: Path) -> Iterator[Opened | ReadError]:
    """Files of the known suffixes, in the order of their paths; hidden ones are passed over."""
    unreadable: list[OSError] = []
    found = False
    for here, folders, files in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(here, name)
            if name.startswith(".") or path.suffix.lower() not in SUFFIXES:
                continue
            found = True
            try:
                if not path.is_fifo():  # opening one would wait for a writer
                    yield _open_file(path)
            except ReadError as error:
                yield error
            except OSError as error:
                yield _unopened(str(path), error)
    for failure in unreadable:
        found = True
        yield NotFound(str(failure.filename), "the folder may not be read", "check its permissions")
    if not found:
        told = f"no file in it ends in {', '.join(SUFFIXES)}"
        yield NotFound(str(folder), told, "give a folder with reports in it")


def open_bytes(where: str, data: bytes, format: Format | None, charset: str | None) -> Opened:
    """Bytes that came from an address, as a source."""
    return Opened(where, io.BytesIO(data), format, charset, url=where)
