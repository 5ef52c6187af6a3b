"""How often what is read was changed."""

from __future__ import annotations

from alembic import op

from sayso.ledger.tables.columns import big

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the table, which has one row once something is changed."""
    op.create_table("changes", big("n", key=True), sqlite_strict=True)
