"""JSON lines: one report a line, each bad line an error of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from sayso.errors import NotText, ReadError
from sayso.intake.limits import Limits
from sayso.intake.lines import bounded_lines
from sayso.intake.rows import FIELDS, read_row
from sayso.records import Report


def read_json_lines(
    stream: BinaryIO, where: str, limits: Limits, columns: Mapping[str, str]
) -> Iterator[Report | ReadError]:
    """The report of every line; a line that is none gives an error at ``where#line``."""
    empty = True
    for number, line in enumerate(bounded_lines(stream, limits.page_bytes), 1):
        if not line.strip():
            continue
        empty = False
        place = f"{where}#{number}"
        try:
            limits.check_bytes(len(line.rstrip(b"\r\n")), place)
            yield read_row(_parse(line, place), place, limits, columns)
        except ReadError as error:
            yield error
    if empty:
        yield NotText(where, "it is empty", "give a file with one report a line")


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
        mend = f"give the fields {', '.join(FIELDS)}"
        raise NotText(where, "it is not a JSON object", mend)
    return row
