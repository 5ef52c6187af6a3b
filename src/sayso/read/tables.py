"""JSON lines: one report a line, each bad line an error of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from sayso.errors import NoProse, NotText, ReadError
from sayso.read.assemble import About, assemble_report
from sayso.read.dates import parse_published
from sayso.read.decode import normalise
from sayso.read.limits import Limits
from sayso.records import Report

_BOM = b"\xef\xbb\xbf"
_FIELDS = "id, outlet, url, published, title, authors, text"


def read_json_lines(stream: BinaryIO, where: str, limits: Limits) -> Iterator[Report | ReadError]:
    """The report of every line; a line that is none gives an error at ``where#line``."""
    empty = True
    for number, line in _lines(stream, limits.page_bytes):
        empty = False
        place = f"{where}#{number}"
        try:
            yield _read_row(line, place, limits)
        except ReadError as error:
            yield error
    if empty:
        yield NotText(where, "it is empty", "give a file with one report a line")


def _lines(stream: BinaryIO, longest: int) -> Iterator[tuple[int, bytes]]:
    """Numbered lines that are not blank; of an overlong one only the beginning is kept."""
    number = 0
    while line := stream.readline(longest + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(_BOM)
        rest = line
        while not rest.endswith(b"\n") and len(rest) > longest:
            rest = stream.readline(longest + 1)
        if line.strip():
            yield number, line


def _read_row(line: bytes, where: str, limits: Limits) -> Report:
    limits.check_bytes(len(line.rstrip(b"\r\n")), where)
    row = _parse(line, where)
    text = row.get("text")
    if not isinstance(text, str):
        told = 'it has no "text"' if text is None else '"text" is not a string'
        raise NotText(where, told, f"give the fields {_FIELDS}")
    if not text.strip():
        raise NoProse(where, '"text" is empty', "give a report's text, or leave the line out")
    about = About(
        title=_line(row.get("title")),
        outlet=_line(row.get("outlet")),
        authors=_authors(row.get("authors")),
        published=parse_published(row.get("published")),
        url=_line(row.get("url")),
    )
    return assemble_report(normalise(text), where, limits, about)


def _parse(line: bytes, where: str) -> dict[str, object]:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise NotText(where, "it is not UTF-8", "save the file as UTF-8") from None
    except json.JSONDecodeError as error:
        told = f"it is not JSON ({error.msg} at column {error.colno})"
        raise NotText(where, told, "mend the line or leave it out") from None
    except (ValueError, RecursionError):
        raise NotText(where, "it is JSON that no report has", "leave the line out") from None
    if not isinstance(row, dict):
        raise NotText(where, "it is not a JSON object", f"give the fields {_FIELDS}")
    return row


def _line(value: object) -> str | None:
    return " ".join(normalise(value).split()) or None if isinstance(value, str) else None


def _authors(value: object) -> tuple[str, ...]:
    """Names, from a list of them or from one string with commas between."""
    names = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else ()
    return tuple(plain for name in names if (plain := (_line(name) or "").strip('"')))
