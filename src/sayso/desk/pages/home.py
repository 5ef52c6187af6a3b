"""``/``: the event at a glance."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import PurePath

from fastapi import APIRouter

from sayso.desk.answers import Answer, TheDesk, page
from sayso.desk.shapes.overview import GlancePage
from sayso.desk.sides import columns_of
from sayso.desk.strips import strips
from sayso.ledger.actors.rows import group_row
from sayso.ledger.disputes.parting import part
from sayso.ledger.disputes.rows import parted_row

DISPUTES, ACCOUNTS = 5, 3  # that are shown; accounts are of a dispute

router = APIRouter()


@page(router, "/", GlancePage)
def home(desk: TheDesk) -> Answer:
    """How much there is, what is disputed most, who speaks, when, and what was added last."""
    glance = desk.ledger.glance()
    disputes = desk.ledger.disputes(top=DISPUTES)
    parted = [one for dispute in disputes.found for one in part([dispute])]
    days = glance.days
    reports, sayings = (
        {one.day: getattr(one, what) for one in days} for what in ("reports", "sayings")
    )
    return Answer(
        "home.html",
        {
            "glance": glance,
            "name": _name(desk.ledger.where),
            "disputes": disputes,
            "parted": parted,
            "columns": [columns_of(one) for one in parted],
            "accounts": ACCOUNTS,
            "undated": glance.reports - sum(reports.values()),
            "strips": [strip for of in (reports, sayings) for strip in strips([of])],
        },
        {
            **asdict(replace(glance, speakers=())),
            "disputes": {
                "total": disputes.many,
                "rows": [parted_row(one) for one in parted],
            },
            "speakers": [group_row(one) for one in glance.speakers],
        },
    )


def _name(where: str) -> str:
    """What to call the ledger in a command: not where it lies, which is nobody's business."""
    return "LEDGER" if "://" in where else PurePath(where).name
