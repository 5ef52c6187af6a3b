"""All of a ledger, a little at a time, in the order of ids: the order of adding is not seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from sayso.ledger.actors.filed import Filed
from sayso.ledger.claims.loading import MOST, Between, ClaimPage, load_betweens, load_claims
from sayso.ledger.claims.relations import CLASHES
from sayso.ledger.claims.tallying import Tally, tally_claims
from sayso.ledger.judgements.amending import amend
from sayso.ledger.overview.copies import Copy, copies_after
from sayso.ledger.overview.gathering import Known
from sayso.ledger.reports.loading import CHARACTERS, fitting, load_readings
from sayso.ledger.tables.claims import CLAIMS, RELATIONS
from sayso.ledger.tables.reports import VERSIONS
from sayso.records import Reading

_AT_ONCE = 100  # versions, passages or contradictions that are in memory together
_CLAIMS = 100  # that are counted together
_SAYINGS = 200  # that are loaded together, each with its report


def stream_readings(
    conn: sa.Connection, *, whole: bool = True, added: bool = False, amended: bool = False
) -> Iterator[Reading]:
    """What was read in the newest version of each report; all three as Ledger.readings has them."""
    for some in _some_readings(conn, whole=whole, added=added or amended):
        yield from amend(conn, some) if amended else some


def stream_known(conn: sa.Connection) -> Iterator[tuple[Reading, Known]]:
    """Each reading, not whole, with who its actors are over all reports, and those of others."""
    with Filed(conn) as filed:
        for some in _some_readings(conn, whole=False, added=True):
            known = Known(*filed.names_of({actor.id for one in some for actor in one.actors}))
            yield from ((reading, known) for reading in amend(conn, some))


def _some_readings(conn: sa.Connection, *, whole: bool, added: bool) -> Iterator[Sequence[Reading]]:
    v, later, last = VERSIONS.c, VERSIONS.alias(), ""
    newer = sa.exists().where(later.c.report == v.report, later.c.number > v.number)
    while True:
        asked = sa.select(v.n, v.id, sa.func.length(v.text).label("characters"))
        asked = asked.where(v.id > last, ~newer).order_by(v.id).limit(_AT_ONCE)
        some = conn.execute(asked).all()
        if not some:
            return
        some = some[: fitting((row.characters for row in some), CHARACTERS)]
        found = load_readings(conn, [row.n for row in some], whole=whole, added=added)
        yield [found[row.n] for row in some]
        last = some[-1].id


def stream_claims(conn: sa.Connection) -> Iterator[ClaimPage]:
    """Every claim, with the first of its lines and what stands against it; excerpts not whole."""
    c, last = CLAIMS.c, ""
    with Filed(conn) as filed:
        while True:
            asked = sa.select(c.n, c.id).where(c.id > last).order_by(c.id).limit(_CLAIMS)
            some = conn.execute(asked).all()
            if not some:
                return
            tallies = tally_claims(conn, [row.n for row in some], filed.numbers_of)
            left = [row.n for row in some if row.n in tallies]
            while left:
                many = fitting((_shown(tallies[n]) for n in left), _SAYINGS)
                yield from load_claims(conn, {n: tallies[n] for n in left[:many]}, whole=False)
                left = left[many:]
            last = some[-1].id


def _shown(tally: Tally) -> int:
    return sum(len(line[:MOST]) for line in tally.lines[:MOST])


def stream_clashes(conn: sa.Connection) -> Iterator[Between]:
    """Every contradiction."""
    r, last = RELATIONS.c, ""
    while True:
        asked = sa.select(r.id).where(CLASHES, r.id > last).order_by(r.id).limit(_AT_ONCE)
        some = conn.scalars(asked).all()
        if not some:
            return
        yield from load_betweens(conn, some)
        last = some[-1]


def stream_copies(conn: sa.Connection) -> Iterator[Copy]:
    """Every passage that the newest versions share, or have twice."""
    last = ""
    while some := copies_after(conn, last, _AT_ONCE):
        yield from some
        last = some[-1].reuse.id
