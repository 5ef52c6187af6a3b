"""What the ledger has under one id: a report with its versions, an attribution, an actor, ..."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from sayso.errors import NoRecord
from sayso.ledger.actors.page import ActorPage, load_actor_page
from sayso.ledger.actors.who import find_called
from sayso.ledger.claims.loading import Between, ClaimPage, claim_of, load_between, load_claim
from sayso.ledger.judgements.added import added_to
from sayso.ledger.judgements.keeping import judgements_of, load_judgements, standing
from sayso.ledger.reports.loading import load_readings, load_reports, load_reuses
from sayso.ledger.search.excerpts import Excerpt, load_excerpts
from sayso.ledger.tables.ids import is_id, resolve
from sayso.ledger.tables.reports import ATTRIBUTIONS, JUDGEMENTS, LINEAGE, REPORTS, VERSIONS
from sayso.records import Attribution, Judgement, Reading, Report, Reuse


@dataclass(frozen=True, slots=True)
class Difference:
    """A paragraph that is in one version and not in the next; None where there is no like one."""

    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a report. ``differences`` are those from the version before it."""

    id: str
    number: int
    added: str
    where: str
    title: str | None
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report: the version that was asked for (else the newest), and what is known of it.

    ``added`` are attributions that people found and the machine did not, ``orphans`` judgements
    on those that a later reading no longer found.
    """

    id: str
    reading: Reading
    versions: tuple[Version, ...]
    judgements: dict[str, tuple[Judgement, ...]]
    added: tuple[Attribution, ...]
    reuses: tuple[Reuse, ...]
    orphans: tuple[Judgement, ...]

    @property
    def report(self) -> Report:
        """The text of that version."""
        return self.reading.report


@dataclass(frozen=True, slots=True)
class AttributionPage:
    """An attribution in its report. ``history`` has every judgement ever made on it."""

    excerpt: Excerpt
    judgements: tuple[Judgement, ...]
    history: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class OrphanPage:
    """What people said of an attribution that a later reading no longer found, or of a pair."""

    target: str
    history: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class ReusePage:
    """A passage in two reports, or twice in one, which is both ``left`` and ``right`` then."""

    reuse: Reuse
    left: Report
    right: Report


Page = ReportPage | AttributionPage | OrphanPage | ReusePage | ActorPage | ClaimPage | Between


def load_page(conn: sa.Connection, id: str, where: str) -> Page:
    """The page of an id, or four letters of it, or of an actor's name. Raises NoRecord."""
    if not is_id(id):
        return load_actor_page(conn, id, where)
    try:
        table, found = resolve(conn, id, where)
    except NoRecord:
        if not find_called(conn, id):
            raise
        return load_actor_page(conn, id, where)  # a name of few letters, "Abe"
    if table == "actors":
        return load_actor_page(conn, found, where)
    if table in ("claims", "propositions", "relations"):
        return _claim_page(conn, table, found, where)
    if table == "reports":
        return _report_page(conn, found, None)
    if table == "versions":
        report = sa.select(REPORTS.c.id).join(VERSIONS, VERSIONS.c.report == REPORTS.c.n)
        return _report_page(conn, str(conn.scalar(report.where(VERSIONS.c.id == found))), found)
    if table == "lineage":
        (page,) = reuse_pages(conn, LINEAGE.c.id == found)
        return page
    history = tuple(load_judgements(conn, JUDGEMENTS.c.target == found))
    if table == "judgements":
        return OrphanPage(found, history)
    return AttributionPage(load_excerpt(conn, found), tuple(standing(history)), history)


def _claim_page(conn: sa.Connection, table: str, id: str, where: str) -> ClaimPage | Between:
    if table == "relations":
        return load_between(conn, id)
    return load_claim(conn, id if table == "claims" else claim_of(conn, id, where))


def load_excerpt(conn: sa.Connection, id: str) -> Excerpt:
    """The attribution with this id."""
    number = conn.scalar(sa.select(ATTRIBUTIONS.c.n).where(ATTRIBUTIONS.c.id == id))
    (found,) = load_excerpts(conn, [number or 0])
    return found


def reuse_pages(
    conn: sa.Connection, condition: sa.ColumnElement[bool] | None = None
) -> Iterator[ReusePage]:
    """The reuses for which ``condition`` holds, with their reports, in the order of their ids."""
    for reuse in list(load_reuses(conn, condition)):
        ids = (reuse.left_report, reuse.right_report)
        asked = sa.select(VERSIONS.c.n).where(VERSIONS.c.id.in_(ids))
        reports = {one.id: one for one in load_reports(conn, conn.scalars(asked).all()).values()}
        yield ReusePage(reuse, reports[reuse.left_report], reports[reuse.right_report])


def _report_page(conn: sa.Connection, id: str, version: str | None) -> ReportPage:
    v = VERSIONS.c
    rows = conn.execute(
        sa.select(v.n, v.id, v.number, v.added)
        .join(REPORTS, REPORTS.c.n == v.report)
        .where(REPORTS.c.id == id)
        .order_by(v.number)
    ).all()
    reports = load_reports(conn, [row.n for row in rows])
    shown = next((row.n for row in rows if row.id == version), rows[-1].n)
    reading = load_readings(conn, [shown])[shown]
    added = added_to(conn, [shown])
    known = [one.id for one in (*reading.attributions, *reading.assertions, *added)]
    judgements = judgements_of(conn, known)
    of_report = load_judgements(conn, JUDGEMENTS.c.report == reports[shown].id)
    of_it = sa.or_(LINEAGE.c.left == shown, LINEAGE.c.right == shown)
    versions = []
    before: Report | None = None
    for row in rows:
        report = reports[row.n]
        changed = tuple(differences(before.text, report.text)) if before else ()
        versions.append(Version(row.id, row.number, row.added, report.where, report.title, changed))
        before = report
    return ReportPage(
        id,
        reading,
        tuple(versions),
        judgements,
        added,
        tuple(load_reuses(conn, of_it)),
        tuple(
            one
            for one in standing(of_report)
            if one.target not in known and "source" in json.loads(one.words)
        ),
    )


def differences(before: str, after: str) -> Iterator[Difference]:
    """Paragraphs that differ, in the order of the text."""
    old, new = _paragraphs(before), _paragraphs(after)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        for at in range(max(b - a, d - c)):
            yield Difference(
                old[a + at] if a + at < b else None, new[c + at] if c + at < d else None
            )


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]
