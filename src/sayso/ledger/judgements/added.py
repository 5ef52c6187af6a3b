"""Attributions that a person found and the machine did not: judgements, with rows like its own.

The first judgement on one says what it is (``add``); it has the id that the machine's would have
with these spans. Whatever people decide about it stands beside it, as beside the machine's. Its row
is made of the judgements, and made anew where they change or its report is read anew, so that
whatever counts or finds attributions has it among the others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

import sqlalchemy as sa

from sayso.errors import LedgerError
from sayso.ledger.index.facets import ADDED
from sayso.ledger.judgements.keeping import Change, check_change, keep_judgement, load_judgements
from sayso.ledger.reports.actors import load_actors
from sayso.ledger.reports.attributions import keep_attributions, load_attributions
from sayso.ledger.reports.loading import load_reports
from sayso.ledger.search.excerpts import Excerpt
from sayso.ledger.tables.reports import (
    ACTORS,
    ATTRIBUTIONS,
    JUDGEMENTS,
    REPORTS,
    VERSIONS,
    count_change,
)
from sayso.records import (
    Actor,
    Attribution,
    Hop,
    How,
    Judged,
    Judgement,
    Reading,
    Report,
    Span,
)
from sayso.terms import ActorKind, Certainty, Manner, QuoteType, Verdict

_PEOPLE = frozenset((ActorKind.PERSON, ActorKind.ANONYMOUS))
_BY_PEOPLE = ATTRIBUTIONS.c.facets.startswith(ADDED)


def attribution_of(report: Report, change: Change) -> Attribution:
    """The attribution that somebody adds with this change; its confidence is 1."""
    how, cue = None, tuple(sorted(change.cue or ()))
    if change.manner or change.channels or change.certainty:
        hops = tuple(Hop(kind, ()) for kind in change.channels or ())
        certainty = change.certainty or Certainty.ASSERTED
        words = cue if change.manner else ()
        how = How(change.manner or Manner.SAY, words, hops=hops, certainty=certainty)
    return Attribution.of(
        report,
        source=sorted(change.source or ()),
        cue=cue,
        content=sorted(change.content or ()),
        quote_type=change.quote_type or QuoteType.INDIRECT,
        how=how,
    )


def speaker(source: Iterable[Span], actors: Iterable[Actor]) -> str | None:
    """Who is mentioned in a source, by id; None for nobody.

    Who is named within another's mention ("a spokesman for Marn") is not meant. Of several the
    first is, but a person before the rest: "Port Verin mayor Ilse Marn".
    """
    spans = tuple(source)
    found = [
        (actor.kind not in _PEOPLE, mention.span.start, -mention.span.end, actor.id)
        for actor in actors
        for mention in actor.mentions
        if any(one.start <= mention.head.start and mention.head.end <= one.end for one in spans)
    ]
    outer = (
        one
        for one in found
        if not any(it[1] <= one[1] and it[2] <= one[2] and it[1:3] != one[1:3] for it in found)
    )
    return min(outer)[-1] if found else None


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
    machines = sa.select(ATTRIBUTIONS.c.n).where(ATTRIBUTIONS.c.id == one.id, ~_BY_PEOPLE)
    if conn.scalar(machines) is not None:
        raise LedgerError(where, f"the machine has it, as {one.id}", "accept that")
    excerpt = Excerpt(report, one, None, False, (), ())
    return keep_judgement(conn, excerpt, Verdict.ADD, judge, change, note)


def added_to(conn: sa.Connection, versions: Collection[int]) -> tuple[Attribution, ...]:
    """What people added to the versions of these numbers and did not take back, as in the text.

    What a later reading found too is left out: it is the machine's then.
    """
    found = load_attributions(conn, sa.and_(ATTRIBUTIONS.c.version.in_(versions), _BY_PEOPLE))
    return tuple(sorted(found.values(), key=lambda it: (it.spans, it.id)))


def follow(conn: sa.Connection, judgement: Judgement) -> None:
    """Have the rows of what people added be as they are after a judgement that was just made."""
    j = JUDGEMENTS.c
    adds = judgement.verdict is Verdict.ADD
    if judgement.undoes is not None:
        adds = conn.scalar(sa.select(j.verdict).where(j.id == judgement.undoes)) == Verdict.ADD
    if adds:
        a, v = ATTRIBUTIONS.c, VERSIONS.c
        n = conn.scalar(sa.select(v.n).where(v.id == judgement.report))
        if n is not None:
            conn.execute(sa.delete(ATTRIBUTIONS).where(a.version == n, _BY_PEOPLE))
            keep_rows(conn, n, judgement.report)
            count_change(conn)


def keep_rows(conn: sa.Connection, version: int, id: str) -> None:
    """Make the rows of what people added to a version, by its number and id; it has none yet."""
    made = _standing(conn, id)
    if not made:
        return
    v, newer = VERSIONS.c, VERSIONS.alias().c
    later = sa.exists().where(newer.report == v.report, newer.number > v.number)
    row = conn.execute(sa.select(v.outlet, later.label("later")).where(v.n == version)).one()
    report = load_reports(conn, [version], blocks=False)[version]
    of_it = ATTRIBUTIONS.c.version == version
    known = set(conn.scalars(sa.select(ATTRIBUTIONS.c.id).where(of_it)))
    actors = tuple(load_actors(conn, ACTORS.c.version == version).values())
    found = (one for one in _attributions(report, made, actors) if one.id not in known)
    reading = Reading(report, tuple(sorted(found, key=lambda it: (it.spans, it.id))))
    keep_attributions(conn, reading, version, (), row.outlet, shown=not row.later)


def _standing(conn: sa.Connection, report: str) -> Sequence[Judgement]:
    """The last judgement that adds each attribution to a version, where it was not undone."""
    j = JUDGEMENTS.c
    told = sa.or_(j.verdict == Verdict.ADD.value, j.undoes.is_not(None))
    made = load_judgements(conn, sa.and_(j.report == report, told))
    undone = {one.undoes for one in made}
    last = {one.target: one for one in made if one.verdict and one.id not in undone}
    return tuple(last.values())


def _attributions(
    report: Report, made: Iterable[Judgement], actors: Sequence[Actor]
) -> Iterator[Attribution]:
    for one in made:
        found = attribution_of(report, Change.from_json(one.change or "{}"))
        whose = speaker(found.source, actors)
        yield replace(found, actor=whose, judged=Judged(added_by=one.judge))
