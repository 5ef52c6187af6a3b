"""``/``: the event at a glance."""

from __future__ import annotations

from dataclasses import asdict

from fastapi import APIRouter

from sayso.desk.answers import Answer, TheDesk, page
from sayso.desk.pages.accounts import sides_of
from sayso.desk.strips import strips
from sayso.ledger.actor_rows import group_row
from sayso.ledger.claim_rows import dispute_row

DISPUTES, SPEAKERS, ACCOUNTS = 5, 8, 3  # that are shown; accounts are of a dispute

router = APIRouter()


@page(router, "/")
def home(desk: TheDesk) -> Answer:
    """How much there is, what is disputed most, who speaks, when, and what was added last."""
    glance = desk.ledger.glance()
    disputes = desk.ledger.disputes(top=DISPUTES)
    speakers, actors = desk.ledger.actors(top=SPEAKERS)
    days = glance.days
    reports, sayings = (
        {one.day: getattr(one, what) for one in days} for what in ("reports", "sayings")
    )
    return Answer(
        "home.html",
        {
            "glance": glance,
            "disputes": disputes,
            "sides": [sides_of(one)[:ACCOUNTS] for one in disputes.found],
            "speakers": speakers,
            "actors": actors,
            "undated": glance.reports - sum(reports.values()),
            "strips": [strip for of in (reports, sayings) for strip in strips([of])],
        },
        {
            **asdict(glance),
            "disputes": {
                "total": disputes.many,
                "rows": [dispute_row(one) for one in disputes.found],
            },
            "speakers": {"total": actors, "rows": [group_row(one) for one in speakers]},
        },
    )
