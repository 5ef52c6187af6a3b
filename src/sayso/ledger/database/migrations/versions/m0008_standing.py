"""Passages in the order of publication, and what stands under all of an outlet's reports.

What was found stays. `sayso rebuild` finds it anew, so that it no longer depends on the order in
which reports were added.
"""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from alembic import op

from sayso.ledger.tables.columns import big, exact, of, only_where, small, text

revision = "0008"
down_revision = "0007"

_COLUMNS = (
    'id, "left", left_start, left_end, "right", right_start, right_end, similarity,'
    " direction, reason"
)


def upgrade() -> None:
    """Make both tables anew, with what is in them, and one for what stands."""
    _passages()
    for index in ("found", "left", "right"):
        op.drop_index(f"ix_lineage_{index}", "lineage")
    op.rename_table("lineage", "lineage_before")
    _reuses("lineage", small("house"))
    for side in ("left", "right"):
        op.create_index(f"lineage_house_{side}", "lineage", [side], **only_where("house = 1"))
    _reuses("standing")
    before = f"SELECT {_COLUMNS}, 0 FROM lineage_before"
    op.execute(f"INSERT INTO lineage ({_COLUMNS}, house) {before}")
    op.drop_table("lineage_before")


def _reuses(name: str, *more: sa.Column[int]) -> None:
    op.create_table(
        name,
        text("id", key=True),
        of("versions", "left"),
        small("left_start"),
        small("left_end"),
        of("versions", "right", index=True),
        small("right_start"),
        small("right_end"),
        exact("similarity"),
        text("direction"),
        text("reason"),
        *more,
        sqlite_strict=True,
    )
    op.create_index(f"{name}_pair", name, ["left", "right"])


def _passages() -> None:
    conn = op.get_bind()
    op.drop_index("ix_passages_version", "passages")
    op.rename_table("passages", "passages_before")
    made = op.create_table(
        "passages",
        big("band", key=True),
        big("place", key=True),
        of("versions", "version", key=True, index=True),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    before = sa.table("passages_before", sa.column("band"), sa.column("version"))
    versions = sa.table("versions", sa.column("n"), sa.column("id"), sa.column("published"))
    for n, id, published in conn.execute(sa.select(versions)).all():
        bands = conn.scalars(sa.select(before.c.band).where(before.c.version == n)).all()
        if bands:
            place = _place(id, published)
            rows = [{"band": band, "place": place, "version": n} for band in bands]
            conn.execute(sa.insert(made), rows)
    op.drop_table("passages_before")


def _place(id: str, published: str | None) -> int:
    """As in sayso.records.lineage when this was written."""
    day = date.fromisoformat(published[:10]) if published else None
    return (day.toordinal() if day else date.max.toordinal() + 1) << 40 | int(id[:10], 16)
