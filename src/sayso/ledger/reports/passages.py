"""The keys of passages in the ledger: by them a report meets others that may have its words.

Who meets whom depends on who holds which keys (sayso.records.lineage has the rule), and not on the
order in which they came. A report that enters can only part others, by making a key of theirs a
common one; one that leaves can only bring others together.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from functools import cache
from itertools import combinations
from typing import Any

import sqlalchemy as sa

from sayso.ledger.database.asking import first_held, looked_up
from sayso.ledger.tables.reports import PASSAGES, VERSIONS
from sayso.records import CARRIERS, COMMON_KEY, NEAR, key_points, meetings

Pair = tuple[int, int]  # numbers of versions, the lesser first
Holders = Mapping[int, list[int]]  # by key, the first versions that hold it, by place

_READ = COMMON_KEY + 2  # holders of a key: enough to tell that it was a common one before the last


def held_keys(conn: sa.Connection, version: int) -> set[int]:
    """The keys that a version holds."""
    p = PASSAGES.c
    return set(conn.scalars(sa.select(p.band).where(p.version == version)))


def enter_keys(conn: sa.Connection, version: int, place: int, keys: Collection[int]) -> Holders:
    """Let a version hold keys; gives who holds them now."""
    rows = [{"band": key, "place": place, "version": version} for key in sorted(keys)]
    if rows:
        conn.execute(sa.insert(PASSAGES), rows)
    return first_holders(conn, keys)


def leave_keys(conn: sa.Connection, version: int) -> set[Pair]:
    """Let a version hold no keys; gives pairs of others that may have been brought together."""
    shaken = find_shaken(conn, version, first_holders(conn, held_keys(conn, version)))
    conn.execute(sa.delete(PASSAGES).where(PASSAGES.c.version == version))
    return shaken


def find_near(conn: sa.Connection, version: int, held: Holders) -> list[int]:
    """Versions of other pages to compare one with, by its keys and who holds them."""
    points: Counter[int] = Counter()
    for key, holders in held.items():
        everyone = len(holders) > COMMON_KEY and version in holders[:CARRIERS]
        for other, more in meetings(_holders(conn, key) if everyone else holders, version):
            points[other] += more
    near = [other for other, many in points.items() if many >= NEAR]
    pages = looked_up(conn, VERSIONS.c.n, [version, *near], VERSIONS.c.report)
    return sorted(other for other in near if pages[other] != pages[version])


def are_near(conn: sa.Connection, pairs: Collection[Pair]) -> set[Pair]:
    """Those of these pairs that are to be compared."""
    numbers = sorted({n for pair in pairs for n in pair})
    pages = looked_up(conn, VERSIONS.c.n, numbers, VERSIONS.c.report)
    keys = {n: held_keys(conn, n) for n in numbers}
    both = {pair: keys[pair[0]] & keys[pair[1]] for pair in pairs}
    holders = first_holders(conn, {key for some in both.values() for key in some})
    near = set()
    for pair, some in both.items():
        points = sum(_points(holders[key], pair) for key in some)
        if points >= NEAR and pages[pair[0]] != pages[pair[1]]:
            near.add(pair)
    return near


def _points(holders: Collection[int], pair: Pair) -> int:
    met = len(holders) <= COMMON_KEY or not set(pair).isdisjoint([*holders][:CARRIERS])
    return key_points(len(holders)) if met else 0


def find_shaken(conn: sa.Connection, version: int, held: Holders) -> set[Pair]:
    """Pairs of others for whom a key counts otherwise with this version among its holders."""
    shaken: set[Pair] = set()
    for key, holders in held.items():
        many = len(holders)
        others = [n for n in holders if n != version]
        if many < _READ and key_points(many) != key_points(many - 1):
            shaken.update(combinations(sorted(others), 2))
        elif many == _READ and version in holders[:CARRIERS]:
            ninth = holders[CARRIERS]
            rest = set(_holders(conn, key)).difference(holders[: CARRIERS + 1])
            shaken.update((min(ninth, n), max(ninth, n)) for n in rest)
    return shaken


def _holders(conn: sa.Connection, key: int) -> list[int]:
    """All versions that hold a key, by place."""
    p = PASSAGES.c
    asked = sa.select(p.version).where(p.band == key).order_by(p.place, p.version)
    return list(conn.scalars(asked))


def first_holders(conn: sa.Connection, keys: Collection[int]) -> Holders:
    """By key, the first versions that hold it, by place; no more than tell what it counts."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    if not keys:
        return found
    wanted = json.dumps(sorted(keys))
    for key, version in conn.execute(_asked(conn.dialect.name), {"keys": wanted}):
        if len(found[key]) < _READ:
            found[key].append(version)
    return found


@cache
def _asked(dialect: str) -> sa.Select[Any]:
    """Key and version, by place."""
    row, held = first_held(dialect, PASSAGES.c.band, PASSAGES.c.place, _READ)
    asked = sa.select(row.c.band, row.c.version).select_from(held)
    return asked.order_by(row.c.band, row.c.place, row.c.version)
