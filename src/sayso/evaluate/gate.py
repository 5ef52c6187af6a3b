"""What every evaluation does with its figures: print the tables, hold the floors, raise them."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from sayso.evaluate.floors import raise_floors, read_floors, shortfalls, write_floors
from sayso.evaluate.tables import Table, format_table, table_objects


def print_tables(tables: Sequence[Table], as_json: bool) -> None:
    """Print to stdout, for people or as one JSON object a row."""
    if as_json:
        print("\n".join(line for table in tables for line in table_objects(table)))
    else:
        print("\n\n".join(format_table(table) for table in tables))


def holds_floors(name: str, figures: Mapping[str, float], corpus: str, path: Path) -> bool:
    """Whether figures (per cent) hold the floors of ``name``; each shortfall is told."""
    short = shortfalls(read_floors(path).get(name), figures, corpus)
    for line in short:
        say(f"{name}: {line}")
    return not short


def raise_to(
    name: str, figures: Mapping[str, float], corpus: str, reason: str | None, path: Path
) -> bool:
    """Raise the floors of ``name`` to the figures; false, and nothing written, if one would sink.

    With a ``reason`` they may sink.
    """
    sections = read_floors(path)
    section, refused = raise_floors(sections.get(name), figures, corpus, reason)
    for line in refused:
        say(f'{name}: {line}; no floor was written, give --lower "reason" to lower it')
    if not refused:
        write_floors({**sections, name: section}, path)
    return not refused


def say(line: str) -> None:
    """A message to stderr."""
    print(line, file=sys.stderr)
