"""CSV and TSV: one report a row under a header that names the columns."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from sayso.errors import Damaged, NotText, ReadError
from sayso.intake.limits import Limits
from sayso.intake.lines import bounded_lines
from sayso.intake.rows import check_header, read_row
from sayso.records import Report

_DELIMITERS = ",;\t|"
_MEND = "save the table anew, quotation marks in a field doubled"


def read_delimited(
    stream: BinaryIO,
    where: str,
    limits: Limits,
    columns: Mapping[str, str],
    delimiter: str | None,
) -> Iterator[Report | ReadError]:
    """The report of every row; a row that is none gives an error at ``where#line``.

    Without ``delimiter`` it is the one of comma, semicolon, tab and bar that the header has most
    of. Raises NotText, Damaged, NoField for what is wrong with all of the table.
    """
    # The limit is the module's, not the reader's; raising it harms nobody.
    csv.field_size_limit(max(csv.field_size_limit(), limits.page_bytes))
    lines = _lines(stream, where, limits)
    header = next((line for line in lines if line.strip()), None)
    if header is None:
        raise NotText(where, "it is empty", "give a table with a header and one report a row")
    delimiter = delimiter or max(_DELIMITERS, key=header.count)
    names = _names(header, delimiter, where)
    check_header(names, columns, where)
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        place = f"{where}#{rows.line_num + 2}"
        try:
            fields = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise Damaged(place, f"the table is broken from here on ({error})", _MEND) from None
        try:
            if fields:
                yield read_row(_row(names, fields, place), place, limits, columns)
        except ReadError as error:
            yield error


def _names(header: str, delimiter: str, where: str) -> list[str]:
    try:
        return [name.strip() for name in next(csv.reader([header], delimiter=delimiter))]
    except csv.Error as error:  # a lone carriage return, say
        raise Damaged(where, f"its header is broken ({error})", _MEND) from None


def _row(names: list[str], fields: list[str], where: str) -> dict[str, object]:
    if len(fields) != len(names):
        told = f"it has {len(fields)} fields where the header has {len(names)}"
        raise Damaged(where, told, "mend the row or leave it out")
    return dict(zip(names, fields, strict=True))


def _lines(stream: BinaryIO, where: str, limits: Limits) -> Iterator[str]:
    for number, line in enumerate(bounded_lines(stream, limits.page_bytes), 1):
        limits.check_bytes(len(line), f"{where}#{number}")
        try:
            yield line.decode("utf-8")
        except UnicodeDecodeError:
            told, mend = "it is not UTF-8", "save the table as UTF-8"
            raise NotText(f"{where}#{number}", told, mend) from None
