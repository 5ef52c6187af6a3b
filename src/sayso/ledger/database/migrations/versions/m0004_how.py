"""How, when and where something was said, and what reports assert themselves."""

from __future__ import annotations

from functools import partial
from typing import Any

import sqlalchemy as sa
from alembic import op

from sayso.ledger.tables.columns import big, exact, of, only_where, small, text

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make columns and tables; `sayso rebuild` fills them for reports that were there before."""
    _add("versions", sa.Column("described", sa.Integer, nullable=False, server_default="0"))
    op.create_index("versions_plain", "versions", ["n"], **only_where("described = 0"))
    _add("attributions", sa.Column("own", sa.Integer, nullable=False, server_default="0"))
    _add("attributions", *(text(name, null=True) for name in ("manner", "distance", "certainty")))
    _add("attributions", exact("sureness", null=True))
    ordinals = ("said", "happened", "said_at", "happened_at")
    _add("attributions", *(small(name, null=True) for name in ordinals))
    _make_tables()


def _add(table: str, *columns: sa.Column[Any]) -> None:
    for column in columns:
        op.add_column(table, column)


def _make_tables() -> None:
    make = partial(op.create_table, sqlite_strict=True)
    make(
        "hops",
        of("attributions", "attribution", key=True),
        small("ordinal", key=True),
        text("kind"),
        text("name", null=True),
        sqlite_with_rowid=False,
    )
    make(
        "times",
        of("versions", "version", key=True),
        small("ordinal", key=True),
        small("start"),
        small("end"),
        text("value"),
        text("precision"),
        text("first", null=True),
        text("last", null=True),
        text("reason"),
        sqlite_with_rowid=False,
    )
    make(
        "places",
        big("n", key=True),
        text("id", unique=True),
        text("name"),
        text("known", null=True),
        exact("latitude", null=True),
        exact("longitude", null=True),
        exact("radius", null=True),
        text("others"),
    )
    point = ["latitude", "longitude"]
    op.create_index("places_point", "places", point, **only_where("latitude IS NOT NULL"))
    make(
        "toponyms",
        of("versions", "version", key=True),
        small("ordinal", key=True),
        small("start"),
        small("end"),
        of("places", "place"),
        text("reason"),
        sqlite_with_rowid=False,
    )
