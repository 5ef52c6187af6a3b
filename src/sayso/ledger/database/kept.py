"""What was made of a whole ledger, kept for as long as nothing is written that it depends on.

Who is one with whom, and which claims come first, depends on all that is there. Results are kept
with the state of the ledger that they were made of, and given to nobody who sees another one. There
are two: of what was read and which actors people say are one, and of everything. A judgement on a
claim changes the second alone; making the first anew takes seconds at 10,000 reports.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Hashable
from threading import Lock, RLock
from typing import TypeVar, cast

import sqlalchemy as sa

from sayso.ledger.tables.reports import CHANGES, JUDGEMENTS, PAIR_VERDICTS

_KEPT = "sayso_kept"  # in what SQLAlchemy lets us write on a connection: both Results
_T = TypeVar("_T")


class Results:
    """What was made of one state, by name. Nobody may change it."""

    def __init__(self) -> None:
        self._lock = RLock()  # one result may be made of others; two pages do not make it twice
        self._made: dict[Hashable, object] = {}

    def get(self, name: Hashable, make: Callable[[], _T]) -> _T:
        """The result of this name; it is made where there is none."""
        with self._lock:
            if name not in self._made:
                self._made[name] = make()
            return cast(_T, self._made[name])  # a name always goes with one kind of result


class Keeper:
    """Gives the results of a state to those who see that state."""

    def __init__(self, watch: Callable[[], sqlite3.Connection] | None) -> None:
        """``watch`` opens a connection of its own to the file, None for a server."""
        self._lock = Lock()
        self._open = watch
        self._watching: sqlite3.Connection | None = None
        self._state: object = None
        self._read: object = None
        self._results = Results(), Results()

    def close(self) -> None:
        """Give back the connection."""
        if self._watching is not None:
            self._watching.close()

    def attach(self, conn: sa.Connection) -> None:
        """Have a transaction that has just begun to read share what others of its state made."""
        state = self._seen(conn)
        with self._lock:
            if state is not None and state != self._state:
                read = read_state(conn)
                of_read = self._results[0] if read == self._read else Results()
                self._state, self._read, self._results = state, read, (of_read, Results())
            conn.info[_KEPT] = (Results(), Results()) if state is None else self._results

    def _seen(self, conn: sa.Connection) -> object:
        """What the transaction sees: the same for two only if they see the same. None: unknown."""
        if self._open is None:
            return conn.scalar(sa.text("SELECT CAST(txid_current_snapshot() AS text)"))
        before = self._version()
        conn.exec_driver_sql("SELECT count(*) FROM sqlite_schema").fetchone()  # now it sees it
        return before if before == self._version() else None

    def _version(self) -> int:
        """SQLite's count of what other connections wrote; this one writes nothing."""
        with self._lock:
            if self._watching is None:
                assert self._open is not None
                self._watching = self._open()
            return int(self._watching.execute("PRAGMA data_version").fetchone()[0])


def detach(conn: sa.Connection) -> None:
    """Have a transaction that writes share nothing: it sees what nobody else does."""
    conn.info.pop(_KEPT, None)


def kept(
    conn: sa.Connection, name: Hashable, make: Callable[[], _T], *, judged: bool = False
) -> _T:
    """What ``make`` gives, or gave before where nothing was written since that it depends on.

    It depends on what was read, and on who is one by people's word; if ``judged``, on all else
    that is in a ledger too: other judgements, failures.
    """
    results: tuple[Results, Results] | None = conn.info.get(_KEPT)
    return make() if results is None else results[judged].get(name, make)


def read_state(conn: sa.Connection) -> object:
    """The same for two only if the same was read, and the same actors were judged."""
    j = JUDGEMENTS.c
    of_pairs = sa.select(j.target).where(j.verdict.in_(PAIR_VERDICTS))  # and what undoes them
    last = sa.select(sa.func.max(j.n)).where(j.target.in_(of_pairs))
    changed = sa.select(sa.func.max(CHANGES.c.n))
    return conn.scalar(changed), conn.scalar(last)
