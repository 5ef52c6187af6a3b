"""A value as one cell of a table."""

from __future__ import annotations

BETWEEN = " | "  # parts of a list in one cell


def cell(value: object) -> object:
    """Booleans are 0 and 1, lists one text; what else there is stays."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, list | tuple):
        return BETWEEN.join(map(str, value))
    return value
