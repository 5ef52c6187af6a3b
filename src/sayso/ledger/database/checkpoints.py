"""Moving what was written from SQLite's log into the ledger's file, while nobody waits for it.

A report of 450 words writes 430 pages, nearly all of them far apart: the keys of its passages and
names, and its ids. SQLite would move them after every third report, and that report would wait for
the disk; in a small ledger the same pages come again and again, in a large one they never do. Here
the log may grow, and is moved after some reports when the writer has a moment's rest, as it has
while the model reads the next ones.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable

# Pages. Beyond this SQLite itself moves the log, and the writer waits: 64 MB.
LONGEST = 16_000
_REPORTS = 8  # transactions, after which moving is worth its while
_REST = 0.02  # seconds without another transaction


class Checkpoints:
    """A thread that moves the log. What is in the log is as safe as what is in the file."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        self._connect = connect
        self._lock = threading.Condition()
        self._thread: threading.Thread | None = None
        self._written = 0
        self._closed = False

    def written(self) -> None:
        """Note that a transaction was written."""
        with self._lock:
            self._written += 1
            if self._written >= _REPORTS and self._thread is None:
                self._thread = threading.Thread(target=self._run, daemon=True)
                self._thread.start()
            self._lock.notify()

    def close(self) -> None:
        """Let go of the ledger, once a move that has begun is done."""
        with self._lock:
            self._closed = True
            self._lock.notify()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        try:
            conn = self._connect()
        except sqlite3.Error:  # whoever writes next is told, and moves the log at its longest
            return
        while self._rested():
            try:
                conn.execute("PRAGMA wal_checkpoint(PASSIVE)")
            except sqlite3.Error:
                break
        conn.close()

    def _rested(self) -> bool:
        """Wait until some reports were written and the writer rests; False at the end."""
        with self._lock:
            self._lock.wait_for(lambda: self._closed or self._written >= _REPORTS)
            while not self._closed and self._lock.wait(_REST):
                pass
            self._written = 0
            return not self._closed
