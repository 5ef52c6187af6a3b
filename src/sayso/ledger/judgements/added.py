"""Attributions that a person found and the machine did not: judgements, read as rows of their own.

The first judgement on one says what it is (``add``); it has the id that the machine's would have
with these spans. Whatever people decide about it stands beside it, as beside the machine's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import sqlalchemy as sa

from sayso.errors import LedgerError
from sayso.ledger.judgements.keeping import Change, check_change, keep_judgement, load_judgements
from sayso.ledger.reports.loading import load_reports
from sayso.ledger.reports.settings import load_places, load_times
from sayso.ledger.search.excerpts import Excerpt
from sayso.ledger.tables.reports import ATTRIBUTIONS, JUDGEMENTS, REPORTS, VERSIONS
from sayso.records import Attribution, Hop, How, Judgement, Report
from sayso.terms import Certainty, Manner, QuoteType, Verdict


def attribution_of(report: Report, change: Change) -> Attribution:
    """The attribution that somebody adds with this change; its confidence is 1."""
    how = None
    if change.manner or change.channels or change.certainty:
        hops = tuple(Hop(kind, ()) for kind in change.channels or ())
        certainty = change.certainty or Certainty.ASSERTED
        how = How(change.manner or Manner.SAY, (), hops=hops, certainty=certainty)
    return Attribution.of(
        report,
        source=sorted(change.source or ()),
        cue=sorted(change.cue or ()),
        content=sorted(change.content or ()),
        quote_type=change.quote_type or QuoteType.INDIRECT,
        how=how,
    )


def version_meant(conn: sa.Connection, id: str) -> int | None:
    """Number of the version with this id, or of the newest of the report with it, if any."""
    v = VERSIONS.c
    asked = sa.select(v.n).join(REPORTS, v.report == REPORTS.c.n)
    named = conn.scalar(asked.where(v.id == id))
    if named is not None:
        return int(named)
    newest = asked.where(REPORTS.c.id == id).order_by(v.number.desc()).limit(1)
    return conn.scalar(newest)


def keep_added(
    conn: sa.Connection,
    version: int,
    judge: str,
    change: Change | None,
    note: str | None,
    where: str,
) -> Judgement:
    """Add an attribution to the version of this number. Raises LedgerError."""
    if change is None or not change.content:
        told = "an attribution without content"
        raise LedgerError(where, told, "say what is said: --content-span, and --cue-span")
    if change.actor is not None:
        told = "an attribution is added by its spans"
        raise LedgerError(where, told, "then edit it to say whose words they are")
    report = load_reports(conn, [version])[version]
    check_change(
        Change(change.source or None, change.cue or None, change.content or None), report, where
    )
    one = attribution_of(report, change)
    if conn.scalar(sa.select(ATTRIBUTIONS.c.n).where(ATTRIBUTIONS.c.id == one.id)) is not None:
        raise LedgerError(where, f"the machine has it, as {one.id}", "accept that")
    excerpt = Excerpt(report, one, None, False, (), ())
    return keep_judgement(conn, excerpt, Verdict.ADD, judge, change, note)


def added_to(conn: sa.Connection, reports: Collection[Report]) -> dict[str, list[Attribution]]:
    """What people added to these versions and did not take back, by their ids, as in the text.

    What a later reading found too is left out: it is the machine's then.
    """
    by_id = {report.id: report for report in reports}
    j = JUDGEMENTS.c
    undone = sa.select(j.undoes).where(j.undoes.is_not(None))
    known = sa.select(ATTRIBUTIONS.c.id).where(ATTRIBUTIONS.c.id == j.target).exists()
    made = load_judgements(
        conn,
        sa.and_(j.report.in_(by_id), j.verdict == Verdict.ADD.value, j.id.not_in(undone), ~known),
    )
    last = {one.target: one for one in made}
    found: defaultdict[str, list[Attribution]] = defaultdict(list)
    for one in last.values():
        change = Change.from_json(one.change or "{}")
        found[one.report].append(attribution_of(by_id[one.report], change))
    return {id: sorted(some, key=lambda it: (it.spans, it.id)) for id, some in found.items()}


def added_excerpt(conn: sa.Connection, id: str) -> Excerpt | None:
    """The attribution that people added under this id, unless they took it back."""
    j, v = JUDGEMENTS.c, VERSIONS.c
    of_version = sa.select(v.n).join(JUDGEMENTS, j.report == v.id).where(j.target == id)
    numbers = conn.scalars(of_version.distinct()).all()
    reports = load_reports(conn, numbers)
    for number, report in reports.items():
        for one in added_to(conn, [report]).get(report.id, ()):
            if one.id == id:
                times = load_times(conn, numbers).get(number, ())
                places = load_places(conn, numbers).get(number, ())
                return Excerpt(report, one, None, False, times, places)
    return None
