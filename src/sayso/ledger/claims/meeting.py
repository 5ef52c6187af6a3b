"""Which propositions are compared as a report enters or leaves, and what comes of it.

Those meet that share a key. Of a key that many hold only the first wordings count (``heeded``), by
their hash; a wording is spoken for by its first proposition, by id. So what is compared depends on
what is in the ledger alone, in whatever order it came: who comes in before others pushes the last
one out, and on leaving lets it in again. Beside these, passages that were copied meet.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

import sqlalchemy as sa

from sayso.ledger.claims.claiming import Claiming, remake
from sayso.ledger.claims.copied import Copying, Pair, copied_already, copies_in
from sayso.ledger.database.asking import first_held, in_groups
from sayso.ledger.reports.propositions import numbered_propositions, wording_number
from sayso.ledger.tables.claims import CLAIM_KEYS, PROPOSITIONS, RELATIONS, WORDINGS
from sayso.ledger.tables.columns import BIG
from sayso.records import Proposition, Relation, Reuse
from sayso.records.claims import heeded

_ENDS = ("left", "right", "left_wording", "right_wording")
_PAIR = sa.and_(
    RELATIONS.c.left == sa.bindparam("one", type_=BIG),
    RELATIONS.c.right == sa.bindparam("other", type_=BIG),
)


class Weighing(Claiming, Copying, Protocol):
    """What compares propositions; sayso.pipeline has it from reconcile. The ledger knows no stage.

    Ids of pairs come in their order.
    """

    def claim_keys(self, proposition: Proposition) -> tuple[int, ...]:
        """Numbers (63 bits) that it shares with those that may say the same, or clash with it."""

    def relate(
        self, left: Proposition, right: Proposition, copied: Reuse | None
    ) -> Relation | None:
        """How two stand to each other; None where they have nothing to do with each other."""


def enter_claims(
    conn: sa.Connection, version: int, ours: Mapping[int, Proposition], weighing: Weighing
) -> None:
    """Compare a version's propositions, given by number, with those that they meet.

    Its lineage must be there already.
    """
    if not ours:
        return
    moved = _Moved()
    _speak(conn, ours, moved, weighing)
    copies, copied = copies_in(conn, version, ours, weighing)
    let_in = [pair for pair in moved.gained if not ours.keys() & set(pair)]
    copies |= copied_already(conn, let_in, weighing)
    parted = _part(conn, moved.lost)
    linked = link(conn, moved.gained, copies, {**copied, **ours}, weighing)
    if touched := moved.wordings | wordings_of(conn, parted | linked):
        remake(conn, touched, moved.claims, weighing)


def leave_claims(conn: sa.Connection, version: int, weighing: Weighing) -> None:
    """Take a version's propositions out; what they kept apart meets again."""
    p, r = PROPOSITIONS.c, RELATIONS.c
    asked = sa.select(p.n, p.wording).where(p.version == version, p.shown == 1)
    ours: dict[int, int] = dict(conn.execute(asked).all())
    if not ours:
        return
    conn.execute(sa.update(PROPOSITIONS).where(p.version == version).values(shown=0))
    moved = _Moved()
    _fall_silent(conn, ours, moved, weighing)
    around = {
        n
        for some in in_groups(sorted(ours))
        for pair in conn.execute(
            sa.select(r.left, r.right).where(sa.or_(r.left.in_(some), r.right.in_(some)))
        )
        for n in pair
    }
    touched = moved.wordings | wordings_of(conn, around)
    for some in in_groups(sorted(ours)):
        conn.execute(sa.delete(RELATIONS).where(sa.or_(r.left.in_(some), r.right.in_(some))))
    parted = _part(conn, moved.lost)
    copies = copied_already(conn, moved.gained, weighing)
    linked = link(conn, moved.gained, copies, {}, weighing)
    remake(conn, touched | wordings_of(conn, parted | linked), moved.claims, weighing)


class _Moved:
    """Pairs that meet now and did not, and reversed, each with the number of keys by which."""

    def __init__(self) -> None:
        self.gained: Counter[Pair] = Counter()
        self.lost: Counter[Pair] = Counter()
        self.wordings: set[int] = set()  # those that got another speaker, or lost theirs
        self.claims: set[int] = set()  # those of wordings that may have


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Who speaks for a wording: its number and id, and the number of the wording's claim."""

    n: int
    id: str
    claim: int = 0


