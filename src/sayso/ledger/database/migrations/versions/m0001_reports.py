"""Reports, versions, blocks, attributions, spans, full-text search, runs, failures, judgements."""

from __future__ import annotations

from functools import partial

import sqlalchemy as sa
from alembic import op

from sayso.ledger.tables.columns import big, exact, of, small, table, text

revision = "0001"
down_revision = None

TABLES = sa.MetaData()
_table = partial(table, TABLES)


def upgrade() -> None:
    """Make the tables of the first version."""
    TABLES.create_all(op.get_bind(), checkfirst=False)
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SEARCH_ON_SQLITE if on_sqlite else SEARCH_ON_POSTGRESQL:
        op.execute(statement)


_table(
    "runs",
    text("id", key=True),
    text("software"),
    text("model"),
    text("settings"),
)
_table("reports", big("n", key=True), text("id", unique=True), text("address", null=True))
_table(
    "versions",
    big("n", key=True),
    text("id", unique=True),
    of("reports", "report"),
    small("number"),
    sa.Column("run", sa.Text, sa.ForeignKey("runs.id"), nullable=False),
    text("added"),
    text("where"),
    text("title", null=True),
    text("outlet", null=True),
    text("authors"),
    text("published", null=True),
    text("modified", null=True),
    text("url", null=True),
    text("language", null=True),
    text("text"),
    sa.UniqueConstraint("report", "number"),
    sa.Index("versions_published", "published"),
    sa.Index("versions_outlet", "outlet"),
)
_table(
    "blocks",
    of("versions", "version", key=True),
    small("ordinal", key=True),
    text("kind"),
    small("start"),
    small("end"),
    text("origin", null=True),
    rowid=False,
)
_table(
    "attributions",
    big("n", key=True),
    text("id", unique=True),
    of("versions", "version", index=True),
    text("quote_type"),
    exact("confidence"),
    text("within", null=True),
    small("shown"),
    text("source"),
    text("cue"),
    text("content"),
    text("facets"),
)
_table(
    "spans",
    of("attributions", "attribution", key=True),
    text("role", key=True),
    small("ordinal", key=True),
    small("start"),
    small("end"),
    rowid=False,
)
_table(
    "failures",
    text("id", key=True),
    text("kind"),
    text("where"),
    text("what"),
    text("mend"),
    text("first"),
    text("last"),
)
_table(
    "judgements",
    big("n", key=True),
    text("id", unique=True),
    text("target", index=True),
    text("verdict", null=True),
    text("judge"),
    text("at"),
    text("change", null=True),
    text("note", null=True),
    text("undoes", null=True),
    text("report", index=True),
    text("words"),
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
