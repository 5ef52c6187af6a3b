"""How much is in a ledger, and how many of what."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from sayso.ledger.claims.relations import CLASHES
from sayso.ledger.database.kept import kept
from sayso.ledger.judgements.keeping import load_judgements, standing
from sayso.ledger.tables.accounts import EVENTS, LABELS, STANCES
from sayso.ledger.tables.claims import CLAIMS, RELATIONS
from sayso.ledger.tables.reports import (
    ACTORS,
    ATTRIBUTIONS,
    DESCRIBED,
    FAILURES,
    HEAD,
    HOPS,
    LINEAGE,
    REPORTS,
    RUNS,
    SPANS,
    VERSIONS,
)
from sayso.terms import Role

OUTLETS = 10  # that are named, those with most reports


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts of a ledger. ``quote_types``, ``manners``, ``outlets`` and the like count by name.

    Attributions, assertions (the reports' own), actors, events, labels and stances (of one report
    each) are those of the newest versions; ``judged`` are those of them, and orphans, that have a
    judgement that stands. ``undescribed`` are versions that were read before ledgers had manners,
    times and places, ``unaccounted`` those from before events, labels, stances and claims.
    ``ledger`` is the version of the ledger's tables.
    """

    ledger: str
    reports: int
    versions: int
    earliest: str | None
    latest: str | None
    outlets: dict[str, int]
    attributions: int
    quote_types: dict[str, int]
    manners: dict[str, int]
    channels: dict[str, int]
    certainties: dict[str, int]
    without_source: int
    assertions: int
    undescribed: int
    unaccounted: int
    actors: int
    events: int
    labels: int
    stances: int
    claims: int
    contradictions: int
    reuses: int
    judged: int
    verdicts: dict[str, int]
    failures: int
    runs: tuple[str, ...]


def count_all(conn: sa.Connection) -> Stats:
    """Count everything: one look at every attribution."""
    return kept(conn, "stats", lambda: _count_all(conn), judged=True)


def _count_all(conn: sa.Connection) -> Stats:
    v, a, s = VERSIONS.c, ATTRIBUTIONS.c, SPANS.c
    said = sa.and_(a.shown == 1, a.own == 0)
    types = _counted(conn, a.quote_type, said)
    named = (
        sa.select(sa.func.count())
        .select_from(ATTRIBUTIONS)
        .where(
            said,
            sa.exists().where(s.attribution == a.n, s.role == Role.SOURCE.value),
        )
    )
    x = ACTORS.c
    stand = standing(load_judgements(conn))
    verdicts: dict[str, int] = {}
    for judgement in stand:
        verdicts[str(judgement.verdict)] = verdicts.get(str(judgement.verdict), 0) + 1
    outlets = _counted(conn, v.outlet, v.outlet.is_not(None), OUTLETS)
    runs = conn.scalars(sa.select(RUNS.c.software).distinct().order_by(RUNS.c.software)).all()
    total = sum(types.values())
    return Stats(
        ledger=HEAD,
        reports=_rows(conn, REPORTS),
        versions=_rows(conn, VERSIONS),
        earliest=conn.scalar(sa.select(sa.func.min(v.published))),
        latest=conn.scalar(sa.select(sa.func.max(v.published))),
        outlets=outlets,
        attributions=total,
        quote_types=types,
        manners=_counted(conn, a.manner, sa.and_(said, a.manner.is_not(None))),
        channels=_channels(conn, said),
        certainties=_counted(conn, a.certainty, sa.and_(said, a.certainty.is_not(None))),
        without_source=total - int(conn.scalar(named) or 0),
        assertions=_rows(conn, ATTRIBUTIONS, sa.and_(a.shown == 1, a.own == 1)),
        undescribed=count_undescribed(conn),
        unaccounted=count_unaccounted(conn),
        actors=_rows(conn, ACTORS, sa.and_(x.shown == 1, x.named >= 0)),
        events=_of_newest(conn, EVENTS),
        labels=_of_newest(conn, LABELS),
        stances=_of_newest(conn, STANCES),
        claims=_rows(conn, CLAIMS),
        contradictions=_rows(conn, RELATIONS, CLASHES),
        reuses=_rows(conn, LINEAGE),
        judged=len({judgement.target for judgement in stand}),
        verdicts=verdicts,
        failures=_rows(conn, FAILURES),
        runs=tuple(runs),
    )


def count_undescribed(conn: sa.Connection) -> int:
    """How many versions were read before ledgers had manners, times and places."""
    return _rows(conn, VERSIONS, VERSIONS.c.described == 0)


def count_unaccounted(conn: sa.Connection) -> int:
    """How many versions were read before ledgers had events, labels, stances and claims."""
    return _rows(conn, VERSIONS, VERSIONS.c.described < DESCRIBED)


def newest() -> sa.Select[int]:
    """The number of the newest version of each report."""
    return sa.select(sa.func.max(VERSIONS.c.n)).group_by(VERSIONS.c.report)


def _of_newest(conn: sa.Connection, table: sa.Table) -> int:
    return _rows(conn, table, table.c.version.in_(newest()))


def _rows(
    conn: sa.Connection, table: sa.Table, condition: sa.ColumnElement[bool] | None = None
) -> int:
    asked = sa.select(sa.func.count()).select_from(table)
    return int(conn.scalar(asked if condition is None else asked.where(condition)) or 0)


def _channels(conn: sa.Connection, condition: sa.ColumnElement[bool]) -> dict[str, int]:
    """How many attributions came by way of each kind of channel."""
    h, a = HOPS.c, ATTRIBUTIONS.c
    many = sa.func.count(h.attribution.distinct())
    asked = sa.select(h.kind, many).join(ATTRIBUTIONS, a.n == h.attribution).where(condition)
    rows = conn.execute(asked.group_by(h.kind).order_by(many.desc(), h.kind))
    return {kind: int(number) for kind, number in rows}


def _counted(
    conn: sa.Connection,
    column: sa.Column[str],
    condition: sa.ColumnElement[bool],
    limit: int | None = None,
) -> dict[str, int]:
    many = sa.func.count()
    asked = sa.select(column, many).where(condition).group_by(column)
    rows = conn.execute(asked.order_by(many.desc(), column).limit(limit))
    return {name: int(number) for name, number in rows}