def _speak(
    conn: sa.Connection, ours: Mapping[int, Proposition], moved: _Moved, weighing: Weighing
) -> None:
    """Let new propositions speak for wordings that nobody speaks for, or only later ones by id."""
    least: dict[int, _Speaker] = {}
    for n, one in ours.items():
        wording = wording_number(one.wording)
        if wording not in least or one.id < least[wording].id:
            least[wording] = _Speaker(n, one.id)
    before = _speakers(conn, least)
    new = {w: s.n for w, s in least.items() if w not in before or s.id < before[w].id}
    moved.claims.update(before[w].claim for w in new if w in before)
    _change(conn, new, set(before), ours, moved, weighing)


def _fall_silent(
    conn: sa.Connection, ours: Mapping[int, int], moved: _Moved, weighing: Weighing
) -> None:
    """Let others speak for the wordings of those that leave, if there are others."""
    before = _speakers(conn, set(ours.values()))
    new: dict[int, int | None] = {}
    p = PROPOSITIONS.c
    for wording in sorted(w for w, speaker in before.items() if speaker.n in ours):
        others = sa.select(p.n).where(p.wording == wording, p.shown == 1)
        new[wording] = conn.scalar(others.order_by(p.id).limit(1))
        moved.claims.add(before[wording].claim)
    known = numbered_propositions(conn, {n for n in new.values() if n is not None})
    _change(conn, new, set(before), known, moved, weighing)


def _speakers(conn: sa.Connection, wordings: Collection[int]) -> dict[int, _Speaker]:
    w, p = WORDINGS.c, PROPOSITIONS.c
    found = {}
    for some in in_groups(sorted(wordings)):
        asked = (
            sa.select(w.wording, w.claim, p.n, p.id)
            .join(PROPOSITIONS, p.n == w.speaker)
            .where(w.wording.in_(some))
        )
        for row in conn.execute(asked):
            found[row.wording] = _Speaker(row.n, row.id, row.claim)
    return found


def _change(
    conn: sa.Connection,
    new: Mapping[int, int] | Mapping[int, int | None],
    spoken: Collection[int],
    known: Mapping[int, Proposition],
    moved: _Moved,
    weighing: Weighing,
) -> None:
    """Give wordings their new speakers and these their keys; None leaves nobody to speak."""
    w, k = WORDINGS.c, CLAIM_KEYS.c
    moved.wordings.update(new)
    new_keys = {wording: weighing.claim_keys(known[n]) for wording, n in new.items() if n}
    old_keys = {
        wording: array("q", keys)
        for some in in_groups(sorted(wording for wording in new if wording in spoken))
        for wording, keys in conn.execute(sa.select(w.wording, w.held).where(w.wording.in_(some)))
    }
    affected = {key for keys in (*new_keys.values(), *old_keys.values()) for key in keys}
    before = holders_of(conn, affected)
    if gone := [{"k": key, "w": wording} for wording, keys in old_keys.items() for key in keys]:
        one = sa.and_(
            k.key == sa.bindparam("k", type_=BIG), k.wording == sa.bindparam("w", type_=BIG)
        )
        conn.execute(sa.delete(CLAIM_KEYS).where(one), gone)
    for some in in_groups(sorted(old_keys)):
        silent = [wording for wording in some if wording not in new_keys]
        conn.execute(sa.delete(WORDINGS).where(w.wording.in_(silent)))
    fresh = []
    for wording, keys in new_keys.items():
        row = {"speaker": new[wording], "held": array("q", keys).tobytes()}
        if wording in old_keys:
            conn.execute(sa.update(WORDINGS).where(w.wording == wording).values(row))
        else:
            fresh.append({"wording": wording, **row})
    if fresh:
        conn.execute(sa.insert(WORDINGS), fresh)
    if rows := sorted((key, wording) for wording, keys in new_keys.items() for key in keys):
        conn.execute(
            sa.insert(CLAIM_KEYS), [{"key": key, "wording": wording} for key, wording in rows]
        )
    after = holders_of(conn, affected)
    for key in affected:
        ours, theirs = after.get(key, ()), before.get(key, ())
        moved.gained.update(_pairs(ours, set(theirs)))
        moved.lost.update(_pairs(theirs, set(ours)))


def _pairs(holders: Collection[int], others: Collection[int]) -> set[Pair]:
    """Pairs of the holders of a key that are not both among ``others``."""
    fresh = [n for n in holders if n not in others]
    return {(min(n, m), max(n, m)) for n in fresh for m in holders if n != m}


