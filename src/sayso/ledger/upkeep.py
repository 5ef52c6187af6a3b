"""What the reports of a ledger were read with, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from sayso.ledger.database.kept import read_state
from sayso.ledger.database.opening import Database
from sayso.ledger.tables.reports import FAILURES, RUNS, VERSIONS


@dataclass(frozen=True, slots=True)
class Reads:
    """A run, how many ``versions`` were read by it, and when the last of them was added (UTC)."""

    id: str
    software: str
    model: str
    settings: str
    versions: int
    last: str | None


@dataclass(frozen=True, slots=True)
class Failure:
    """What could not be read: the ``kind`` of error, why, the mend, and when, first and last."""

    id: str
    kind: str
    where: str
    what: str
    mend: str
    first: str
    last: str


class Upkeep:
    """The part of a Ledger that tells how it was filled; store.py's Ledger has it."""

    _database: Database

    def state(self) -> object:
        """What is equal for as long as nothing is read in, and no two actors are judged."""
        with self._database.reading() as conn:
            return read_state(conn)

    def runs(self) -> list[Reads]:
        """What its reports were read with, the run whose reports were added last first."""
        with self._database.reading() as conn:
            return list_runs(conn)

    def failures(self, *, skip: int, top: int) -> tuple[list[Failure], int]:
        """What could not be read, the latest first, after the first ``skip``; and how many."""
        with self._database.reading() as conn:
            return list_failures(conn, skip=skip, top=top)


def list_runs(conn: sa.Connection) -> list[Reads]:
    """All runs, the one whose reports were added last first."""
    r, v = RUNS.c, VERSIONS.c
    many, last = sa.func.count(v.n), sa.func.max(v.added)
    asked = (
        sa.select(r.id, r.software, r.model, r.settings, many, last)
        .select_from(RUNS.outerjoin(VERSIONS, v.run == r.id))
        .group_by(r.id, r.software, r.model, r.settings)
        .order_by(last.desc(), r.id)
    )
    return [Reads(*row) for row in conn.execute(asked)]


def list_failures(conn: sa.Connection, *, skip: int, top: int) -> tuple[list[Failure], int]:
    """At most ``top`` failures after the first ``skip``, the latest first, and how many."""
    f = FAILURES.c
    asked = sa.select(f.id, f.kind, f.where, f.what, f.mend, f.first, f.last)
    rows = conn.execute(asked.order_by(f.last.desc(), f.id).offset(skip).limit(top))
    found = [Failure(*row) for row in rows]
    return found, conn.scalar(sa.select(sa.func.count()).select_from(FAILURES)) or 0
