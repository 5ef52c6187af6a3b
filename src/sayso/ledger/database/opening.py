"""A ledger's address to connections: pragmas, transactions, and errors in Sayso's words."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, OperationalError

from sayso.errors import LedgerBusy, LedgerError, NoLedger, NotWritten, SaysoError
from sayso.ledger.database.checkpoints import LONGEST, Checkpoints
from sayso.ledger.database.kept import Keeper, detach
from sayso.ledger.database.migrating import found_version, migrate
from sayso.ledger.tables.reports import HEAD

PATIENCE = 60.0  # seconds that a writer waits for another before it gives up
_TURN = 2_000  # milliseconds of them that SQLite itself waits, before we draw lots again
_LOCK = 0x5A7_50  # key of PostgreSQL's advisory lock: one writer at a time, as on SQLite
_WRITES = "sayso_writes"

# FULL: what was reported done survives a power cut too, not only a killed process.
_PRAGMAS = (
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={_TURN}",
    "PRAGMA synchronous=FULL",
    f"PRAGMA wal_autocheckpoint={LONGEST}",
    "PRAGMA cache_size=-65536",  # KiB
    "PRAGMA temp_store=MEMORY",
)


class Database:
    """Connections to one ledger. Reads never wait; writes come one after another."""

    def __init__(self, address: str | Path, *, create: bool = False) -> None:
        """Open a ledger, or make it. Raises NoLedger, NewerLedger, NotWritten, LedgerError."""
        server = isinstance(address, str) and address.startswith(("postgresql://", "postgresql+"))
        self.file = None if server else Path(address)
        self.where = _without_password(str(address)) if server else str(address)
        self._log = None if self.file is None else _checkpoints(self.file)
        self._keeper = _keeper(self.file)
        if self.file is not None and not create and not self.file.exists():
            raise NoLedger(self.where, "there is no such ledger", "make one with sayso add")
        with told(self.where):
            self._engine = _server(str(address)) if server else self._file_engine(create=create)
            self._writer = self._engine.execution_options(**{_WRITES: True})
            try:
                self._prepare(create=create)
            except BaseException:
                self.close()
                raise

    def close(self) -> None:
        """Give back all connections."""
        if self._log is not None:
            self._log.close()
        self._keeper.close()
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """One consistent view of the ledger, however much is written meanwhile."""
        with told(self.where), self._engine.connect() as conn, conn.begin():
            self._keeper.attach(conn)
            yield conn

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """All of what is done inside, or nothing of it. Raises LedgerBusy, NotWritten."""
        with told(self.where), self._writer.connect() as conn, self._begun(conn):
            detach(conn)
            yield conn
        if self._log is not None:
            self._log.written()

    def _begun(self, conn: sa.Connection) -> sa.RootTransaction:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return conn.begin()
            except OperationalError as error:
                if not _is_busy(error) or time.monotonic() > deadline:
                    raise
                time.sleep(random.uniform(0.001, 0.02))

    def _prepare(self, *, create: bool) -> None:
        with self._engine.connect() as conn, conn.begin():
            version = found_version(conn, self.where)
        if version == HEAD:
            return
        if version is None and not create:
            raise NoLedger(self.where, "there is no ledger in it", "make one with sayso add")
        if self.file is not None:
            self._write_ahead()
        with self.writing() as conn:
            migrate(conn, self.where, self.file)

    def _write_ahead(self) -> None:
        """Set the journal's mode, which the file keeps: readers then never wait for a writer."""
        deadline = time.monotonic() + PATIENCE
        while True:
            raw = self._engine.raw_connection()
            try:
                raw.cursor().execute("PRAGMA journal_mode=WAL")
                return
            except sqlite3.OperationalError as error:  # another program is making it just now
                if "locked" not in str(error) or time.monotonic() > deadline:
                    raise OperationalError(None, None, error) from None
                time.sleep(0.01)
            finally:
                raw.close()

    def _file_engine(self, *, create: bool) -> sa.Engine:
        file = self.file
        assert file is not None
        engine = sa.create_engine(
            "sqlite://", creator=lambda: _connect(file, create), pool_size=5, poolclass=sa.QueuePool
        )
        sa.event.listen(engine, "begin", _begin_on_sqlite)
        return engine