def holders_of(conn: sa.Connection, keys: Collection[int]) -> dict[int, list[int]]:
    """By key, the numbers of the speakers of its first wordings."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    by_count: defaultdict[int, list[int]] = defaultdict(list)
    for key in sorted(keys):
        by_count[heeded(key)].append(key)
    for many, some in by_count.items():
        asked = _first_holders(conn.dialect.name, many)
        for key, speaker in conn.execute(asked, {"keys": json.dumps(some)}):
            found[key].append(speaker)
    return found


@cache
def _first_holders(dialect: str, many: int) -> sa.Select[Any]:
    """Key and speaker."""
    row, held = first_held(dialect, CLAIM_KEYS.c.key, CLAIM_KEYS.c.wording, many)
    speaking = held.join(WORDINGS, WORDINGS.c.wording == row.c.wording)
    return sa.select(row.c.key, WORDINGS.c.speaker).select_from(speaking)


def wordings_of(conn: sa.Connection, numbers: Iterable[int]) -> set[int]:
    """The wordings of propositions of these numbers."""
    p = PROPOSITIONS.c
    return {
        wording
        for some in in_groups(sorted(numbers))
        for wording in conn.scalars(sa.select(p.wording).where(p.n.in_(some)))
    }


def _part(conn: sa.Connection, lost: Mapping[Pair, int]) -> set[int]:
    """Take meetings from relations; one without any goes, unless it is a copy.

    Gives the numbers of those between whom one went.
    """
    fewer, gone = [], []
    for (one, other), (near, reuse) in _related(conn, lost).items():
        left = near - lost[one, other]
        if left <= 0 and reuse is None:
            gone.append({"one": one, "other": other})
        else:
            fewer.append({"one": one, "other": other, "now": left})
    if fewer:
        conn.execute(sa.update(RELATIONS).where(_PAIR).values(near=sa.bindparam("now")), fewer)
    if gone:
        conn.execute(sa.delete(RELATIONS).where(_PAIR), gone)
    return {n for row in gone for n in row.values()}


def _related(conn: sa.Connection, pairs: Collection[Pair]) -> dict[Pair, tuple[int, str | None]]:
    """Of pairs that have a relation, by how many keys they meet, and by what one was copied."""
    r = RELATIONS.c
    asked = sa.select(r.left, r.right, r.near, r.reuse)
    return {
        (one, other): (near, reuse)
        for some in in_groups(sorted({one for one, _ in pairs}))
        for one, other, near, reuse in conn.execute(asked.where(r.left.in_(some)))
        if (one, other) in pairs
    }


def link(
    conn: sa.Connection,
    gained: Mapping[Pair, int],
    copies: Mapping[Pair, Reuse],
    known: Mapping[int, Proposition],
    weighing: Weighing,
) -> set[int]:
    """Compare those that meet and have no relation yet, and keep what comes of it.

    Gives the numbers of those between whom one came.
    """
    pairs = {**dict.fromkeys(copies, 0), **gained}
    _strengthen(conn, pairs)
    some = {**numbered_propositions(conn, {n for pair in pairs for n in pair} - known.keys())}
    some.update(known)
    rows: list[dict[str, Any]] = []
    for (one, other), near in pairs.items():
        left, right = some[one], some[other]
        if left.attribution == right.attribution:
            continue
        reuse = copies.get((one, other))
        if found := weighing.relate(left, right, reuse):
            row = _row(near, reuse, found, turned=found.left != left.id)
            wordings = map(wording_number, (left.wording, right.wording))
            ends = zip(_ENDS, (one, other, *wordings), strict=True)
            rows.append({**dict(ends), **row})
    if rows:
        conn.execute(sa.insert(RELATIONS), rows)
    return {n for row in rows for n in (row["left"], row["right"])}


def _strengthen(conn: sa.Connection, pairs: dict[Pair, int]) -> None:
    """Take out of ``pairs`` those with a relation, which get their meetings."""
    more = []
    for (one, other), (near, _) in _related(conn, pairs).items():
        if many := pairs.pop((one, other)):
            more.append({"one": one, "other": other, "now": near + many})
    if more:
        conn.execute(sa.update(RELATIONS).where(_PAIR).values(near=sa.bindparam("now")), more)


def _row(near: int, reuse: Reuse | None, found: Relation, *, turned: bool) -> dict[str, object]:
    """A relation as a row: it has its sides in the order of their ids, the row of their numbers."""
    words = [span and [span.start, span.end] for span in (found.left_words, found.right_words)]
    return {
        "id": found.id,
        "near": near,
        "reuse": reuse and reuse.id,
        "kind": found.kind.value,
        "dimension": found.dimension,
        "score": found.score,
        "reason": found.reason,
        "words": json.dumps(words[::-1] if turned else words),
        "features": json.dumps(
            [[part.name, part.detail, part.points] for part in found.features], ensure_ascii=False
        ),
    }
