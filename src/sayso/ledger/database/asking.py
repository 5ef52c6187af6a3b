"""How tables are asked for many things at once, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa

from sayso.ledger.tables.columns import BIG

_T = TypeVar("_T")
_AT_ONCE = 5_000  # parameters of one statement; SQLite allows 32,766
_LAST = (1 << 63) - 1


def in_groups(parts: Sequence[_T]) -> Iterator[Sequence[_T]]:
    """As many parameters at once as a statement may have."""
    return (parts[at : at + _AT_ONCE] for at in range(0, len(parts), _AT_ONCE))


def looked_up(
    conn: sa.Connection, by: sa.Column[Any], wanted: Collection[Any], value: sa.Column[Any]
) -> dict[Any, Any]:
    """A column's values by another of the same table, for those that are wanted and there."""
    return {
        one: told
        for some in in_groups(sorted(wanted))
        for one, told in conn.execute(sa.select(by, value).where(by.in_(some)))
    }


def first_held(
    dialect: str, key: sa.Column[Any], order: sa.Column[Any], many: int
) -> tuple[sa.FromClause, sa.Join]:
    """The rows of the first holders of each key, and what they are selected from.

    The keys are given as JSON, under "keys". However many hold a key, it is read up to the row that
    ends the first ``many``; those that share its place in the order come with it.
    """
    keys = sa.bindparam("keys", type_=sa.Text)
    each = sa.func.json_each(keys)
    if dialect != "sqlite":
        each = sa.func.json_array_elements_text(sa.cast(keys, sa.JSON))
    wanted = each.table_valued("value")
    asked = sa.cast(wanted.c.value, BIG)
    row, last = key.table.alias("row"), key.table.alias("last")
    edge = (
        sa.select(last.c[order.name])
        .where(last.c[key.name] == asked)
        .order_by(last.c[order.name])
        .limit(1)
        .offset(many - 1)
        .correlate(wanted)
        .scalar_subquery()
    )
    within = row.c[order.name] <= sa.func.coalesce(edge, _LAST)
    return row, wanted.join(row, sa.and_(row.c[key.name] == asked, within))
