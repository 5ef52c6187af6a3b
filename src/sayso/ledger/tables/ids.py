"""Ids as people write them: whole, or as few letters as name one."""

from __future__ import annotations

import re

import sqlalchemy as sa

from sayso.errors import NoRecord
from sayso.ledger.tables.claims import CLAIMS, PROPOSITIONS, RELATIONS
from sayso.ledger.tables.reports import ACTORS, ATTRIBUTIONS, JUDGEMENTS, LINEAGE, REPORTS, VERSIONS

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


def resolve(conn: sa.Connection, id: str, where: str) -> tuple[str, str]:
    """The table and the whole id of what begins with ``id``. Raises NoRecord."""
    columns = {
        "attributions": ATTRIBUTIONS.c.id,
        "versions": VERSIONS.c.id,
        "reports": REPORTS.c.id,
        "lineage": LINEAGE.c.id,
        "actors": ACTORS.c.id,
        "claims": CLAIMS.c.id,
        "relations": RELATIONS.c.id,
        "propositions": PROPOSITIONS.c.id,
        "judgements": JUDGEMENTS.c.target,
    }
    found: dict[str, str] = {}
    for table, column in columns.items():
        beginning = begins(column, id, where)
        for whole in conn.scalars(sa.select(column).distinct().where(beginning).limit(2)):
            found.setdefault(whole, table)
    # A report without an address has the id of its one version.
    if len(found) == 1:
        ((whole, table),) = found.items()
        return table, whole
    if found:
        raise several(id, set(found), where)
    raise NoRecord(where, f"nothing has the id {id}", "sayso search prints ids")
