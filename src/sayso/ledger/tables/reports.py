"""The tables of a ledger, as SQLAlchemy Core sees them. The migrations make them.

Every table that text comes from has the record's id (a hash, the same on any machine) and a small
number ``n`` in the order of adding, by which the others refer to it: numbers keep related rows
side by side, so that adding costs the same however many there are.

The tables of events, labels and stances are in accounts.py, those of claims in claims.py.

``search`` is an FTS5 table over ``attributions`` on SQLite, kept by triggers, and a table of text
vectors on PostgreSQL; index/indexing.py and search/query.py alone speak to it.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import sqlalchemy as sa

from sayso.ledger.tables.columns import big, exact, of, only_where, small, table, text
from sayso.terms import Verdict

HEAD = "0008"  # the newest migration; a ledger of any other version is migrated or refused
DESCRIBED = 3  # what ``versions.described`` is of a version that is read today

METADATA = sa.MetaData()
_table = partial(table, METADATA)


RUNS = _table(
    "runs",
    text("id", key=True),
    text("software"),
    text("model"),
    text("settings"),
)

# A report is an address; without an address it is its one text.
REPORTS = _table(
    "reports",
    big("n", key=True),
    text("id", unique=True),
    text("address", null=True),
)

VERSIONS = _table(
    "versions",
    big("n", key=True),
    text("id", unique=True),  # Report.id
    of("reports", "report"),
    small("number"),  # 1, 2, ... in the order of adding
    sa.Column("run", sa.Text, sa.ForeignKey("runs.id"), nullable=False),
    text("added"),  # UTC, ISO 8601; the one column of time here
    text("where"),
    text("title", null=True),
    text("outlet", null=True),
    text("authors"),  # a JSON list
    text("published", null=True),  # ISO 8601, a day or a time
    text("modified", null=True),  # the same
    text("url", null=True),
    text("language", null=True),
    text("text"),
    small("described"),  # 0 for what was read before 0004, 1 before 0005, 2 before 0006
    sa.UniqueConstraint("report", "number"),
    sa.Index("versions_published", "published"),
    sa.Index("versions_outlet", "outlet"),
    sa.Index("versions_plain", "n", **only_where("described = 0")),
    sa.Index("versions_unaccounted", "n", **only_where("described < 3")),
)

BLOCKS = _table(
    "blocks",
    of("versions", "version", key=True),
    small("ordinal", key=True),
    text("kind"),
    small("start"),
    small("end"),
    text("origin", null=True),
    rowid=False,
)

# source, cue and content hold the words, which SQLite's full-text search reads from here;
# the spans are what counts. Those of a version that is not the newest are not ``shown``. A report's
# ``own`` assertions are here too. From ``manner`` on all is NULL where nothing tells it.
ATTRIBUTIONS = _table(
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
    text("actor", null=True, index=True),  # of 0003; the actor's id, in the same version
    # of 0004
    small("own"),
    text("manner", null=True),
    text("distance", null=True),
    text("certainty", null=True),
    exact("sureness", null=True),
    small("said", null=True),  # ordinals of the version's times
    small("happened", null=True),
    small("said_at", null=True),  # and of its toponyms
    small("happened_at", null=True),
)

# ``role`` is one of terms.Role, or what else of an attribution the words justify: "manner",
# "distance", "certainty", "addressee", and "hop0" for the first of its hops.
SPANS = _table(
    "spans",
    of("attributions", "attribution", key=True),
    text("role", key=True),
    small("ordinal", key=True),
    small("start"),
    small("end"),
    rowid=False,
)

FAILURES = _table(
    "failures",
    text("id", key=True),
    text("kind"),  # the error's class
    text("where"),
    text("what"),
    text("mend"),
    text("first"),  # UTC, ISO 8601
    text("last"),
)

PAIR_VERDICTS = frozenset((Verdict.SAME, Verdict.DIFFERENT))  # on two actors

# ``target`` is no foreign key: a judgement stays when a re-read no longer finds its attribution.
JUDGEMENTS = _table(
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

# --- 0002: lineage

# ``place`` puts the holders of a key in the order of publication (records.passage_place).
PASSAGES = _table(
    "passages",
    big("band", key=True),
    big("place", key=True),
    of("versions", "version", key=True, index=True),
    rowid=False,
)


def _reuse() -> tuple[sa.Column[Any], ...]:
    return (
        text("id", key=True),
        of("versions", "left"),
        small("left_start"),
        small("left_end"),
        of("versions", "right", index=True),
        small("right_start"),
        small("right_end"),
        exact("similarity"),
        text("direction"),
        text("reason"),
    )


# ``house`` is 1 for a short passage of two reports of one publisher: it may turn out to stand under
# many of its reports, and is in STANDING for as long as it does.
LINEAGE = _table(
    "lineage",
    *_reuse(),
    small("house"),
    sa.Index("lineage_pair", "left", "right"),
    sa.Index("lineage_house_left", "left", **only_where("house = 1")),
    sa.Index("lineage_house_right", "right", **only_where("house = 1")),
)

# --- 0008

STANDING = _table("standing", *_reuse(), sa.Index("standing_pair", "left", "right"))

# --- 0003: actors

# ``named`` is 1, 0 for who is only described, -1 for who is nothing but a pronoun ("we").
# ``called`` is the name by which others know that it was there (records.Portrait); ``place`` puts
# those that share a name in the order of publication, then of their ids, wherever they were added.
ACTORS = _table(
    "actors",
    big("n", key=True),
    text("id", unique=True),
    of("versions", "version", index=True),
    text("kind"),
    small("named"),
    text("called"),
    text("known", null=True),
    small("shown"),  # in the newest version
    big("place"),
)

# The first is the fullest.
ACTOR_NAMES = _table(
    "actor_names",
    of("actors", "actor", key=True),
    small("ordinal", key=True),
    text("name"),
    text("folded", index=True),
    rowid=False,
)

OFFICES = _table(
    "offices",
    of("actors", "actor", key=True),
    small("ordinal", key=True),
    text("title"),
    small("start"),
    small("end"),
    small("former"),
    text("since", null=True),
    text("until", null=True),
    text("post", null=True),  # records.Post, where it is one that excludes others
    rowid=False,
)

MENTIONS = _table(
    "mentions",
    of("actors", "actor", key=True),
    small("ordinal", key=True),
    small("start"),
    small("end"),
    small("head_start"),
    small("head_end"),
    text("kind"),
    text("reason"),
    rowid=False,
)

NAME_KEYS = _table(
    "name_keys",
    big("key", key=True),
    big("place", key=True),
    of("actors", "actor", key=True, index=True),
    rowid=False,
)

# Left has the lesser number. ``near`` is the number of keys by which the two are neighbours.
SAMENESS = _table(
    "sameness",
    of("actors", "left", key=True),
    of("actors", "right", key=True, index=True),
    small("near"),
    exact("score"),
    text("features"),  # JSON: [[name, detail, points], ...]
    rowid=False,
)

# --- 0004: how, when and where

HOPS = _table(
    "hops",
    of("attributions", "attribution", key=True),
    small("ordinal", key=True),
    text("kind"),
    text("name", null=True),
    rowid=False,
)

# ``first`` and ``last`` bound the calendar's stretch (Time.start and end); ``start`` and ``end``
# are characters, as everywhere.
TIMES = _table(
    "times",
    of("versions", "version", key=True),
    small("ordinal", key=True),
    small("start"),
    small("end"),
    text("value"),
    text("precision"),
    text("first", null=True),
    text("last", null=True),
    text("reason"),
    rowid=False,
)

# What names mean, once for all reports: the id is a hash of the other columns. Nothing is known of
# most; those with a point are found by it.
PLACES = _table(
    "places",
    big("n", key=True),
    text("id", unique=True),
    text("name"),
    text("known", null=True),
    exact("latitude", null=True),
    exact("longitude", null=True),
    exact("radius", null=True),  # kilometres
    text("others"),  # a JSON list
    sa.Index("places_point", "latitude", "longitude", **only_where("latitude IS NOT NULL")),
)

TOPONYMS = _table(
    "toponyms",
    of("versions", "version", key=True),
    small("ordinal", key=True),
    small("start"),
    small("end"),
    of("places", "place"),
    text("reason"),
    rowid=False,
)

# --- 0007: what was read is as it was for as long as this has the same one row.

CHANGES = _table("changes", big("n", key=True))


def count_change(conn: sa.Connection) -> None:
    """Note one more change of what was read: a report added, or read anew."""
    number = next_number(conn, CHANGES)
    conn.execute(sa.delete(CHANGES))
    conn.execute(sa.insert(CHANGES).values(n=number))


def next_number(conn: sa.Connection, table: sa.Table) -> int:
    """The next number of a row; writers come one after another, so nobody else takes it."""
    return int(conn.scalar(sa.select(sa.func.max(table.c.n))) or 0) + 1
