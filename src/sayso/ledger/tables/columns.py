"""Columns as the ledger's tables have them; the schema and the migrations are built of these."""

from __future__ import annotations

from typing import Any, overload

import sqlalchemy as sa
from sqlalchemy.schema import SchemaItem

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
EXACT: sa.types.TypeEngine[float] = sa.Double().with_variant(sa.REAL(), "sqlite")


def table(metadata: sa.MetaData, name: str, *parts: SchemaItem, rowid: bool = True) -> sa.Table:
    """A table that keeps to its types; without ``rowid`` it is clustered by its key."""
    return sa.Table(name, metadata, *parts, sqlite_strict=True, sqlite_with_rowid=rowid)


def text(
    name: str, *, null: bool = False, key: bool = False, unique: bool = False, index: bool = False
) -> sa.Column[str]:
    """A column of text."""
    return sa.Column(
        name, sa.Text, nullable=null, primary_key=key, unique=unique or None, index=index or None
    )


def small(name: str, *, null: bool = False, key: bool = False) -> sa.Column[int]:
    """A column of numbers up to two thousand millions: characters, ordinals, 0 for no."""
    return sa.Column(name, sa.Integer, nullable=null, primary_key=key, autoincrement=False)


def big(name: str, *, key: bool = False, index: bool = False) -> sa.Column[int]:
    """A column of numbers of 63 bits."""
    return sa.Column(
        name, BIG, nullable=False, primary_key=key, index=index or None, autoincrement=False
    )


def exact(name: str, *, null: bool = False) -> sa.Column[float]:
    """A column of floats that come back as they were."""
    return sa.Column(name, EXACT, nullable=null)


def blob(name: str) -> sa.Column[bytes]:
    """A column of bytes."""
    return sa.Column(name, sa.LargeBinary, nullable=False)


def of(parent: str, name: str, *, key: bool = False, index: bool = False) -> sa.Column[int]:
    """A column that refers to a row of the table ``parent`` and goes when that row goes."""
    row = sa.ForeignKey(f"{parent}.n", ondelete="CASCADE")
    return sa.Column(
        name, BIG, row, nullable=False, primary_key=key, index=index or None, autoincrement=False
    )


def only_where(condition: str) -> dict[str, Any]:
    """What makes an index one of few rows, on either database."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


@overload
def storable(words: str) -> str: ...


@overload
def storable(words: str | None) -> str | None: ...


def storable(words: str | None) -> str | None:
    """The words without what databases refuse: NUL, and halves of surrogate pairs."""
    if words is None:
        return None
    return words.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")
