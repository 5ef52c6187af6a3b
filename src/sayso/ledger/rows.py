"""Everything in a ledger as rows of JSON: the same ledger gives the same rows, byte for byte.

Rows come in the order of their ids, not of adding, and tell no time at which the machine did
something: two ledgers with the same content are the same export.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace

import sqlalchemy as sa

from sayso.export.accounts import account_rows
from sayso.export.jsonl import attribution_rows
from sayso.export.setting import place_row, time_row
from sayso.ledger.actors.page import ActorPage
from sayso.ledger.actors.rows import actor_page_row, actor_row, sameness_row
from sayso.ledger.claims.loading import Between, ClaimPage
from sayso.ledger.claims.rows import between_row, claim_row, claims_and_relations, proposition_row
from sayso.ledger.judgements.amending import amend
from sayso.ledger.judgements.keeping import load_judgements
from sayso.ledger.judgements.rows import judgement_row
from sayso.ledger.pages import AttributionPage, OrphanPage, Page, ReportPage, ReusePage
from sayso.ledger.reports.loading import (
    CHARACTERS,
    each_sameness,
    fitting,
    load_readings,
    load_reuses,
)
from sayso.ledger.search.excerpts import Hit
from sayso.ledger.tables.named import named
from sayso.ledger.tables.reports import FAILURES, REPORTS, RUNS, VERSIONS
from sayso.records import Proposition, Reading, Report, Reuse, Span

Row = dict[str, object]
_AT_ONCE = 50  # versions that are in memory together
# What else a proposition has; it can be made again from these and the fields of proposition_row.
COMPARED = (
    "named", "words", "clauses", "wording", "certainty_words", "published", "when", "where",
    "around",
)  # fmt: skip


def all_rows(conn: sa.Connection, *, amended: bool = False) -> Iterator[Row]:
    """Runs, versions with what was read in them, what is between them, failures, judgements.

    What people added is among what was read; what they corrected is so where ``amended``.
    """
    yield from _plain(conn, "run", RUNS, "id software model settings")
    for version in _version_groups(conn, amended=amended):
        yield from version
    for reuse in load_reuses(conn):
        yield {"record": "lineage", **reuse_row(reuse)}
    for sameness in each_sameness(conn):
        yield {"record": "sameness", **sameness_row(sameness)}
    yield from claims_and_relations(conn)
    yield from _plain(conn, "failure", FAILURES, "id kind where what mend")
    made = load_judgements(conn)
    for judgement in sorted(made, key=lambda one: (one.target, one.at, one.id)):
        yield {"record": "judgement", **judgement_row(judgement)}


def _plain(conn: sa.Connection, record: str, table: sa.Table, names: str) -> Iterator[Row]:
    columns = [table.c[name] for name in names.split()]
    for row in conn.execute(sa.select(*columns).order_by(table.c.id)).mappings():
        yield {"record": record, **row}


def _version_groups(conn: sa.Connection, *, amended: bool) -> Iterator[Iterator[Row]]:
    last = ("", 0)
    while some := _next_versions(conn, last):
        some = some[: fitting((row.characters for row in some), CHARACTERS)]
        yield _version_rows(conn, some, amended=amended)
        last = (some[-1].key, some[-1].number)


def _next_versions(conn: sa.Connection, last: tuple[str, int]) -> list[sa.Row[tuple[object, ...]]]:
    v, r = VERSIONS.c, REPORTS.c
    characters = sa.func.length(v.text).label("characters")
    # Said this way, and not with "or", it is a range of the index on ids.
    after = sa.and_(r.id >= last[0], sa.not_(sa.and_(r.id == last[0], v.number <= last[1])))
    return list(
        conn.execute(
            sa.select(v.n, v.number, v.run, r.id.label("key"), r.address, characters)
            .join(REPORTS, r.n == v.report)
            .where(after)
            .order_by(r.id, v.number)
            .limit(_AT_ONCE)
        )
    )


def _version_rows(
    conn: sa.Connection, some: Sequence[sa.Row[tuple[object, ...]]], *, amended: bool
) -> Iterator[Row]:
    loaded = load_readings(conn, [row.n for row in some], added=True)
    readings = [loaded[row.n] for row in some]
    for row, reading in zip(some, amend(conn, readings) if amended else readings, strict=True):
        about = {"report": row.key, "address": row.address, "number": row.number, "run": row.run}
        yield from reading_rows(reading, about)


def reading_rows(reading: Reading, about: Row) -> Iterator[Row]:
    """A version with what was read in it; ``about`` has its report, address, number and run."""
    report, text = reading.report, reading.report.text
    yield {
        "record": "version",
        "id": report.id,
        **about,
        **report_row(report),
        "times": [time_row(time, text) for time in reading.times],
        "places": [place_row(place, text) for place in reading.places],
        "gist": sorted({key for one in reading.propositions for key in one.gist}),
    }
    yield from _said_rows(reading)
    for actor in reading.actors:
        yield {"record": "actor", **actor_row(actor, text)}
    for record, of_account in account_rows(reading):
        yield {"record": record, **of_account}
    for one in reading.propositions:
        yield {"record": "proposition", **proposition_row(one, text), **_compared(one)}


def _compared(one: Proposition) -> Row:
    """What a proposition is compared by with others; its gist stands in the row of its version."""
    return {name: named(getattr(one, name)) for name in COMPARED}


def _said_rows(reading: Reading) -> Iterator[Row]:
    """What others say in a report, and then what it asserts itself."""
    for row in attribution_rows(reading):
        yield {"record": "attribution", **row}
    for row in attribution_rows(replace(reading, attributions=()), own=True):
        yield {"record": "assertion", **row}


def report_row(report: Report) -> Row:
    """All of a report but its id."""
    return {
        **report_fields(report),
        "text": report.text,
        "blocks": [
            {
                "kind": block.kind.value,
                "start": block.span.start,
                "end": block.span.end,
                "origin": block.origin,
            }
            for block in report.blocks
        ],
    }


def report_fields(report: Report) -> Row:
    """What is known about a report, beside its text."""
    return {
        "where": report.where,
        "title": report.title,
        "outlet": report.outlet,
        "authors": list(report.authors),
        "published": report.published.isoformat() if report.published else None,
        "modified": report.modified.isoformat() if report.modified else None,
        "url": report.url,
        "language": report.language,
    }


def reuse_row(reuse: Reuse) -> Row:
    """A pair of spans with the same words."""
    return {
        "id": reuse.id,
        "left": {"report": reuse.left_report, "start": reuse.left.start, "end": reuse.left.end},
        "right": {"report": reuse.right_report, "start": reuse.right.start, "end": reuse.right.end},
        "similarity": round(reuse.similarity, 4),
        "direction": reuse.direction.value,
        "reason": reuse.reason,
    }


def hit_row(hit: Hit) -> Row:
    """An attribution that a search found, with what people say of it."""
    (row,) = attribution_rows(hit.excerpt.reading, own=True)
    return {
        **row,
        "snippet": {"text": hit.snippet.text, "marks": [list(mark) for mark in hit.snippet.marks]},
        "judgements": [judgement_row(judgement) for judgement in hit.judgements],
    }


def page_row(page: Page) -> Row:
    """What is under one id; ``record`` says what that is."""
    if isinstance(page, ActorPage):
        return {"record": "actor", **actor_page_row(page)}
    if isinstance(page, ClaimPage):
        return {"record": "claim", **claim_row(page)}
    if isinstance(page, Between):
        return {"record": "relation", **between_row(page)}
    if isinstance(page, OrphanPage):
        history = [judgement_row(judgement) for judgement in page.history]
        return {"record": "orphan", "id": page.target, "history": history}
    if isinstance(page, ReusePage):
        return {"record": "lineage", **reuse_page_row(page)}
    if isinstance(page, AttributionPage):
        (row,) = attribution_rows(page.excerpt.reading, own=True)
        parts = {"judgements": page.judgements, "history": page.history}
        judged = {name: [judgement_row(one) for one in made] for name, made in parts.items()}
        return {"record": "attribution", **row, **judged}
    return _report_page_row(page)


def _report_page_row(page: ReportPage) -> Row:
    text = page.report.text
    judged = {
        id: [judgement_row(judgement) for judgement in made] for id, made in page.judgements.items()
    }
    said: dict[str, list[Row]] = {"attribution": [], "assertion": []}
    for row in _said_rows(page.reading):
        record = str(row.pop("record"))
        said[record].append({**row, "judgements": judged.get(str(row["id"]), [])})
    of_people = replace(page.reading, attributions=page.added, assertions=())
    added = [
        {**row, "judgements": judged.get(str(row["id"]), [])} for row in attribution_rows(of_people)
    ]
    return {
        "record": "report",
        "id": page.id,
        "version": page.report.id,
        **report_fields(page.report),
        "versions": [asdict(version) for version in page.versions],
        "attributions": said["attribution"],
        "assertions": said["assertion"],
        "actors": [actor_row(actor, text) for actor in page.reading.actors],
        "times": [time_row(time, text) for time in page.reading.times],
        "places": [place_row(place, text) for place in page.reading.places],
        "lineage": [reuse_row(reuse) for reuse in page.reuses],
        "added": added,
        "orphans": [judgement_row(judgement) for judgement in page.orphans],
        "text": text,
    }


def reuse_page_row(page: ReusePage) -> Row:
    """A pair of spans with their words, and what is known of the two reports."""

    def side(report: Report, span: Span) -> Row:
        place = {"report": report.id, "start": span.start, "end": span.end}
        return {**place, "text": span.of(report.text), **report_fields(report)}

    left, right = side(page.left, page.reuse.left), side(page.right, page.reuse.right)
    return {**reuse_row(page.reuse), "left": left, "right": right}
