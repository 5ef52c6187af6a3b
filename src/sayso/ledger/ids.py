"""Ids as people write them: whole, or as few letters as name one."""

from __future__ import annotations

import re

import sqlalchemy as sa

from sayso.errors import NoRecord

SHORTEST = 4  # letters of an id that may stand for all of it, where only one begins so
_ID = re.compile(rf"[0-9a-f]{{{SHORTEST},16}}")


def is_id(text: str) -> bool:
    """Whether it could be an id, or the beginning of one."""
    return bool(_ID.fullmatch(text))


def begins(column: sa.Column[str], id: str, where: str) -> sa.ColumnElement[bool]:
    """Whether the ids of a column begin with ``id``. Raises NoRecord for what is none."""
    if not is_id(id):
        told = f"an id has 16 of 0-9 and a-f, and {SHORTEST} of them may do"
        raise NoRecord(where, f"{id!r} is no id", told)
    return sa.and_(column >= id, column < id + "g")


def several(id: str, found: set[str], where: str) -> NoRecord:
    """What to say of an ``id`` that begins more than one."""
    told = f"several ids begin with {id}: {', '.join(sorted(found)[:3])}"
    return NoRecord(where, told, "give more of it")
