"""Passages with their keys, and lineage: which passage was copied from which."""

from __future__ import annotations

from alembic import op

from sayso.ledger.tables.columns import big, exact, of, small, text

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the two tables; `sayso rebuild` fills them for reports that were there before."""
    op.create_table(
        "passages",
        big("band", key=True),
        of("versions", "version", key=True, index=True),
        small("start"),
        small("end"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "lineage",
        text("id", key=True),
        of("versions", "found", index=True),
        of("versions", "left", index=True),
        small("left_start"),
        small("left_end"),
        of("versions", "right", index=True),
        small("right_start"),
        small("right_end"),
        exact("similarity"),
        text("direction"),
        text("reason"),
        sqlite_strict=True,
    )
