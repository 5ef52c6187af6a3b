"""From no ledger, or an older one, to one of this version; a newer one is refused."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import sqlalchemy as sa

from sayso.errors import NewerLedger, NoLedger
from sayso.ledger.tables.reports import HEAD

VERSION_TABLE = "ledger_version"
# Versions that the migrations can start from. There is no way back: the backup copy is for that.
OLDER = frozenset(f"{number:04}" for number in range(1, int(HEAD)))


def found_version(conn: sa.Connection, where: str) -> str | None:
    """Version of the ledger, None where there is none yet. Raises NoLedger, NewerLedger."""
    tables = set(sa.inspect(conn).get_table_names())
    if VERSION_TABLE not in tables:
        if conn.dialect.name == "sqlite" and tables:
            raise NoLedger(where, "it is a database, but no ledger", "name another file")
        return None
    version = conn.scalar(sa.text(f"SELECT version_num FROM {VERSION_TABLE}"))
    if version != HEAD and version not in OLDER:
        told = f"a newer Sayso wrote it (its version is {version}, this Sayso knows {HEAD})"
        raise NewerLedger(where, told, "install a newer Sayso")
    return str(version)


def migrate(conn: sa.Connection, where: str, file: Path | None) -> None:
    """Bring the ledger to this version, inside the caller's write transaction.

    An older ledger is copied first: to ``NAME.VERSION.backup`` beside its ``file``, or into the
    schema ``sayso_backup_VERSION`` of a PostgreSQL database.
    """
    version = found_version(conn, where)  # again: another program may have been first
    if version == HEAD:
        return
    if version is not None and file is not None:
        _copy_file(file, backup_path(file, version))
    elif version is not None:
        _copy_schema(conn, f"sayso_backup_{version}")
    upgrade(conn)


def backup_path(file: Path, version: str) -> Path:
    """Where the copy of a ledger lies that was migrated from ``version``."""
    return file.with_name(f"{file.name}.{version}.backup")


def upgrade(conn: sa.Connection, to: str = HEAD) -> None:
    """Run the migrations up to a version, inside the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = conn
    command.upgrade(config, to)


def _copy_file(file: Path, copy: Path) -> None:
    """Copy through SQLite, which takes the write-ahead log along; whole or not at all."""
    unfinished = copy.with_name(copy.name + ".part")
    unfinished.unlink(missing_ok=True)
    source, target = sqlite3.connect(file), sqlite3.connect(unfinished)
    try:
        source.backup(target)
        target.close()
        unfinished.replace(copy)
    finally:
        source.close()
        target.close()
        unfinished.unlink(missing_ok=True)


def _copy_schema(conn: sa.Connection, schema: str) -> None:
    conn.execute(sa.text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
    conn.execute(sa.text(f"CREATE SCHEMA {schema}"))
    for table in sa.inspect(conn).get_table_names():
        conn.execute(sa.text(f'CREATE TABLE {schema}."{table}" AS TABLE "{table}"'))
