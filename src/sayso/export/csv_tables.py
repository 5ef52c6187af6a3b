"""CSV: a folder with one file a table, and one for every kind of list that a table has."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.export.tables import JSON, TABLES, Column, Row, Rows, table_rows

if TYPE_CHECKING:
    from sayso.ledger import Ledger

_WHOSE = ("table", "of", "role", "ordinal")  # the first columns of a table of lists


def write_folder(ledger: Ledger, folder: Path) -> None:
    """Tables in UTF-8 with a header; an empty cell is a value that is not there."""
    columns = {name: list(_flat(columns)) for name, columns in TABLES.items()}
    columns |= {name: [*_WHOSE, *names] for name, names in _lists(TABLES)}
    with ExitStack() as files:
        writers: dict[str, Any] = {}
        for name, header in columns.items():
            path = folder / f"{name}.csv"
            file = files.enter_context(path.open("w", encoding="utf-8", newline=""))
            writers[name] = csv.writer(file, lineterminator="\n")
            writers[name].writerow(header)
        for table, row in table_rows(ledger):
            writers[table].writerow(_cells(TABLES[table], row))
            for name, cells in _parts(table, str(row.get("id")), TABLES[table], row):
                writers[name].writerow(cells)


def _flat(columns: Mapping[str, Column], before: str = "") -> Iterator[str]:
    """Names of the cells of a row: a record's values stand under its name and theirs."""
    for name, column in columns.items():
        if isinstance(column, Mapping):
            yield from _flat(column, f"{before}{name}_")
        elif not isinstance(column, Rows):
            yield before + name


def _lists(tables: Mapping[str, Mapping[str, Column]]) -> Iterator[tuple[str, list[str]]]:
    """Each table of lists with the names of its own columns; the same may come twice."""
    for columns in tables.values():
        for column in columns.values():
            if isinstance(column, Rows):
                yield column.table, list(_flat(column.columns)) if column.columns else ["value"]
                yield from _lists({"": column.columns or {}})
            elif isinstance(column, Mapping):
                yield from _lists({"": column})


def _cells(columns: Mapping[str, Column], row: Row | None) -> Iterator[object]:
    for name, column in columns.items():
        value = None if row is None else row.get(name)
        if isinstance(column, Mapping):
            assert value is None or isinstance(value, Mapping)
            yield from _cells(column, value)
        elif not isinstance(column, Rows):
            yield _cell(value, column)


def _cell(value: object, kind: str) -> object:
    if kind == JSON:
        return None if value is None else json.dumps(value, ensure_ascii=False)
    return int(value) if isinstance(value, bool) else value


def _parts(
    table: str, of: str, columns: Mapping[str, Column], row: Row, role: str = ""
) -> Iterator[tuple[str, list[object]]]:
    """The rows of every list in a row; ``role`` is the way to the list ("channel 0 words")."""
    for name, column in columns.items():
        value, here = row.get(name), f"{role} {name}".strip()
        if isinstance(column, Mapping):
            if isinstance(value, Mapping):
                yield from _parts(table, of, column, value, here)
        elif isinstance(column, Rows):
            assert isinstance(value, list)
            for at, one in enumerate(value):
                cells = [one] if column.columns is None else _cells(column.columns, one)
                yield column.table, [table, of, here, at, *cells]
                if column.columns is not None:
                    yield from _parts(table, of, column.columns, one, f"{here} {at}")
