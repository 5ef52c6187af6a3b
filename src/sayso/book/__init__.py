"""ledger > [book] > Python, notebooks, data frames.

Takes a ledger; gives its lists as tables of records, of which each is read when it is first looked
at: the same rows as ``--json``, and as Arrow, pandas, Polars and charts. ``open_book`` is the door,
and is called ``sayso.open`` outside.
"""

from __future__ import annotations

from sayso.book.opening import Book, open_book
from sayso.book.table import Charted, Table

__all__ = ["Book", "Charted", "Table", "open_book"]
