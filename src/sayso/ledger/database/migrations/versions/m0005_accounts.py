"""Who does what, who calls whom what, and who stands where."""

from __future__ import annotations

from functools import partial

import sqlalchemy as sa
from alembic import op

from sayso.ledger.tables.columns import exact, of, only_where, small, text

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make tables; `sayso rebuild` fills them for reports that were there before."""
    op.create_index("versions_unaccounted", "versions", ["n"], **only_where("described < 2"))
    make = partial(op.create_table, sqlite_strict=True, sqlite_with_rowid=False)
    _make_events(make)
    make(
        "labels",
        *_row_of_version(),
        text("about"),
        text("target"),
        text("key"),
        small("start"),
        small("end"),
        small("head_start"),
        small("head_end"),
        text("form"),
        text("voice"),
        text("user", null=True),
        text("attribution", null=True),
        text("leaning", null=True),
        small("rejected"),
        text("outlet", null=True),
    )
    make("happenings", *_row_of_version(), text("family"), text("told"), text("company"))
    make(
        "stances",
        *_row_of_version(),
        text("actor"),
        text("target"),
        text("kind"),
        small("sign"),
        text("words"),
        text("attribution", null=True),
        text("within", null=True),
        text("at", null=True),
    )


def _row_of_version() -> tuple[sa.Column[int], sa.Column[int], sa.Column[str]]:
    return of("versions", "version", key=True), small("ordinal", key=True), text("id")


def _make_events(make: partial[sa.Table]) -> None:
    make(
        "events",
        *_row_of_version(),
        text("type"),
        text("mode", null=True),
        text("about", null=True),
        text("predicate"),
        text("instrument"),
        small("time", null=True),
        small("place", null=True),
        small("negated"),
        text("modality"),
        text("modality_words"),
        text("attribution", null=True),
        text("reason"),
    )
    make(
        "participants",
        of("versions", "version", key=True),
        small("event", key=True),
        text("role", key=True),
        small("ordinal", key=True),
        small("start"),
        small("end"),
        small("head_start"),
        small("head_end"),
        text("actor", null=True),
    )
    make(
        "quantities",
        of("versions", "version", key=True),
        small("event", key=True),
        small("ordinal", key=True),
        small("start"),
        small("end"),
        exact("value"),
        exact("low", null=True),
        exact("high", null=True),
        text("unit"),
    )
