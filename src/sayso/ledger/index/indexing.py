"""The words of attributions, into the full-text index and out of it. search/query.py asks it."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from sayso.ledger.index.words import find_words
from sayso.ledger.tables.reports import ATTRIBUTIONS, VERSIONS


def index_words(conn: sa.Connection, rows: Sequence[dict[str, object]]) -> None:
    """Index new rows of attributions that are shown. SQLite's triggers did so already."""
    if conn.dialect.name == "sqlite":
        return
    vectors = [{"n": row["n"], "words": _vector(row)} for row in rows if row["shown"]]
    if vectors:
        sql = "INSERT INTO search (n, words) VALUES (:n, CAST(:words AS tsvector))"
        conn.execute(sa.text(sql), vectors)


def hide_versions(conn: sa.Connection, report: int) -> None:
    """Take the attributions of a report's versions out of the search."""
    a, v = ATTRIBUTIONS.c, VERSIONS.c
    of_report = sa.select(v.n).where(v.report == report).scalar_subquery()
    hidden = sa.and_(a.version.in_(of_report), a.shown == 1)
    if conn.dialect.name != "sqlite":
        old = sa.select(a.n).where(hidden).scalar_subquery()
        conn.execute(sa.delete(sa.table("search", sa.column("n"))).where(sa.column("n").in_(old)))
    conn.execute(sa.update(ATTRIBUTIONS).where(hidden).values(shown=0))


_LAST_PLACE = 16_383  # PostgreSQL counts words no further
_LONGEST_WORD = 500  # characters; PostgreSQL takes 2,046 bytes


def _vector(row: dict[str, object]) -> str:
    """A row's words with their places and the letter of their part, as PostgreSQL writes them."""
    place, found = 0, []
    for part, letter in (("source", "A"), ("cue", "B"), ("content", "C"), ("facets", "D")):
        for _, _, word in find_words(str(row[part])):
            place += 1
            found.append(f"'{word[:_LONGEST_WORD]}':{min(place, _LAST_PLACE)}{letter}")
        place += 1  # no phrase reaches from one part into the next
    return " ".join(found)
