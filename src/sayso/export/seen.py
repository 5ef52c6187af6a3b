"""What has been written already, kept in a file: there may be as many places as there are."""

from __future__ import annotations

from sayso.ledger.database.scratch import scratch


class Seen:
    """Names that came before."""

    def __init__(self) -> None:
        self._file = scratch("seen (name TEXT PRIMARY KEY) WITHOUT ROWID")

    def __enter__(self) -> Seen:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def first(self, name: str) -> bool:
        """Whether this is the first time that it comes."""
        made = self._file.execute("INSERT OR IGNORE INTO seen VALUES (?)", (name,))
        return made.rowcount > 0
