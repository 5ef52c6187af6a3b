from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import sayso.ledger
from sayso.errors import LedgerError, NewerLedger, NoLedger
from sayso.ledger import open_ledger
from sayso.ledger.database.migrating import OLDER, VERSION_TABLE, backup_path, upgrade
from sayso.ledger.database.opening import Database, told
from sayso.ledger.tables.reports import HEAD, METADATA
from tests.ledger.quick import RUN
from tests.ledger.stories import story

MIGRATIONS = Path(sayso.ledger.__file__).parent / "database" / "migrations"
# The search is another thing on each database, and not of the metadata.
NOT_OURS = ("search", VERSION_TABLE)


def connect(address: str) -> sa.Engine:
    return sa.create_engine(address if "://" in address else f"sqlite:///{address}")


def make_first_version(address: str) -> None:
    """A ledger as the first migration left it, with a report in it."""
    engine = connect(address)
    with engine.begin() as conn:
        upgrade(conn, "0001")
        conn.execute(sa.text("INSERT INTO runs VALUES ('run', 'sayso 0.0', 'm', '{}')"))
        conn.execute(sa.text("INSERT INTO reports VALUES (1, 'r', NULL)"))
        conn.execute(
            sa.text(
                'INSERT INTO versions (n, id, report, number, run, added, "where", authors, text)'
                " VALUES (1, 'r', 1, 1, 'run', '2031', 'old.txt', '[]', 'An old text.')"
            )
        )
    engine.dispose()


def test_the_newest_migration_is_the_one_that_is_known() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)
    known = {revision.revision for revision in script.walk_revisions()}
    assert script.get_heads() == [HEAD]
    assert known == {HEAD, *OLDER}


def test_the_migrations_make_the_tables_of_the_schema(address: str) -> None:
    with connect(address).connect() as conn:
        context = MigrationContext.configure(
            conn,
            opts={"include_name": lambda name, *_: not str(name).startswith(NOT_OURS)},
        )
        assert compare_metadata(context, METADATA) == []


def test_an_older_ledger_is_copied_and_migrated(bare: str) -> None:
    make_first_version(bare)
    with open_ledger(bare) as ledger:
        assert [row["where"] for row in ledger.rows() if row["record"] == "version"] == ["old.txt"]
        ledger.add(story(), RUN)
        assert list(ledger.lineage()) == []
    if "://" in bare:
        copied = "SELECT text FROM sayso_backup_0001.versions"
    else:
        bare = str(backup_path(Path(bare), "0001"))
        copied = f"SELECT text FROM versions, {VERSION_TABLE} WHERE version_num = '0001'"
    with connect(bare).connect() as conn:
        assert conn.scalars(sa.text(copied)).all() == ["An old text."]


def test_a_newer_ledger_is_refused_and_left_alone(address: str) -> None:
    with connect(address).begin() as conn:
        conn.execute(sa.text(f"UPDATE {VERSION_TABLE} SET version_num = '0917'"))
    try:
        with pytest.raises(NewerLedger, match="0917"):
            open_ledger(address, create=True)
    finally:
        with connect(address).begin() as conn:
            conn.execute(sa.text(f"UPDATE {VERSION_TABLE} SET version_num = '{HEAD}'"))


def test_where_there_is_no_ledger_none_is_made_by_asking(bare: str) -> None:
    with pytest.raises(NoLedger, match="make one with sayso add"):
        open_ledger(bare)
    with open_ledger(bare, create=True) as ledger:
        assert list(ledger.rows()) == []


def test_a_ledger_that_was_about_to_be_made_is_made(tmp_path: Path) -> None:
    path = tmp_path / "event.db"
    path.touch()
    with pytest.raises(NoLedger):
        open_ledger(path)
    open_ledger(path, create=True).close()


@pytest.mark.parametrize("create", [True, False])
def test_another_file_is_refused_and_left_alone(tmp_path: Path, create: bool) -> None:
    words, tables = tmp_path / "words.txt", tmp_path / "other.db"
    words.write_text("These are the words of a text, and no database at all. " * 20)
    connection = sqlite3.connect(tables)
    connection.execute("CREATE TABLE theirs (a)")
    connection.close()
    for path in (words, tables):
        before = path.read_bytes()
        with pytest.raises(NoLedger):
            open_ledger(path, create=create)
        assert path.read_bytes() == before


def test_a_server_that_does_not_answer_is_one_line() -> None:
    with pytest.raises(LedgerError, match="no server answers") as raised:
        open_ledger("postgresql://ann:secret@127.0.0.1:1/event")
    assert "secret" not in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_server_that_goes_away_is_one_line_that_says_how_to_go_on() -> None:
    gone = Exception("consuming input failed: server closed the connection unexpectedly\nProbably")
    with pytest.raises(LedgerError, match="went away; run the same command again"), told("event"):
        raise sa.exc.OperationalError(None, None, gone)


def test_a_database_that_is_not_there_is_named(server: str) -> None:
    with pytest.raises(NoLedger, match="no such database"):
        open_ledger(server.replace("/postgres?", "/nowhere?"))


def test_sqlite_is_set_up_to_lose_nothing(file: Path) -> None:
    database = Database(file)
    with database.writing() as conn:
        found = {
            name: conn.scalar(sa.text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
        strict = set(
            conn.scalars(
                sa.text(
                    "SELECT strict FROM pragma_table_list"
                    " WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'ledger_version'"
                )
            )
        )
    database.close()
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    assert strict == {1}