def _keeper(file: Path | None) -> Keeper:
    return Keeper(None if file is None else lambda: _connect(file, create=False))


def _checkpoints(file: Path) -> Checkpoints:
    return Checkpoints(lambda: _connect(file, create=False))


def _connect(file: Path, create: bool) -> sqlite3.Connection:
    base = "file:" + quote(str(file.absolute()))
    uri = f"{base}?mode={'rwc' if create else 'rw'}"
    try:
        conn = _configured(uri)
        conn.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        if not ("unable to open" in str(error) or "readonly" in str(error)):
            raise
        if not file.exists() or file.with_name(file.name + "-wal").exists():
            raise
        # A folder that may only be read has no room for the shared memory of a write-ahead log;
        # with no log beside it the file is whole, and nobody can change it.
        conn = _configured(f"{base}?immutable=1")
    return conn


def _configured(uri: str) -> sqlite3.Connection:
    conn = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    for pragma in _PRAGMAS:
        conn.execute(pragma)
    return conn


def _begin_on_sqlite(conn: sa.Connection) -> None:
    # A write takes the lock at once: a lock taken halfway could only fail, never wait.
    writes = conn.get_execution_options().get(_WRITES)
    conn.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _server(address: str) -> sa.Engine:
    url = sa.make_url(address)
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    try:
        engine = sa.create_engine(url)
    except ModuleNotFoundError as error:
        what = f"the driver {error.name} is not installed"
        mend = "pip install 'sayso[postgres]'"
        raise LedgerError(_without_password(address), what, mend) from None
    sa.event.listen(engine, "begin", _begin_on_server)
    return engine


def _begin_on_server(conn: sa.Connection) -> None:
    if conn.get_execution_options().get(_WRITES):
        conn.exec_driver_sql(f"SET LOCAL lock_timeout = '{int(PATIENCE * 1000) + 1}ms'")
        conn.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
    else:
        conn.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")


def _without_password(address: str) -> str:
    return sa.make_url(address).render_as_string(hide_password=True)


@contextmanager
def told(where: str) -> Iterator[None]:
    """What the database complains about, as one of Sayso's errors."""
    try:
        yield
    except SaysoError:
        raise
    except DBAPIError as error:
        raise _as_ours(where, str(error.orig)) from error
    except (sqlite3.Error, OSError) as error:
        raise _as_ours(where, str(error)) from error


def _is_busy(error: OperationalError) -> bool:
    return "locked" in str(error.orig)


def _as_ours(where: str, complaint: str) -> LedgerError:
    complaint = complaint.strip().split("\n")[0]
    for part, (kind, what, mend) in _COMPLAINTS.items():
        if part in complaint:
            return kind(where, what, mend)
    return LedgerError(where, f"the database says: {complaint}", "see docs/ledger.md")


_AGAIN = "run the same command again, it goes on from there"
_COMPLAINTS: dict[str, tuple[type[LedgerError], str, str]] = {
    "is full": (NotWritten, "no room is left on the disk", f"make room and {_AGAIN}"),
    "No space left": (NotWritten, "no room is left on the disk", f"make room and {_AGAIN}"),
    "disk I/O error": (NotWritten, "the disk is full or failing", f"see to it and {_AGAIN}"),
    "readonly": (NotWritten, "it may only be read", "change its permissions or copy it"),
    "read-only": (NotWritten, "it may only be read", "change its permissions or copy it"),
    "unable to open": (
        NotWritten,
        "it cannot be opened or made there",
        "check the folder and its permissions",
    ),
    "not a database": (NoLedger, "it is no ledger", "name another file"),
    "malformed": (LedgerError, "it is damaged", "take a copy of it, or add the reports anew"),
    "lock timeout": (LedgerBusy, "another program has been writing for a minute", _AGAIN),
    "locked": (LedgerBusy, "another program has been writing for a minute", _AGAIN),
    "does not exist": (NoLedger, "there is no such database", "make it with createdb"),
    "server closed the connection": (LedgerError, "its server went away", _AGAIN),
    "terminating connection": (LedgerError, "its server went away", _AGAIN),
    "connection to server": (NoLedger, "no server answers there", "check the address"),
    "connection failed": (NoLedger, "no server answers there", "check the address"),
}
