"""All of a ledger, a little at a time, in the order of ids: the order of adding is not seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import sqlalchemy as sa

from sayso.ledger.claims.loading import ClaimPage, load_claims
from sayso.ledger.claims.tallying import tally_claims
from sayso.ledger.judgements.added import added_to
from sayso.ledger.overview.copies import Copy, copies_after
from sayso.ledger.reports.loading import load_readings
from sayso.ledger.tables.claims import CLAIMS
from sayso.ledger.tables.reports import VERSIONS
from sayso.records import Reading

_AT_ONCE = 100  # that are in memory together


def stream_readings(conn: sa.Connection, *, added: bool = False) -> Iterator[Reading]:
    """What was read in the newest version of each report; with what people ``added`` to it."""
    v, later, last = VERSIONS.c, VERSIONS.alias(), ""
    newer = sa.exists().where(later.c.report == v.report, later.c.number > v.number)
    while True:
        asked = sa.select(v.n, v.id).where(v.id > last, ~newer).order_by(v.id).limit(_AT_ONCE)
        some = conn.execute(asked).all()
        if not some:
            return
        found = load_readings(conn, [row.n for row in some])
        if added:
            more = added_to(conn, [reading.report for reading in found.values()])
            for n, one in found.items():
                extra = more.get(one.report.id, ())
                found[n] = replace(one, attributions=(*one.attributions, *extra))
        yield from (found[row.n] for row in some)
        last = some[-1].id


def stream_claims(conn: sa.Connection) -> Iterator[ClaimPage]:
    """Every claim, with the first of its lines and what stands against it."""
    c, last = CLAIMS.c, ""
    while True:
        asked = sa.select(c.n, c.id).where(c.id > last).order_by(c.id).limit(_AT_ONCE)
        some = conn.execute(asked).all()
        if not some:
            return
        tallies = tally_claims(conn, [row.n for row in some])
        yield from load_claims(conn, {row.n: tallies[row.n] for row in some if row.n in tallies})
        last = some[-1].id


def stream_copies(conn: sa.Connection) -> Iterator[Copy]:
    """Every passage that the newest versions share, or have twice."""
    last = ""
    while some := copies_after(conn, last, _AT_ONCE):
        yield from some
        last = some[-1].reuse.id
