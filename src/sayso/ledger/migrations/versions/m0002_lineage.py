"""Passages with their keys, and lineage: which passage was copied from which."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
EXACT: sa.types.TypeEngine[float] = sa.Double().with_variant(sa.REAL(), "sqlite")


def upgrade() -> None:
    """Make the two tables; `sayso rebuild` fills them for reports that were there before."""
    op.create_table(
        "passages",
        sa.Column("band", BIG, primary_key=True, autoincrement=False),
        _of_version("version", key=True),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "lineage",
        sa.Column("id", sa.Text, primary_key=True),
        _of_version("found"),
        _of_version("left"),
        sa.Column("left_start", sa.Integer, nullable=False),
        sa.Column("left_end", sa.Integer, nullable=False),
        _of_version("right"),
        sa.Column("right_start", sa.Integer, nullable=False),
        sa.Column("right_end", sa.Integer, nullable=False),
        sa.Column("similarity", EXACT, nullable=False),
        sa.Column("direction", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sqlite_strict=True,
    )


def downgrade() -> None:
    """Ledgers are never taken back a version: the backup copy is for that."""
    raise NotImplementedError


def _of_version(name: str, *, key: bool = False) -> sa.Column[int]:
    parent = sa.ForeignKey("versions.n", ondelete="CASCADE")
    return sa.Column(name, BIG, parent, primary_key=key, nullable=False, index=True)
