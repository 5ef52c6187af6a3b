"""Which actors of other reports an actor is compared with, and what comes of it.

Actors that share a key of their names stand in one row, in the order of publication, and each is
compared with its ``WINDOW`` neighbours on either side: the sorted neighbourhood of record linkage
(Hernández and Stolfo, 1995). Those before and after it in time write about the same things, and
chain the rest to it. So adding costs the same however many bear a name, and the links depend on
what is in the ledger alone, in whatever order it came: whoever moves between two neighbours takes
their link away, and gives it back on leaving.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Protocol, TypeVar

import sqlalchemy as sa

from sayso.across import Portrait, Sameness
from sayso.ledger.database.asking import in_groups, looked_up
from sayso.ledger.reports.actors import load_company, load_portraits
from sayso.ledger.tables.columns import BIG
from sayso.ledger.tables.reports import ACTORS, NAME_KEYS, SAMENESS

# With 1, 2 and 3 neighbours, groups on ECB+ (topics 1 to 30) are worth 80.9, 83.0 and 83.6 CoNLL
# F1; each more costs as much again.
WINDOW = 2

_NOBODY: frozenset[str] = frozenset()
_T = TypeVar("_T")
_Pair = tuple[int, int]  # numbers of actors, the lesser first
_PAIR = sa.and_(
    SAMENESS.c.left == sa.bindparam("one", type_=BIG),
    SAMENESS.c.right == sa.bindparam("other", type_=BIG),
)


class Comparing(Protocol):
    """What compares actors; sayso.pipeline has it from reconcile. The ledger knows no stage."""

    def name_keys(self, portrait: Portrait) -> tuple[int, ...]:
        """Numbers that an actor shares with those that may be the same one."""

    def compare(self, left: Portrait, right: Portrait) -> Sameness | None:
        """The link between two actors; None where next to nothing speaks for it."""


def enter(
    conn: sa.Connection, version: int, portraits: Mapping[int, Portrait], comparing: Comparing
) -> None:
    """Compare the actors of a version, given by number, with their neighbours, and link them."""
    places = dict(conn.execute(sa.select(ACTORS.c.n, ACTORS.c.place).where(_of(version))).all())
    keys = [
        {"key": key, "place": places[n], "actor": n}
        for n, portrait in portraits.items()
        for key in comparing.name_keys(portrait)
    ]
    if not keys:
        return
    conn.execute(sa.insert(NAME_KEYS), sorted(keys, key=lambda row: (row["key"], row["place"])))
    gained, lost = _moved(conn, version)
    _part(conn, lost)
    _link(conn, gained, portraits, comparing)


def leave(conn: sa.Connection, version: int, comparing: Comparing) -> None:
    """Take the actors of a version out of their rows; those that stood around them meet again."""
    _, gained = _moved(conn, version)
    ours = sa.select(ACTORS.c.n).where(_of(version)).scalar_subquery()
    s = SAMENESS.c
    conn.execute(sa.delete(SAMENESS).where(sa.or_(s.left.in_(ours), s.right.in_(ours))))
    conn.execute(sa.delete(NAME_KEYS).where(NAME_KEYS.c.actor.in_(ours)))
    _link(conn, _without_link(conn, gained), {}, comparing)


def _of(version: int) -> sa.ColumnElement[bool]:
    return ACTORS.c.version == version


def _moved(conn: sa.Connection, version: int) -> tuple[Counter[_Pair], Counter[_Pair]]:
    """Pairs that are neighbours with a version's actors in their rows, and not without; reversed.

    Each pair with the number of keys by which it is.
    """
    windows: defaultdict[int, list[tuple[int, ...]]] = defaultdict(list)
    ours = set()
    for key, actor, *around in conn.execute(_windows(), {"version": version}):
        before, after = around[:WINDOW][::-1], around[WINDOW:]
        windows[key].append(tuple(n for n in (*before, actor, *after) if n is not None))
        ours.add(actor)
    places = _places(conn, {n for found in windows.values() for row in found for n in row})
    within: Counter[_Pair] = Counter()
    for rows in windows.values():
        for row in _stretches(rows, places):
            within.update(_near(row))
            within.subtract(_near([n for n in row if n not in ours]))
    gained = Counter({pair: many for pair, many in within.items() if many > 0})
    return gained, Counter({pair: -many for pair, many in within.items() if many < 0})


@cache  # putting it together takes 0.8 ms, and all of _moved 1.4
def _windows() -> sa.Select[Any]:
    """Key and actor, then its neighbours before it and after it, the nearest first."""
    here, there = NAME_KEYS.alias("here"), NAME_KEYS.alias("there")
    place, other = sa.tuple_(here.c.place, here.c.actor), sa.tuple_(there.c.place, there.c.actor)
    row = sa.select(there.c.actor).where(there.c.key == here.c.key)
    before = row.where(other < place).order_by(there.c.place.desc(), there.c.actor.desc())
    after = row.where(other > place).order_by(there.c.place, there.c.actor)
    around = [
        side.limit(1).offset(at).correlate(here).scalar_subquery().label(f"{name}{at}")
        for name, side in (("before", before), ("after", after))
        for at in range(WINDOW)
    ]
    version = sa.bindparam("version", type_=BIG)
    ours = sa.select(ACTORS.c.n).where(ACTORS.c.version == version).scalar_subquery()
    return sa.select(here.c.key, here.c.actor, *around).where(here.c.actor.in_(ours))


def _places(conn: sa.Connection, numbers: Iterable[int]) -> dict[int, _Pair]:
    places = looked_up(conn, ACTORS.c.n, set(numbers), ACTORS.c.place)
    return {n: (place, n) for n, place in places.items()}


def _stretches(
    windows: Iterable[tuple[int, ...]], places: Mapping[int, _Pair]
) -> Iterator[list[int]]:
    """The parts of one row that windows show without a gap, each in its order."""
    stretch: list[int] = []
    for window in sorted(windows, key=lambda window: places[window[0]]):
        new = [n for n in window if n not in stretch]
        if stretch and len(new) == len(window):
            yield stretch
            stretch = []
        stretch += new
    yield sorted(stretch, key=places.__getitem__)


def _near(row: Sequence[int]) -> Iterator[_Pair]:
    for n, other in neighbours(row):
        yield (n, other) if n < other else (other, n)


def neighbours(row: Sequence[_T]) -> Iterator[tuple[_T, _T]]:
    """Those of a row that are compared, as they stand in it."""
    for at, one in enumerate(row):
        for other in row[at + 1 : at + 1 + WINDOW]:
            yield one, other


def _part(conn: sa.Connection, lost: Mapping[_Pair, int]) -> None:
    """Take neighbourhoods from links; a link without any goes."""
    if not lost:
        return
    near = SAMENESS.c.near
    rows = [{"one": one, "other": other, "fewer": many} for (one, other), many in lost.items()]
    fewer = sa.update(SAMENESS).where(_PAIR).values(near=near - sa.bindparam("fewer"))
    conn.execute(fewer, rows)
    rows = [{"one": one, "other": other} for one, other in lost]
    conn.execute(sa.delete(SAMENESS).where(_PAIR, near <= 0), rows)


def _without_link(conn: sa.Connection, gained: Mapping[_Pair, int]) -> dict[_Pair, int]:
    """Those of ``gained`` without a link; the links of the others get their neighbourhoods."""
    s = SAMENESS.c
    fresh, more = dict(gained), []
    for some in in_groups(sorted({one for one, _ in gained})):
        for one, other in conn.execute(sa.select(s.left, s.right).where(s.left.in_(some))):
            if many := fresh.pop((one, other), 0):
                more.append({"one": one, "other": other, "more": many})
    if more:
        grown = sa.update(SAMENESS).where(_PAIR).values(near=s.near + sa.bindparam("more"))
        conn.execute(grown, more)
    return fresh


def _link(
    conn: sa.Connection,
    pairs: Mapping[_Pair, int],
    known: Mapping[int, Portrait],
    comparing: Comparing,
) -> None:
    """Compare neighbours that have no link yet, and keep what comes of it."""
    numbers = sorted({n for pair in pairs for n in pair} - known.keys())
    alone = {n: replace(one, company=_NOBODY) for n, one in known.items()}
    alone.update(load_portraits(conn, numbers))
    # Company is dear to load, and most who share a word of their names share no more than that.
    likely = [pair for pair in pairs if comparing.compare(*map(alone.__getitem__, pair))]
    others = {n: alone[n] for pair in likely for n in pair if n not in known}
    company = load_company(conn, others.values())
    met = {n: replace(one, company=company.get(one.report, _NOBODY)) for n, one in others.items()}
    met.update(known)
    rows = []
    for one, other in likely:
        if found := comparing.compare(met[one], met[other]):
            features = [[part.name, part.detail, part.points] for part in found.features]
            told = json.dumps(features, ensure_ascii=False)
            score = {"score": found.score, "features": told}
            rows.append({"left": one, "right": other, "near": pairs[one, other], **score})
    if rows:
        conn.execute(sa.insert(SAMENESS), rows)
