"""The tables of a ledger, as SQLAlchemy Core sees them. The migrations make them.

Every table that text comes from has the record's id (a hash, the same on any machine) and a small
number ``n`` in the order of adding, by which the others refer to it: numbers keep related rows
side by side, so that adding costs the same however many there are.

``search`` is an FTS5 table over ``attributions`` on SQLite, kept by triggers, and a table of text
vectors on PostgreSQL; search.py alone speaks to it.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.schema import SchemaItem

HEAD = "0003"  # the newest migration; a ledger of any other version is migrated or refused

METADATA = sa.MetaData()
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
EXACT: sa.types.TypeEngine[float] = sa.Double().with_variant(sa.REAL(), "sqlite")


def _table(name: str, *parts: SchemaItem, rowid: bool = True) -> sa.Table:
    return sa.Table(name, METADATA, *parts, sqlite_strict=True, sqlite_with_rowid=rowid)


def _number() -> sa.Column[int]:
    return sa.Column("n", BIG, primary_key=True, autoincrement=False)


def _id() -> sa.Column[str]:
    return sa.Column("id", sa.Text, nullable=False, unique=True)


def _of(table: str, name: str, *, key: bool = False, index: bool = False) -> sa.Column[int]:
    """A column that refers to a row of ``table`` and goes when that row goes."""
    parent = sa.ForeignKey(f"{table}.n", ondelete="CASCADE")
    return sa.Column(name, BIG, parent, primary_key=key, nullable=False, index=index)


RUNS = _table(
    "runs",
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("software", sa.Text, nullable=False),
    sa.Column("model", sa.Text, nullable=False),
    sa.Column("settings", sa.Text, nullable=False),
)

# A report is an address; without an address it is its one text.
REPORTS = _table(
    "reports",
    _number(),
    _id(),
    sa.Column("address", sa.Text),
)

VERSIONS = _table(
    "versions",
    _number(),
    _id(),  # Report.id
    _of("reports", "report"),
    sa.Column("number", sa.Integer, nullable=False),  # 1, 2, ... in the order of adding
    sa.Column("run", sa.Text, sa.ForeignKey("runs.id"), nullable=False),
    sa.Column("added", sa.Text, nullable=False),  # UTC, ISO 8601; the one column of time here
    sa.Column("where", sa.Text, nullable=False),
    sa.Column("title", sa.Text),
    sa.Column("outlet", sa.Text),
    sa.Column("authors", sa.Text, nullable=False),  # a JSON list
    sa.Column("published", sa.Text),  # ISO 8601, a day or a time
    sa.Column("modified", sa.Text),  # the same
    sa.Column("url", sa.Text),
    sa.Column("language", sa.Text),
    sa.Column("text", sa.Text, nullable=False),
    sa.UniqueConstraint("report", "number"),
    sa.Index("versions_published", "published"),
    sa.Index("versions_outlet", "outlet"),
)

BLOCKS = _table(
    "blocks",
    _of("versions", "version", key=True),
    sa.Column("ordinal", sa.Integer, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("origin", sa.Text),
    rowid=False,
)

# source, cue and content hold the words, which SQLite's full-text search reads from here;
# the spans are what counts. Those of a version that is not the newest are not ``shown``.
ATTRIBUTIONS = _table(
    "attributions",
    _number(),
    _id(),
    _of("versions", "version", index=True),
    sa.Column("quote_type", sa.Text, nullable=False),
    sa.Column("confidence", EXACT, nullable=False),
    sa.Column("within", sa.Text),
    sa.Column("shown", sa.Integer, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("cue", sa.Text, nullable=False),
    sa.Column("content", sa.Text, nullable=False),
    sa.Column("facets", sa.Text, nullable=False),
    sa.Column("actor", sa.Text, index=True),  # of 0003; the actor's id, in the same version
)

SPANS = _table(
    "spans",
    _of("attributions", "attribution", key=True),
    sa.Column("role", sa.Text, primary_key=True),
    sa.Column("ordinal", sa.Integer, primary_key=True),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    rowid=False,
)

FAILURES = _table(
    "failures",
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),  # the error's class
    sa.Column("where", sa.Text, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("mend", sa.Text, nullable=False),
    sa.Column("first", sa.Text, nullable=False),  # UTC, ISO 8601
    sa.Column("last", sa.Text, nullable=False),
)

# ``target`` is no foreign key: a judgement stays when a re-read no longer finds its attribution.
JUDGEMENTS = _table(
    "judgements",
    _number(),
    _id(),
    sa.Column("target", sa.Text, nullable=False, index=True),
    sa.Column("verdict", sa.Text),
    sa.Column("judge", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("change", sa.Text),
    sa.Column("note", sa.Text),
    sa.Column("undoes", sa.Text),
    sa.Column("report", sa.Text, nullable=False, index=True),
    sa.Column("words", sa.Text, nullable=False),
)

# --- 0002: lineage

PASSAGES = _table(
    "passages",
    sa.Column("band", BIG, primary_key=True, autoincrement=False),
    _of("versions", "version", key=True, index=True),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    rowid=False,
)

LINEAGE = _table(
    "lineage",
    sa.Column("id", sa.Text, primary_key=True),
    _of("versions", "found", index=True),  # the version that was being added when it was found
    _of("versions", "left", index=True),
    sa.Column("left_start", sa.Integer, nullable=False),
    sa.Column("left_end", sa.Integer, nullable=False),
    _of("versions", "right", index=True),
    sa.Column("right_start", sa.Integer, nullable=False),
    sa.Column("right_end", sa.Integer, nullable=False),
    sa.Column("similarity", EXACT, nullable=False),
    sa.Column("direction", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
)

# --- 0003: actors

# ``named`` is 1, 0 for who is only described, -1 for who is nothing but a pronoun ("we").
# ``called`` is the name by which others know that it was there (records.Portrait); ``place`` puts
# those that share a name in the order of publication, then of their ids, wherever they were added.
ACTORS = _table(
    "actors",
    _number(),
    _id(),
    _of("versions", "version", index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("named", sa.Integer, nullable=False),
    sa.Column("called", sa.Text, nullable=False),
    sa.Column("known", sa.Text),
    sa.Column("shown", sa.Integer, nullable=False),  # in the newest version
    sa.Column("place", BIG, nullable=False),
)

# The first is the fullest.
ACTOR_NAMES = _table(
    "actor_names",
    _of("actors", "actor", key=True),
    sa.Column("ordinal", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("folded", sa.Text, nullable=False, index=True),
    rowid=False,
)

OFFICES = _table(
    "offices",
    _of("actors", "actor", key=True),
    sa.Column("ordinal", sa.Integer, primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("former", sa.Integer, nullable=False),
    sa.Column("since", sa.Text),
    sa.Column("until", sa.Text),
    sa.Column("post", sa.Text),  # records.Post, where it is one that excludes others
    rowid=False,
)

MENTIONS = _table(
    "mentions",
    _of("actors", "actor", key=True),
    sa.Column("ordinal", sa.Integer, primary_key=True),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("head_start", sa.Integer, nullable=False),
    sa.Column("head_end", sa.Integer, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    rowid=False,
)

NAME_KEYS = _table(
    "name_keys",
    sa.Column("key", BIG, primary_key=True, autoincrement=False),
    sa.Column("place", BIG, primary_key=True, autoincrement=False),
    _of("actors", "actor", key=True, index=True),
    rowid=False,
)

# Left has the lesser number. ``near`` is the number of keys by which the two are neighbours.
SAMENESS = _table(
    "sameness",
    _of("actors", "left", key=True),
    _of("actors", "right", key=True, index=True),
    sa.Column("near", sa.Integer, nullable=False),
    sa.Column("score", EXACT, nullable=False),
    sa.Column("features", sa.Text, nullable=False),  # JSON: [[name, detail, points], ...]
    rowid=False,
)


def next_number(conn: sa.Connection, table: sa.Table) -> int:
    """The next number of a row; writers come one after another, so nobody else takes it."""
    return int(conn.scalar(sa.select(sa.func.max(table.c.n))) or 0) + 1
