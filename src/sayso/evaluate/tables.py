"""Tables in plain columns, and the same as one JSON object a row."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

#: A number is a share (0 to 1) if it is a float, a count if it is an int.
Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a title; the first column names the row."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def format_table(table: Table) -> str:
    """Text in columns; shares in per cent with one decimal."""
    lines = [table.columns, *(tuple(_cell(c) for c in row) for row in table.rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(table.columns))]
    words = [any(isinstance(row[i], str) for row in table.rows) for i in range(len(widths))]
    return "\n".join([table.title, *(_row(line, widths, words) for line in lines)])


def _row(cells: Sequence[str], widths: Sequence[int], words: Sequence[bool]) -> str:
    """Words to the left, numbers to the right."""
    columns = zip(cells, widths, words, strict=True)
    return "  ".join(c.ljust(w) if left else c.rjust(w) for c, w, left in columns).rstrip()


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    return f"{cell * 100:.1f}" if isinstance(cell, float) else str(cell)


def table_objects(table: Table) -> list[str]:
    """One JSON object a row, keyed by table and column; shares are per cent."""
    objects = []
    for row in table.rows:
        cells = {
            column: round(cell * 100, 2) if isinstance(cell, float) else cell
            for column, cell in zip(table.columns, row, strict=True)
            if cell is not None
        }
        objects.append(json.dumps({"table": table.name, **cells}, ensure_ascii=False))
    return objects
