"""Full-text search over the words of attributions: one question, asked of SQLite or PostgreSQL.

Words, type, outlet and days all go into one match against one index, newest first and cut off, so
a question costs about the same however many rows there are. Ranking by relevance would have to
weigh every row that holds a common word.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from sayso.ledger.index.facets import (
    ADDED,
    EARLIEST,
    HAPPENED,
    LATEST,
    OWN,
    SAID,
    certainty_facet,
    channel_facet,
    manner_facet,
    meeting_facets,
    place_facet,
    range_facets,
    type_facet,
)
from sayso.ledger.index.near import Near, places_near
from sayso.ledger.index.words import Phrase, one_phrase, parse_phrases
from sayso.ledger.tables.reports import ATTRIBUTIONS, VERSIONS
from sayso.terms import Certainty, ChannelKind, Manner, QuoteType

# Of more matches than these, those that were added last are put in order and shown.
WINDOW = 500
_WORDS, _SOURCE, _FACETS = "{source cue content}", "{source}", "{facets}"
_WEIGHTS = {_WORDS: "ABC", _SOURCE: "A", _FACETS: "D"}


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for. ``words`` may hold "phrases" and begin* of words; all must match.

    ``source`` and ``outlet`` are words that stand together in the source and in the outlet's name.
    ``actor`` is an id or a name: whatever its words, the source is that actor, in any report.
    ``since`` and ``until`` are days, both included; reports without a date match neither. One of
    several ``manners``, ``channels`` (on whatever step) and ``certainties`` will do. ``said`` and
    ``happened`` are first and last day, either of them None: of what the report tells, some part
    must lie between. ``near`` is met by where it was said or where it happened. ``own`` adds what
    reports assert themselves to what others say in them; ``added`` asks for what people added to
    what the machine read, and for nothing else. The latest published come first, or the
    ``oldest``; ``skip`` as many, and give at most ``limit``.
    """

    words: str = ""
    source: str | None = None
    actor: str | None = None
    quote_type: QuoteType | None = None
    outlet: str | None = None
    since: date | None = None
    until: date | None = None
    manners: tuple[Manner, ...] = ()
    channels: tuple[ChannelKind, ...] = ()
    certainties: tuple[Certainty, ...] = ()
    said: tuple[date | None, date | None] = (None, None)
    happened: tuple[date | None, date | None] = (None, None)
    near: Near | None = None
    own: bool = False
    added: bool = False
    limit: int = 20
    skip: int = 0
    oldest: bool = False

    @property
    def asks_how(self) -> bool:
        """Whether it asks for what ledgers did not keep before version 0004."""
        told = (self.manners, self.channels, self.certainties, self.near)
        return any(told) or any(self.said) or any(self.happened)

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """What its snippets mark."""
        return parse_phrases(self.words) + one_phrase(self.source or "")


@dataclass(frozen=True, slots=True)
class _Any:
    """One of several phrases, in one part of a row."""

    part: str
    phrases: tuple[Phrase, ...]


_OWN = _Any(_FACETS, (Phrase((OWN,)),))


@dataclass(frozen=True, slots=True)
class Found:
    """Numbers of all attributions that match, in order; ``more`` if there are others yet.

    Those are then left out that were added first, or last where the ``oldest`` come first.
    """

    numbers: tuple[int, ...]
    more: bool


def find_attributions(
    conn: sa.Connection, query: Query, actors: Collection[str] | None = None
) -> list[int]:
    """Numbers of the attributions that match, on the page that is asked for.

    With ``actors``, only those whose source is one of these ids.
    """
    found = find_all(conn, query, actors)
    return list(found.numbers[query.skip : query.skip + query.limit])


def find_all(conn: sa.Connection, query: Query, actors: Collection[str] | None = None) -> Found:
    """Whatever matches, at most WINDOW or as many as the page that is asked for needs."""
    wanted = _conditions(conn, query)
    if wanted is None:
        return Found((), more=False)
    window = max(WINDOW, query.skip + query.limit)
    match = _match if wanted else _latest
    found = match(conn, wanted, window + 1, actors, query)
    a, v = ATTRIBUTIONS.c, VERSIONS.c
    ordered = sa.select(a.n).join(VERSIONS, v.n == a.version).where(a.n.in_(found[:window]))
    if query.oldest:
        ordered = ordered.order_by(v.published.asc().nulls_last(), a.n)
    else:
        ordered = ordered.order_by(v.published.desc().nulls_last(), a.n.desc())
    return Found(tuple(conn.scalars(ordered)), len(found) > window)


