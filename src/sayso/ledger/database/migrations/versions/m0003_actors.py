"""Actors with their names, offices and mentions, and which actors of two reports may be one."""

from __future__ import annotations

from functools import partial

import sqlalchemy as sa
from alembic import op

from sayso.ledger.tables.columns import big, exact, of, small, table, text

revision = "0003"
down_revision = "0002"

TABLES = sa.MetaData()
_table = partial(table, TABLES)


def upgrade() -> None:
    """Make the tables; `sayso rebuild` fills them for reports that were there before."""
    op.add_column("attributions", text("actor", null=True))
    op.create_index("ix_attributions_actor", "attributions", ["actor"])
    for made in TABLES.sorted_tables:
        if made is not VERSIONS:
            made.create(op.get_bind())


VERSIONS = sa.Table("versions", TABLES, big("n", key=True))  # there since 0001
_table(
    "actors",
    big("n", key=True),
    text("id", unique=True),
    of("versions", "version", index=True),
    text("kind"),
    small("named"),
    text("called"),
    text("known", null=True),
    small("shown"),
    big("place"),
)
_table(
    "actor_names",
    of("actors", "actor", key=True),
    small("ordinal", key=True),
    text("name"),
    text("folded", index=True),
    rowid=False,
)
_table(
    "offices",
    of("actors", "actor", key=True),
    small("ordinal", key=True),
    text("title"),
    small("start"),
    small("end"),
    small("former"),
    text("since", null=True),
    text("until", null=True),
    text("post", null=True),
    rowid=False,
)
_table(
    "mentions",
    of("actors", "actor", key=True),
    small("ordinal", key=True),
    small("start"),
    small("end"),
    small("head_start"),
    small("head_end"),
    text("kind"),
    text("reason"),
    rowid=False,
)
_table(
    "name_keys",
    big("key", key=True),
    big("place", key=True),
    of("actors", "actor", key=True, index=True),
    rowid=False,
)
_table(
    "sameness",
    of("actors", "left", key=True),
    of("actors", "right", key=True, index=True),
    small("near"),
    exact("score"),
    text("features"),
    rowid=False,
)
