"""One report into the ledger, in one transaction of the caller's."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Protocol

import sqlalchemy as sa

from sayso.errors import NotText, SaysoError
from sayso.ledger.actors.neighbours import Comparing, enter, leave
from sayso.ledger.claims.meeting import Weighing, enter_claims, leave_claims
from sayso.ledger.claims.recopied import recopy
from sayso.ledger.index.indexing import hide_versions
from sayso.ledger.judgements import added
from sayso.ledger.reports.accounts import keep_accounts
from sayso.ledger.reports.actors import Drawing, keep_actors
from sayso.ledger.reports.addresses import page_of
from sayso.ledger.reports.attributions import keep_attributions
from sayso.ledger.reports.events import keep_events
from sayso.ledger.reports.propositions import keep_propositions
from sayso.ledger.reports.reuses import Sharing, keep_reuses
from sayso.ledger.reports.settings import keep_places, keep_times
from sayso.ledger.tables.accounts import OF_ACCOUNTS
from sayso.ledger.tables.claims import OF_CLAIMS, PROPOSITIONS
from sayso.ledger.tables.columns import storable
from sayso.ledger.tables.reports import (
    ACTORS,
    ATTRIBUTIONS,
    BLOCKS,
    DESCRIBED,
    FAILURES,
    REPORTS,
    RUNS,
    TIMES,
    TOPONYMS,
    VERSIONS,
    count_change,
    next_number,
)
from sayso.records import Proposition, Reading, Report, Run, identify
from sayso.terms import Added


class Reconcile(Drawing, Comparing, Sharing, Weighing, Protocol):
    """What finds reuse and compares actors and propositions; sayso.pipeline does.

    The ledger knows no stage.
    """


def add_reading(
    conn: sa.Connection, reading: Reading, run: Run, reconcile: Reconcile | None
) -> Added:
    """Add a report with what was read in it, if its text is not there yet."""
    report = reading.report
    if known_id(conn, report) is not None:
        return Added.SAME
    keep_run(conn, run)
    number, count = _keep_report(conn, report)
    if count:
        _hide_versions(conn, number, reconcile)
    version = next_number(conn, VERSIONS)
    conn.execute(sa.insert(VERSIONS), _version_row(report, run, version, number, count + 1))
    blocks = [
        {
            "version": version,
            "ordinal": at,
            "kind": block.kind.value,
            "start": block.span.start,
            "end": block.span.end,
            "origin": storable(block.origin),
        }
        for at, block in enumerate(report.blocks)
    ]
    if blocks:
        conn.execute(sa.insert(BLOCKS), blocks)
    propositions = _keep_reading(conn, reading, version, reconcile, shown=True)
    if reconcile is not None:
        recopy(conn, keep_reuses(conn, report, version, reconcile), reconcile)
        enter_claims(conn, version, propositions, reconcile)
    return Added.VERSION if count else Added.NEW


def reread(conn: sa.Connection, reading: Reading, run: Run, reconcile: Reconcile | None) -> None:
    """Put what was read anew in a report that is there in the place of what was read before."""
    v = VERSIONS.c
    row = conn.execute(sa.select(v.n, v.report).where(v.id == reading.report.id)).one()
    newest = conn.scalar(sa.select(sa.func.max(v.n)).where(v.report == row.report))
    keep_run(conn, run)
    conn.execute(sa.update(VERSIONS).where(v.n == row.n).values(run=run.id, described=DESCRIBED))
    if reconcile is not None:
        leave(conn, row.n, reconcile)
        leave_claims(conn, row.n, reconcile)
    for table in (ATTRIBUTIONS, ACTORS, TIMES, TOPONYMS, *OF_ACCOUNTS, *OF_CLAIMS):
        conn.execute(sa.delete(table).where(table.c.version == row.n))
    shown = row.n == newest
    propositions = _keep_reading(conn, reading, row.n, reconcile, shown=shown)
    if reconcile is not None:
        recopy(conn, keep_reuses(conn, reading.report, row.n, reconcile), reconcile)
        if shown:
            enter_claims(conn, row.n, propositions, reconcile)


def _hide_versions(conn: sa.Connection, report: int, reconcile: Reconcile | None) -> None:
    """Take what was read in a report's versions out of search, of its actors' rows and claims."""
    of_it = sa.select(VERSIONS.c.n).where(VERSIONS.c.report == report)
    for table, take_out in ((ACTORS, leave), (PROPOSITIONS, leave_claims)):
        c = table.c
        shown = sa.select(c.version).distinct().where(c.version.in_(of_it), c.shown == 1)
        for version in conn.scalars(shown).all():
            if reconcile is not None:
                take_out(conn, version, reconcile)
            conn.execute(sa.update(table).where(c.version == version).values(shown=0))
    hide_versions(conn, report)


def _keep_reading(
    conn: sa.Connection,
    reading: Reading,
    version: int,
    reconcile: Reconcile | None,
    *,
    shown: bool,
) -> dict[int, Proposition]:
    """Add all of a reading but its lineage; gives its propositions by number."""
    count_change(conn)
    keep_times(conn, reading, version)
    toponyms = keep_places(conn, reading, version)
    outlet = storable(reading.report.outlet)
    keep_attributions(conn, reading, version, toponyms, outlet, shown=shown)
    keep_events(conn, reading, version)
    keep_accounts(conn, reading, version)
    portraits = keep_actors(conn, reading, version, reconcile, shown=shown)
    added.keep_rows(conn, version, reading.report.id)
    if reconcile is not None and shown:
        enter(conn, version, portraits, reconcile)
    return keep_propositions(conn, reading.propositions, version, shown=shown)


def keep_failure(conn: sa.Connection, error: SaysoError) -> None:
    """Record why something could not be read: once, with the first time and the last."""
    kind, now = type(error).__name__, _now()
    where, what, mend = (storable(part) or "" for part in (error.where, error.what, error.mend))
    key = identify("failure", kind, where, what)
    if conn.scalar(sa.select(FAILURES.c.id).where(FAILURES.c.id == key)):
        conn.execute(sa.update(FAILURES).where(FAILURES.c.id == key).values(last=now))
        return
    row = {"id": key, "kind": kind, "where": where, "what": what, "mend": mend}
    conn.execute(sa.insert(FAILURES), {**row, "first": now, "last": now})


def known_id(conn: sa.Connection, report: Report) -> str | None:
    """Id of the version that says just what ``report`` says, if it is there.

    Where a page is reached by another address, the id is another, but the page is the same.
    """
    v, r = VERSIONS.c, REPORTS.c
    found = conn.scalar(sa.select(v.id).where(v.id == report.id))
    key, address = page_of(report)
    if found is not None or address is None:
        return found
    of_page = sa.select(v.id).join(REPORTS, r.n == v.report).where(r.id == key)
    for column, said in ((v.title, report.title), (v.outlet, report.outlet), (v.text, report.text)):
        of_page = of_page.where(column.is_not_distinct_from(storable(said)))
    return conn.scalar(of_page)


def version_number(conn: sa.Connection, id: str) -> int | None:
    """Number of the version with this id, if it is there."""
    return conn.scalar(sa.select(VERSIONS.c.n).where(VERSIONS.c.id == id))


def keep_run(conn: sa.Connection, run: Run) -> None:
    """Record what reports are read with, once."""
    if not conn.scalar(sa.select(RUNS.c.id).where(RUNS.c.id == run.id)):
        row = {"software": run.software, "model": run.model, "settings": run.settings}
        conn.execute(sa.insert(RUNS), {"id": run.id, **row})


def _keep_report(conn: sa.Connection, report: Report) -> tuple[int, int]:
    """Number of the report whose text this is, and how many versions of it are there."""
    key, address = page_of(report)
    number = conn.scalar(sa.select(REPORTS.c.n).where(REPORTS.c.id == key))
    if number is None:
        number = next_number(conn, REPORTS)
        conn.execute(sa.insert(REPORTS), {"n": number, "id": key, "address": address})
        return number, 0
    of_it = sa.select(sa.func.max(VERSIONS.c.number)).where(VERSIONS.c.report == number)
    return number, conn.scalar(of_it) or 0


def _version_row(
    report: Report, run: Run, version: int, number: int, count: int
) -> dict[str, object]:
    if report.text != storable(report.text):
        told = "its text holds characters that no ledger can keep (NUL, half a surrogate pair)"
        raise NotText(storable(report.where) or "", told, "take them out")
    return {
        "n": version,
        "id": report.id,
        "report": number,
        "number": count,
        "run": run.id,
        "added": _now(),
        "where": storable(report.where),
        "title": storable(report.title),
        "outlet": storable(report.outlet),
        "authors": json.dumps([storable(name) for name in report.authors], ensure_ascii=False),
        "published": report.published.isoformat() if report.published else None,
        "modified": report.modified.isoformat() if report.modified else None,
        "url": storable(report.url),
        "language": report.language,
        "text": report.text,
        "described": DESCRIBED,
    }


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
