"""Parquet: a folder with one file a table; lists stay in their row, as lists of structs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.errors import NotInstalled
from sayso.export.tables import FLAG, JSON, NUMBER, TABLES, TEXT, WHOLE, Column, Row, table_rows
from sayso.export.tables import Rows as Listed

if TYPE_CHECKING:
    from sayso.ledger import Ledger

_ROWS = 4_096  # of a row group
_CHARACTERS = 8_000_000  # of a row group's rows as JSON: a report may have a text of 10 MB


def write_folder(ledger: Ledger, folder: Path) -> None:
    """Tables compressed with zstd, a row group in memory at a time.

    Raises NotInstalled where pyarrow is missing.
    """
    pa, pq = _import(folder)
    with ExitStack() as files:
        groups: dict[str, _Group] = {}
        for name, columns in TABLES.items():
            schema = make_schema(pa, columns)
            path = folder / f"{name}.parquet"
            writer = files.enter_context(pq.ParquetWriter(path, schema, compression="zstd"))
            groups[name] = _Group(pa, writer, schema, columns)
        for table, row in table_rows(ledger):
            groups[table].add(row)
        for group in groups.values():
            group.write()


class _Group:
    """The rows of one table that are not written yet."""

    def __init__(self, pa: Any, writer: Any, schema: Any, columns: Mapping[str, Column]) -> None:
        self._pa, self._writer, self._schema, self._columns = pa, writer, schema, columns
        self._rows: list[dict[str, object]] = []
        self._characters = 0

    def add(self, row: Row) -> None:
        """Add a row, and write all when they are many."""
        self._rows.append(cells_of(row, self._columns))
        self._characters += sum(len(v) for v in row.values() if isinstance(v, str))
        if len(self._rows) >= _ROWS or self._characters >= _CHARACTERS:
            self.write()

    def write(self) -> None:
        """Write those that are left, as one row group."""
        if self._rows:
            self._writer.write_table(self._pa.Table.from_pylist(self._rows, self._schema))
            self._rows, self._characters = [], 0


def make_schema(pa: Any, columns: Mapping[str, Column]) -> Any:
    """What Arrow calls the columns of a table."""
    return pa.schema([(name, _type(pa, column)) for name, column in columns.items()])


def cells_of(row: Row, columns: Mapping[str, Column]) -> dict[str, object]:
    """A row as its columns hold it, None for what it lacks."""
    return {name: _value(row.get(name), column) for name, column in columns.items()}


def _value(value: object, column: Column) -> object:
    if column == JSON and value is not None:
        return json.dumps(value, ensure_ascii=False)
    return value


def _type(pa: Any, column: Column) -> Any:
    if isinstance(column, Listed):
        return pa.list_(pa.string() if column.columns is None else _struct(pa, column.columns))
    if isinstance(column, str):
        kinds = {TEXT: pa.string, JSON: pa.string, WHOLE: pa.int64, NUMBER: pa.float64}
        return {**kinds, FLAG: pa.bool_}[column]()
    return _struct(pa, column)


def _struct(pa: Any, columns: Mapping[str, Column]) -> Any:
    return pa.struct([(name, _type(pa, column)) for name, column in columns.items()])


def _import(folder: Path) -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet as parquet
    except ImportError:
        told, mend = "Parquet needs the package pyarrow", "pip install 'sayso[parquet]'"
        raise NotInstalled(str(folder), told, mend) from None
    return pyarrow, parquet
