"""Actors, groups of them and the links between them, as rows of JSON."""

from __future__ import annotations

from sayso.across import Sameness
from sayso.export.jsonl import attribution_rows
from sayso.ledger.actors.page import ActorPage, Link
from sayso.ledger.actors.summing import Group, Held
from sayso.ledger.judgements.rows import judgement_row
from sayso.ledger.search.excerpts import Excerpt
from sayso.records import Actor, Office, Report, Span

Row = dict[str, object]


def actor_row(actor: Actor, text: str) -> Row:
    """An actor of one report with its offices and mentions, and their words."""
    return {
        "id": actor.id,
        "report": actor.report,
        "kind": actor.kind.value,
        "name": actor.name,
        "names": list(actor.names),
        "known": actor.known,
        "offices": [office_row(office) for office in actor.offices],
        "mentions": [
            {
                **_span(mention.span, text),
                "head": {"start": mention.head.start, "end": mention.head.end},
                "kind": mention.kind.value,
                "reason": mention.reason,
            }
            for mention in actor.mentions
        ],
    }


def office_row(office: Office) -> Row:
    """An office with the characters that say it."""
    return {
        "title": office.title,
        "start": office.span.start,
        "end": office.span.end,
        "former": office.former,
        "since": office.since,
        "until": office.until,
    }


def sameness_row(found: Sameness) -> Row:
    """A link between two actors, with what speaks for it and against it."""
    return {
        "id": found.id,
        "left": found.left,
        "right": found.right,
        "score": found.score,
        "features": [
            {"name": feature.name, "detail": feature.detail, "points": feature.points}
            for feature in found.features
        ],
    }


def group_row(group: Group) -> Row:
    """Actors that are one: how they are called, what they hold, how much they say."""
    return {
        "id": group.id,
        "kind": group.kind.value,
        "name": group.name,
        "names": list(group.names),
        "offices": [{"title": title, "reports": many} for title, many in group.offices],
        "known": list(group.known),
        "attributions": group.attributions,
        "reports": group.reports,
        "actors": list(group.actors),
        "conflicts": [
            {"left": _held(one.left), "right": _held(one.right)} for one in group.conflicts
        ],
    }


def actor_page_row(page: ActorPage) -> Row:
    """All that is known of one actor; ``said`` and ``told`` are attributions as everywhere."""
    return {
        **group_row(page.group),
        "offices": [{**_held(one), **_about(page.reports[one.report])} for one in page.offices],
        "said": [_said(one) for one in page.said],
        "said_in_all": page.said_in_all,
        "told": [_said(one) for one in page.told],
        "told_in_all": page.told_in_all,
        "links": [_link(one) for one in page.links],
        "judgements": [judgement_row(one) for one in page.judgements],
    }


def _held(held: Held) -> Row:
    return {**office_row(held.office), "actor": held.actor, "report": held.report}


def _about(report: Report) -> Row:
    published = report.published.isoformat() if report.published else None
    return {"outlet": report.outlet, "published": published, "where": report.where}


def _said(said: Excerpt) -> Row:
    (row,) = attribution_rows(said.reading)
    return row


def _link(link: Link) -> Row:
    names = {"left_name": link.left.name, "right_name": link.right.name}
    return {**sameness_row(link.sameness), **names, "joined": link.joined}


def _span(span: Span, text: str) -> Row:
    return {"start": span.start, "end": span.end, "text": span.of(text)}
