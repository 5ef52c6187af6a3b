"""A file without a name, for what would be too much in memory; it is gone when it is closed."""

from __future__ import annotations

import sqlite3

# Nobody else reads it and nothing of it is to survive; 4 MB of it are in memory.
_PRAGMAS = ("journal_mode=OFF", "synchronous=OFF", "temp_store=FILE", "cache_size=-4096")


def scratch(*tables: str) -> sqlite3.Connection:
    """A database of these tables, where the system keeps its temporary files."""
    file = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    for pragma in _PRAGMAS:
        file.execute(f"PRAGMA {pragma}")
    for table in tables:
        file.execute(f"CREATE TABLE {table}")
    file.execute("BEGIN")
    return file
