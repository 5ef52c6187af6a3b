"""What every evaluation does with its figures: print the tables, hold the floors, raise them."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.evaluate.floors import FLOORS, raise_floors, read_floors, shortfalls, write_floors
from sayso.evaluate.tables import Table, format_table, table_objects


@dataclass(frozen=True, slots=True)
class Demands:
    """What is asked of an evaluation besides its figures.

    ``json`` prints rows as JSON. ``gate`` fails on any figure below its floor or on another corpus
    than the floors'; ``write_floors`` raises the floors in ``floors`` to what was measured, and
    lowers them only with the reason ``lower``.
    """

    json: bool = False
    gate: bool = False
    write_floors: bool = False
    lower: str | None = None
    floors: Path = FLOORS


@dataclass(frozen=True, slots=True)
class Scored:
    """What an evaluation found out: ``figures`` are per cent, ``corpus`` a hash of its files."""

    name: str
    tables: tuple[Table, ...]
    figures: Mapping[str, float]
    corpus: str


def conclude(scored: Scored, demands: Demands) -> int:
    """Print the tables and meet the demands. 0: done; 1: a floor does not hold, or would sink."""
    print_tables(scored.tables, demands.json)
    figures, corpus = scored.figures, scored.corpus
    shut = False
    if demands.gate:
        shut |= not holds_floors(scored.name, figures, corpus, demands.floors)
    if demands.write_floors:
        shut |= not raise_to(scored.name, figures, corpus, demands.lower, demands.floors)
    return int(shut)


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
