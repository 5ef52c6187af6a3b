"""Actors with their names, offices and mentions, and which actors of two reports may be one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0003"
down_revision = "0002"

TABLES = sa.MetaData()
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
EXACT: sa.types.TypeEngine[float] = sa.Double().with_variant(sa.REAL(), "sqlite")


def upgrade() -> None:
    """Make the tables; `sayso rebuild` fills them for reports that were there before."""
    op.add_column("attributions", sa.Column("actor", sa.Text))
    op.create_index("ix_attributions_actor", "attributions", ["actor"])
    for table in TABLES.sorted_tables:
        if table is not VERSIONS:
            table.create(op.get_bind())


def downgrade() -> None:
    """Ledgers are never taken back a version: the backup copy is for that."""
    raise NotImplementedError


def _table(name: str, *parts: SchemaItem, rowid: bool = True) -> None:
    sa.Table(name, TABLES, *parts, sqlite_strict=True, sqlite_with_rowid=rowid)


def _text(name: str, *, null: bool = False, index: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=null, index=index or None)


def _number(name: str, *, key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, primary_key=key)


def _big(name: str, *, key: bool = False) -> sa.Column[int]:
    return sa.Column(name, BIG, nullable=False, primary_key=key, autoincrement=False)


def _of(table: str, name: str, *, key: bool = False, index: bool = False) -> sa.Column[int]:
    parent = sa.ForeignKey(f"{table}.n", ondelete="CASCADE")
    return sa.Column(name, BIG, parent, primary_key=key, nullable=False, index=index or None)


VERSIONS = sa.Table("versions", TABLES, _big("n", key=True))  # there since 0001
_table(
    "actors",
    _big("n", key=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    _of("versions", "version", index=True),
    _text("kind"),
    _number("named"),
    _text("called"),
    _text("known", null=True),
    _number("shown"),
    _big("place"),
)
_table(
    "actor_names",
    _of("actors", "actor", key=True),
    _number("ordinal", key=True),
    _text("name"),
    _text("folded", index=True),
    rowid=False,
)
_table(
    "offices",
    _of("actors", "actor", key=True),
    _number("ordinal", key=True),
    _text("title"),
    _number("start"),
    _number("end"),
    _number("former"),
    _text("since", null=True),
    _text("until", null=True),
    _text("post", null=True),
    rowid=False,
)
_table(
    "mentions",
    _of("actors", "actor", key=True),
    _number("ordinal", key=True),
    _number("start"),
    _number("end"),
    _number("head_start"),
    _number("head_end"),
    _text("kind"),
    _text("reason"),
    rowid=False,
)
_table(
    "name_keys",
    _big("key", key=True),
    _big("place", key=True),
    _of("actors", "actor", key=True, index=True),
    rowid=False,
)
_table(
    "sameness",
    _of("actors", "left", key=True),
    _of("actors", "right", key=True, index=True),
    _number("near"),
    sa.Column("score", EXACT, nullable=False),
    _text("features"),
    rowid=False,
)
