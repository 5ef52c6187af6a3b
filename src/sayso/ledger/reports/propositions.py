"""What reports put forward, sentence by sentence: into the ledger, and back as records."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

import sqlalchemy as sa

from sayso.ledger.database.asking import in_groups
from sayso.ledger.tables.claims import GISTS, PROPOSITIONS
from sayso.ledger.tables.packing import pack, unpack
from sayso.ledger.tables.reports import VERSIONS, next_number
from sayso.records import Proposition

_NOTHING: frozenset[str] = frozenset()
# Propositions in memory, 4 KB each. Those that hold common keys are met again and again: making
# them out of their bytes was a quarter of what claims cost.
_REMEMBERED = 8_192


def keep_propositions(
    conn: sa.Connection, propositions: Iterable[Proposition], version: int, *, shown: bool
) -> dict[int, Proposition]:
    """Add the propositions of a version; gives them by their numbers."""
    once = {one.id: one for one in propositions}
    if not once:
        return {}
    numbered = dict(enumerate(once.values(), next_number(conn, PROPOSITIONS)))
    rows = [
        {
            "n": n,
            "id": one.id,
            "version": version,
            "attribution": one.attribution,
            "wording": wording_number(one.wording),
            "who": one.who,
            "shown": int(shown),
            "packed": pack(replace(one, id="", report="", attribution="", gist=_NOTHING)),
        }
        for n, one in numbered.items()
    ]
    conn.execute(sa.insert(PROPOSITIONS), rows)
    gist = {key for one in once.values() for key in one.gist}
    row = {"version": version, "gist": json.dumps(sorted(gist), ensure_ascii=False)}
    conn.execute(sa.insert(GISTS), row)
    return numbered


def wording_number(wording: str) -> int:
    """A wording's 16 hex digits as the 63 bits that a column holds."""
    return int(wording, 16) >> 1


def load_propositions(
    conn: sa.Connection, condition: sa.ColumnElement[bool]
) -> dict[int, Proposition]:
    """The propositions for which ``condition`` on PROPOSITIONS holds, by number."""
    p, v = PROPOSITIONS.c, VERSIONS.c
    asked = (
        sa.select(p.n, p.id, p.attribution, p.packed, v.id.label("report"), p.version)
        .join(VERSIONS, v.n == p.version)
        .where(condition)
        .order_by(p.n)
    )
    rows = conn.execute(asked).all()
    gists = _gists(conn, {row.version for row in rows})
    return {
        row.n: replace(
            _unpacked(row.packed),
            id=row.id,
            report=row.report,
            attribution=row.attribution,
            gist=gists[row.version],
        )
        for row in rows
    }


@lru_cache(_REMEMBERED)
def _unpacked(packed: bytes) -> Proposition:
    return unpack(Proposition, packed)


def propositions_of(
    conn: sa.Connection, versions: Collection[int]
) -> dict[int, tuple[Proposition, ...]]:
    """The propositions of each of these versions that has any, in their order."""
    p = PROPOSITIONS.c
    found: defaultdict[int, list[Proposition]] = defaultdict(list)
    within = p.version.in_(versions)
    of = dict(conn.execute(sa.select(p.n, p.version).where(within)).all())
    for n, one in load_propositions(conn, within).items():
        found[of[n]].append(one)
    return {version: tuple(some) for version, some in found.items()}


def numbered_propositions(conn: sa.Connection, numbers: Iterable[int]) -> dict[int, Proposition]:
    """The propositions of these numbers."""
    return {
        n: one
        for some in in_groups(sorted(numbers))
        for n, one in load_propositions(conn, PROPOSITIONS.c.n.in_(some)).items()
    }


def _gists(conn: sa.Connection, versions: Iterable[int]) -> Mapping[int, frozenset[str]]:
    g = GISTS.c
    return {
        version: frozenset(json.loads(gist))
        for some in in_groups(sorted(versions))
        for version, gist in conn.execute(sa.select(g.version, g.gist).where(g.version.in_(some)))
    }