def _conditions(conn: sa.Connection, query: Query) -> list[_Any] | None:
    """Of which all must hold; None where nothing can match."""
    wanted = [_Any(_WORDS, (phrase,)) for phrase in parse_phrases(query.words)]
    for text, part in ((query.source, _SOURCE), (query.outlet, _FACETS)):
        if text is not None:
            wanted += [_Any(part, (phrase,)) for phrase in one_phrase(text)] or [_Any(part, ())]
    if query.words.strip() and not parse_phrases(query.words):
        return None
    wanted += [
        _Any(_FACETS, tuple(Phrase((one,)) for one in some)) for some in _facets(conn, query)
    ]
    return wanted if all(one.phrases for one in wanted) else None


def _facets(conn: sa.Connection, query: Query) -> Iterator[Sequence[str]]:
    """Facets, one of each of which must be there."""
    if query.added:
        yield [ADDED]
    if query.quote_type is not None:
        yield [type_facet(query.quote_type)]
    if query.manners:
        yield [manner_facet(manner) for manner in query.manners]
    if query.channels:
        yield [channel_facet(kind) for kind in query.channels]
    if query.certainties:
        yield [certainty_facet(certainty) for certainty in query.certainties]
    if query.since or query.until:
        first, last = _published(conn)
        yield range_facets(max(query.since or first, first), min(query.until or last, last))
    for letter, (since, until) in ((SAID, query.said), (HAPPENED, query.happened)):
        if since or until:
            yield meeting_facets(letter, since or EARLIEST, until or LATEST)
    if query.near:
        yield [place_facet(number) for number in places_near(conn, query.near)]


def _published(conn: sa.Connection) -> tuple[date, date]:
    """The first and the last day of all reports, which bound an open range of days."""
    day = VERSIONS.c.published
    first, last = (conn.scalar(sa.select(end(day))) for end in (sa.func.min, sa.func.max))
    if not first or not last:
        return date.max, date.min
    return date.fromisoformat(first[:10]), date.fromisoformat(last[:10])


def _latest(
    conn: sa.Connection,
    _: Iterable[_Any],
    window: int,
    actors: Collection[str] | None,
    query: Query,
) -> Sequence[int]:
    a = ATTRIBUTIONS.c
    order = a.n if query.oldest else a.n.desc()
    asked = sa.select(a.n).where(a.shown == 1).order_by(order).limit(window)
    if not query.own:
        asked = asked.where(a.own == 0)
    if actors is None:
        return conn.scalars(asked).all()
    of_them = sa.text(f"attributions.n IN ({_OF_ACTORS[conn.dialect.name]})")
    return conn.scalars(asked.where(of_them), {"actors": json.dumps(list(actors))}).all()


# Many thousands of ids may be one actor's: more than a statement has parameters for.
_OF_ACTORS = {
    "sqlite": "SELECT n FROM attributions WHERE actor IN (SELECT value FROM json_each(:actors))",
    "postgresql": "SELECT n FROM attributions WHERE actor IN"
    " (SELECT json_array_elements_text(CAST(:actors AS json)))",
}


def _match(
    conn: sa.Connection,
    wanted: Iterable[_Any],
    window: int,
    actors: Collection[str] | None,
    query: Query,
) -> Sequence[int]:
    told: dict[str, object] = {"window": window}
    if conn.dialect.name == "sqlite":
        number, told["asked"] = "rowid", " AND ".join(map(_for_sqlite, wanted))
        others = f" NOT {_for_sqlite(_OWN)}"
        sql = "SELECT rowid FROM search WHERE search MATCH :asked"
    else:
        number, told["asked"] = "n", " & ".join(map(_for_postgresql, wanted))
        others = f" & !{_for_postgresql(_OWN)}"
        sql = "SELECT n FROM search WHERE words @@ CAST(:asked AS tsquery)"
    if not query.own:
        told["asked"] = f"({told['asked']}){others}"
    if actors is not None:
        told["actors"] = json.dumps(list(actors))
        sql += f" AND {number} IN ({_OF_ACTORS[conn.dialect.name]})"
    sql += f" ORDER BY {number} {'ASC' if query.oldest else 'DESC'} LIMIT :window"
    return conn.scalars(sa.text(sql), told).all()


def _for_sqlite(wanted: _Any) -> str:
    # Every word stands between quotation marks, where FTS5 has no syntax.
    phrases = (f'"{" ".join(p.words)}"' + " *" * p.begins for p in wanted.phrases)
    return f"({wanted.part} : ({' OR '.join(phrases)}))"


def _for_postgresql(wanted: _Any) -> str:
    weights = _WEIGHTS[wanted.part]

    def phrase(p: Phrase) -> str:
        stars = [""] * (len(p.words) - 1) + ["*" * p.begins]
        words = zip(p.words, stars, strict=True)
        return " <-> ".join(f"'{word}':{star}{weights}" for word, star in words)

    return "(" + " | ".join(f"({phrase(p)})" for p in wanted.phrases) + ")"
