"""Actors of one report: into the ledger, and back as records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

import sqlalchemy as sa

from sayso.across import Portrait
from sayso.ledger.database.asking import in_groups
from sayso.ledger.tables.reports import (
    ACTOR_NAMES,
    ACTORS,
    MENTIONS,
    OFFICES,
    VERSIONS,
    next_number,
)
from sayso.names import fold
from sayso.records import Actor, Attribution, Mention, Office, Post, Reading, Report, Span
from sayso.terms import ActorKind, MentionKind


class Drawing(Protocol):
    """What knows how actors of several reports compare; sayso.pipeline does."""

    def portraits(self, reading: Reading) -> tuple[Portrait, ...]:
        """The actors of a reading as actors of other reports are compared with them."""

    def post(self, office: Office) -> Post | None:
        """What an office is compared by, where it is one that excludes others."""


def keep_actors(
    conn: sa.Connection, reading: Reading, version: int, drawing: Drawing | None, *, shown: bool
) -> dict[int, Portrait]:
    """Add the actors of a version; gives them by their numbers as others are compared with them."""
    once = {actor.id: actor for actor in reading.actors}
    if not once:
        return {}
    numbers = dict(zip(once, range(next_number(conn, ACTORS), 1 << 62), strict=False))
    drawn = drawing.portraits(reading) if drawing else ()
    portraits = {portrait.actor: portrait for portrait in drawn}
    rows = [
        {
            "n": numbers[actor.id],
            "id": actor.id,
            "version": version,
            "kind": actor.kind.value,
            "named": _named(actor, portraits.get(actor.id)),
            "called": portraits[actor.id].called if portraits else "",
            "known": actor.known,
            "shown": int(shown),
            "place": actor_place(reading.report, actor.id),
        }
        for actor in once.values()
    ]
    conn.execute(sa.insert(ACTORS), rows)
    for table, parts in _parts(once.values(), numbers, drawing).items():
        if parts:
            conn.execute(sa.insert(table), parts)
    return {numbers[id]: portrait for id, portrait in portraits.items()}


def _named(actor: Actor, portrait: Portrait | None) -> int:
    if portrait is not None and portrait.named:
        return 1
    kinds = {mention.kind for mention in actor.mentions}
    return -1 if kinds == {MentionKind.PRONOUN} else 0


def actor_place(report: Report, actor: str) -> int:
    """Where an actor stands among those of its name: by day, then by its id. 52 bits."""
    day = report.published.toordinal() if report.published else 0
    return day << 32 | int(actor[:8], 16)


def _parts(
    actors: Iterable[Actor], numbers: Mapping[str, int], drawing: Drawing | None
) -> dict[sa.Table, list[dict[str, object]]]:
    names: list[dict[str, object]] = []
    offices: list[dict[str, object]] = []
    mentions: list[dict[str, object]] = []
    for actor in actors:
        n = numbers[actor.id]
        for at, name in enumerate((actor.name, *actor.names)):
            names.append({"actor": n, "ordinal": at, "name": name, "folded": fold(name)})
        for at, office in enumerate(actor.offices):
            post = drawing.post(office) if drawing else None
            offices.append({"actor": n, "ordinal": at, **_office_row(office, post)})
        for at, mention in enumerate(actor.mentions):
            mentions.append({"actor": n, "ordinal": at, **_mention_row(mention)})
    return {ACTOR_NAMES: names, OFFICES: offices, MENTIONS: mentions}


def _office_row(office: Office, post: Post | None) -> dict[str, object]:
    return {
        "title": office.title,
        "start": office.span.start,
        "end": office.span.end,
        "former": int(office.former),
        "since": office.since,
        "until": office.until,
        "post": post and "|".join((post.noun, _joined(post.scope), _joined(post.rank))),
    }


def _joined(words: Iterable[str]) -> str:
    return " ".join(sorted(words))


def post_from(text: str) -> Post:
    """A post as the ledger has it written down."""
    noun, scope, rank = text.split("|")
    return Post(noun, frozenset(scope.split()), frozenset(rank.split()))


def _mention_row(mention: Mention) -> dict[str, object]:
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "head_start": mention.head.start,
        "head_end": mention.head.end,
        "kind": mention.kind.value,
        "reason": mention.reason,
    }


def load_actors(conn: sa.Connection, condition: sa.ColumnElement[bool]) -> dict[int, Actor]:
    """The actors for which ``condition`` on ACTORS holds, by number, in the order of adding."""
    a, v = ACTORS.c, VERSIONS.c
    asked = (
        sa.select(a.n, a.id, v.id.label("report"), a.kind, a.known)
        .join(VERSIONS, v.n == a.version)
        .where(condition)
        .order_by(a.n)
    )
    rows = conn.execute(asked).all()
    numbers = [row.n for row in rows]
    names = load_names(conn, numbers)
    offices: defaultdict[int, list[Office]] = defaultdict(list)
    for n, row in _ordered(conn, OFFICES, numbers):
        span = Span(row["start"], row["end"])
        former = bool(row["former"])
        offices[n].append(Office(row["title"], span, former, row["since"], row["until"]))
    mentions: defaultdict[int, list[Mention]] = defaultdict(list)
    for n, row in _ordered(conn, MENTIONS, numbers):
        span, head = Span(row["start"], row["end"]), Span(row["head_start"], row["head_end"])
        mentions[n].append(Mention(span, head, MentionKind(row["kind"]), row["reason"]))
    return {
        row.n: Actor(
            row.id,
            row.report,
            ActorKind(row.kind),
            names[row.n][0],
            names[row.n][1:],
            tuple(offices[row.n]),
            tuple(mentions[row.n]),
            row.known,
        )
        for row in rows
    }


def load_sources(conn: sa.Connection, attributions: Iterable[Attribution]) -> dict[str, Actor]:
    """The actors that are sources of attributions, by id."""
    ids = {one.actor for one in attributions if one.actor}
    return {actor.id: actor for actor in load_actors(conn, ACTORS.c.id.in_(ids)).values()}


def load_names(conn: sa.Connection, numbers: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The names of actors by number, the fullest first."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for n, name in _told(conn, ACTOR_NAMES.c.name, numbers):
        found[n].append(name)
    return {n: tuple(names) for n, names in found.items()}


def load_portraits(conn: sa.Connection, numbers: Sequence[int]) -> dict[int, Portrait]:
    """Actors as others are compared with them, but for their company.

    ``report`` is the version's number: to look its id up takes a page from the disk for each.
    """
    a = ACTORS.c
    names = load_names(conn, numbers)
    offices: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for n, title in _told(conn, OFFICES.c.title, numbers):
        offices[n][title] = None
    found = {}
    for some in in_groups(numbers):
        asked = sa.select(a.n, a.id, a.version, a.kind, a.named, a.called, a.known)
        for one in conn.execute(asked.where(a.n.in_(some))):
            found[one.n] = Portrait(
                one.id,
                str(one.version),
                ActorKind(one.kind),
                names[one.n] if one.named > 0 else names[one.n][:1],
                one.named > 0,
                tuple(offices[one.n]),
                one.called,
                frozenset(),
                one.known,
            )
    return found


def load_company(conn: sa.Connection, portraits: Iterable[Portrait]) -> dict[str, frozenset[str]]:
    """How everybody is called whom the reports of loaded portraits name, by ``report``."""
    a = ACTORS.c
    found: defaultdict[str, set[str]] = defaultdict(set)
    for some in in_groups(sorted({int(portrait.report) for portrait in portraits})):
        asked = sa.select(a.version, a.called).where(a.version.in_(some), a.called != "")
        for version, called in conn.execute(asked).all():
            found[str(version)].add(called)
    return {report: frozenset(called) for report, called in found.items()}


def _told(
    conn: sa.Connection, column: sa.Column[str], numbers: Sequence[int]
) -> Iterator[tuple[int, str]]:
    """One column of a table of parts by the actor that they belong to, in their order."""
    c = column.table.c
    for some in in_groups(numbers):
        asked = sa.select(c.actor, column).where(c.actor.in_(some)).order_by(c.actor, c.ordinal)
        yield from conn.execute(asked).all()


def _ordered(
    conn: sa.Connection, table: sa.Table, numbers: Sequence[int]
) -> Iterator[tuple[int, sa.RowMapping]]:
    """Rows of a table of parts by the actor that they belong to, in their order."""
    c = table.c
    for some in in_groups(numbers):
        asked = sa.select(table).where(c.actor.in_(some)).order_by(c.actor, c.ordinal)
        for row in conn.execute(asked).mappings().all():
            yield row["actor"], row
