"""Reports, versions, blocks, attributions, spans, full-text search, runs, failures, judgements."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0001"
down_revision = None

TABLES = sa.MetaData()
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
EXACT: sa.types.TypeEngine[float] = sa.Double().with_variant(sa.REAL(), "sqlite")


def upgrade() -> None:
    """Make the tables of the first version."""
    TABLES.create_all(op.get_bind(), checkfirst=False)
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SEARCH_ON_SQLITE if on_sqlite else SEARCH_ON_POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    """Ledgers are never taken back a version: the backup copy is for that."""
    raise NotImplementedError


def _table(name: str, *parts: SchemaItem, rowid: bool = True) -> None:
    sa.Table(name, TABLES, *parts, sqlite_strict=True, sqlite_with_rowid=rowid)


def _text(
    name: str, *, null: bool = False, key: bool = False, unique: bool = False, index: bool = False
) -> sa.Column[str]:
    return sa.Column(
        name, sa.Text, nullable=null, primary_key=key, unique=unique or None, index=index or None
    )


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _key() -> sa.Column[int]:
    return sa.Column("n", BIG, primary_key=True, autoincrement=False)


def _of(table: str, name: str, *, key: bool = False, index: bool = False) -> sa.Column[int]:
    parent = sa.ForeignKey(f"{table}.n", ondelete="CASCADE")
    return sa.Column(name, BIG, parent, primary_key=key, nullable=False, index=index)


_table(
    "runs",
    _text("id", key=True),
    _text("software"),
    _text("model"),
    _text("settings"),
)
_table("reports", _key(), _text("id", unique=True), _text("address", null=True))
_table(
    "versions",
    _key(),
    _text("id", unique=True),
    _of("reports", "report"),
    _number("number"),
    sa.Column("run", sa.Text, sa.ForeignKey("runs.id"), nullable=False),
    _text("added"),
    _text("where"),
    _text("title", null=True),
    _text("outlet", null=True),
    _text("authors"),
    _text("published", null=True),
    _text("modified", null=True),
    _text("url", null=True),
    _text("language", null=True),
    _text("text"),
    sa.UniqueConstraint("report", "number"),
    sa.Index("versions_published", "published"),
    sa.Index("versions_outlet", "outlet"),
)
_table(
    "blocks",
    _of("versions", "version", key=True),
    sa.Column("ordinal", sa.Integer, primary_key=True),
    _text("kind"),
    _number("start"),
    _number("end"),
    _text("origin", null=True),
    rowid=False,
)
_table(
    "attributions",
    _key(),
    _text("id", unique=True),
    _of("versions", "version", index=True),
    _text("quote_type"),
    sa.Column("confidence", EXACT, nullable=False),
    _text("within", null=True),
    _number("shown"),
    _text("source"),
    _text("cue"),
    _text("content"),
    _text("facets"),
)
_table(
    "spans",
    _of("attributions", "attribution", key=True),
    _text("role", key=True),
    sa.Column("ordinal", sa.Integer, primary_key=True),
    _number("start"),
    _number("end"),
    rowid=False,
)
_table(
    "failures",
    _text("id", key=True),
    _text("kind"),
    _text("where"),
    _text("what"),
    _text("mend"),
    _text("first"),
    _text("last"),
)
_table(
    "judgements",
    _key(),
    _text("id", unique=True),
    _text("target", index=True),
    _text("verdict", null=True),
    _text("judge"),
    _text("at"),
    _text("change", null=True),
    _text("note", null=True),
    _text("undoes", null=True),
    _text("report", index=True),
    _text("words"),
)

# External content: the index holds no second copy of the words. `remove_diacritics 2` folds every
# accent ("Guaido" finds "Guaidó").
_COLUMNS = "source, cue, content, facets"
_OLD = "old.source, old.cue, old.content, old.facets"
_NEW = "new.source, new.cue, new.content, new.facets"
_ADD = f"INSERT INTO search(rowid, {_COLUMNS}) VALUES (new.n, {_NEW});"
_TAKE = f"INSERT INTO search(search, rowid, {_COLUMNS}) VALUES ('delete', old.n, {_OLD});"
SEARCH_ON_SQLITE = (
    f"CREATE VIRTUAL TABLE search USING fts5({_COLUMNS}, content='attributions', content_rowid='n',"
    " tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
    f"CREATE TRIGGER search_insert AFTER INSERT ON attributions WHEN new.shown BEGIN {_ADD} END",
    f"CREATE TRIGGER search_delete AFTER DELETE ON attributions WHEN old.shown BEGIN {_TAKE} END",
    "CREATE TRIGGER search_hide AFTER UPDATE OF shown ON attributions"
    f" WHEN old.shown AND NOT new.shown BEGIN {_TAKE} END",
)

SEARCH_ON_POSTGRESQL = (
    "CREATE TABLE search ("
    "n BIGINT PRIMARY KEY REFERENCES attributions ON DELETE CASCADE, words TSVECTOR NOT NULL)",
    "CREATE INDEX search_words ON search USING gin(words)",
)
