"""What a search found, as a whole: a page of it, the first and the last, and what it is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa

from sayso.ledger.actors.summing import Row, name_of
from sayso.ledger.actors.who import find_group, members_of
from sayso.ledger.judgements.keeping import judgements_of
from sayso.ledger.search.excerpts import Hit, load_excerpts, make_hit
from sayso.ledger.search.query import Query, find_all
from sayso.ledger.tables.reports import ACTOR_NAMES, ACTORS, ATTRIBUTIONS, HOPS, VERSIONS

_NAMED = 12  # values of a facet that are told, those of most attributions
_CALLED = 20  # names of which it is found out whose they are


class Facet(StrEnum):
    """By what findings are counted."""

    MANNER = "manner"
    CHANNEL = "channel"
    CERTAINTY = "certainty"
    TYPE = "type"
    OUTLET = "outlet"
    ACTOR = "actor"


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of the findings have a value. ``key`` asks for it; ``name`` is what it is called."""

    key: str
    name: str
    many: int


@dataclass(frozen=True, slots=True)
class OfOutlet:
    """The findings of one outlet: the first of ``many``. ``outlet`` is None where none is named."""

    outlet: str | None
    many: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """What a query found. ``many`` is at most WINDOW (search/query.py).

    ``more`` is whether others match too; ``counts`` are exact for those ``many``. ``hits`` are of
    the page that was asked for, or ``groups`` are, of ``outlets`` in all, those of most findings
    first. ``earliest`` and ``latest`` are by publication, of those with a date; None for a single
    one.
    """

    many: int
    more: bool
    hits: tuple[Hit, ...]
    counts: Mapping[Facet, tuple[Counted, ...]]
    earliest: Hit | None
    latest: Hit | None
    outlets: int
    groups: tuple[OfOutlet, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    n: int
    published: str | None
    outlet: str | None
    manner: str | None
    certainty: str | None
    quote_type: str
    actor: str | None


def load_findings(
    conn: sa.Connection, query: Query, where: str, *, each: int | None = None
) -> Findings:
    """All that a query found; with ``each`` by outlet, so many of each.

    ``query.skip`` and ``query.limit`` count outlets then. Raises NoRecord where the actor that is
    asked for is nobody or several.
    """
    actors = find_group(conn, query.actor, where).actors if query.actor else None
    found = find_all(conn, query, actors)
    lines = _lines(conn, found.numbers)
    dated = sorted((line for line in lines if line.published), key=lambda it: it.published or "")
    ends = (dated[0].n, dated[-1].n) if len(dated) > 1 else ()
    page = slice(query.skip, query.skip + query.limit)
    by_outlet = _by_outlet(lines)[page] if each else []
    shown = [line.n for line in lines[page]] if not each else []
    grouped = [n for _, numbers in by_outlet for n in numbers[:each]]
    hits = _hits(conn, [*ends, *shown, *grouped], query)
    return Findings(
        len(lines),
        found.more,
        tuple(hits[n] for n in shown),
        {facet: tuple(_count(conn, facet, lines)) for facet in Facet},
        hits[ends[0]] if ends else None,
        hits[ends[1]] if ends else None,
        len({line.outlet for line in lines}),
        tuple(
            OfOutlet(outlet, len(numbers), tuple(hits[n] for n in numbers[:each]))
            for outlet, numbers in by_outlet
        ),
    )


def _lines(conn: sa.Connection, numbers: Sequence[int]) -> list[_Line]:
    a, v = ATTRIBUTIONS.c, VERSIONS.c
    asked = (
        sa.select(a.n, v.published, v.outlet, a.manner, a.certainty, a.quote_type, a.actor)
        .join(VERSIONS, v.n == a.version)
        .where(a.n.in_(numbers))
    )
    rows = {row.n: _Line(*row) for row in conn.execute(asked)}
    return [rows[n] for n in numbers]


def _by_outlet(lines: Sequence[_Line]) -> list[tuple[str | None, list[int]]]:
    found: dict[str | None, list[int]] = {}
    for line in lines:
        found.setdefault(line.outlet, []).append(line.n)
    return sorted(found.items(), key=lambda item: (-len(item[1]), item[0] or ""))


def _hits(conn: sa.Connection, numbers: Sequence[int], query: Query) -> dict[int, Hit]:
    once = list(dict.fromkeys(numbers))
    excerpts = load_excerpts(conn, once)
    judged = judgements_of(conn, [one.attribution.id for one in excerpts])
    return {
        n: make_hit(one, query.phrases, judged.get(one.attribution.id, ()))
        for n, one in zip(once, excerpts, strict=True)
    }


def _count(conn: sa.Connection, facet: Facet, lines: Sequence[_Line]) -> list[Counted]:
    if facet is Facet.ACTOR:
        return _actors(conn, lines)
    if facet is Facet.CHANNEL:
        return _most(_channels(conn, [line.n for line in lines]))
    name = "quote_type" if facet is Facet.TYPE else facet.value
    return _most(Counter(value for line in lines if (value := getattr(line, name))))


def _channels(conn: sa.Connection, numbers: Collection[int]) -> Counter[str]:
    h = HOPS.c
    asked = sa.select(h.attribution, h.kind).where(h.attribution.in_(numbers)).distinct()
    return Counter(kind for _, kind in conn.execute(asked))


def _most(counts: Counter[str]) -> list[Counted]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [Counted(key, key, many) for key, many in ordered[:_NAMED]]


def _actors(conn: sa.Connection, lines: Sequence[_Line]) -> list[Counted]:
    """Who says most of it: the groups of the actors whose words it is.

    Groups are found for those names alone under which most is said: at 10,000 reports, links lead
    from the sources of 500 findings to 22,000 actors, which takes a second.
    """
    said = Counter(line.actor for line in lines if line.actor)
    a, n = ACTORS.c, ACTOR_NAMES.c
    asked = sa.select(a.n, a.id, n.folded).join(ACTOR_NAMES, n.actor == a.n)
    rows = conn.execute(
        asked.where(a.id.in_(said), a.shown == 1, a.named >= 0, n.ordinal == 0).order_by(a.n)
    ).all()
    called: Counter[str] = Counter()
    for row in rows:
        called[row.folded] += said[row.id]
    first = {name for name, _ in called.most_common(_CALLED)}
    groups = members_of(conn, [row.n for row in rows if row.folded in first])
    spoken = sorted(groups, key=lambda members: (-_said(members, said), members[0].id))
    return [
        Counted(min(row.id for row in members), name_of(members), _said(members, said))
        for members in spoken[:_NAMED]
    ]


def _said(members: Sequence[Row], said: Mapping[str, int]) -> int:
    return sum(said.get(row.id, 0) for row in members)
