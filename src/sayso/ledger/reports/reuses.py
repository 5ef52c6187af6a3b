"""What versions share with one another, as one is added or read anew.

What two share is told by these two alone, and kept for as long as they are near each other by their
keys. A short passage of two reports of one outlet is a reuse in LINEAGE, or in STANDING where more
of its reports have it: one more can make it so for those that were there before, and one that goes
can undo it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import sqlalchemy as sa

from sayso.ledger.database.asking import in_groups
from sayso.ledger.reports.loading import load_reports
from sayso.ledger.reports.passages import (
    Pair,
    are_near,
    enter_keys,
    find_near,
    find_shaken,
    first_holders,
    held_keys,
    leave_keys,
)
from sayso.ledger.tables.reports import LINEAGE, STANDING
from sayso.records import Passage, Report, Reuse, Shared, Span, passage_place

_HOUSE = sa.text("house = 1")  # as the indexes have it
Row = dict[str, Any]


class Sharing(Protocol):
    """What finds reuse; sayso.pipeline has it from reconcile. The ledger knows no stage."""

    def passages(self, report: Report) -> tuple[Passage, ...]:
        """The passages of a report with their keys."""

    def find_shared(self, one: Report, other: Report) -> tuple[Shared, ...]:
        """Reuse between two reports, by these two alone."""

    def find_repeats(self, report: Report) -> tuple[Reuse, ...]:
        """What a report says twice."""

    def same_place(self, one: Span, other: Span) -> bool:
        """Whether two passages of a report are one, as far as standing lines go."""

    def is_standing(self, others: Collection[object]) -> bool:
        """Whether a short passage that these others of its outlet have stands under all."""


@dataclass(slots=True)
class _Kept:
    """Rows that were there and go, rows that come; ``moved`` is between whom reuses changed."""

    gone: list[Row] = field(default_factory=list)
    come: list[Row] = field(default_factory=list)
    moved: set[Pair] = field(default_factory=set)


def keep_reuses(conn: sa.Connection, report: Report, version: int, sharing: Sharing) -> set[Pair]:
    """Find what a version shares, and keep it; the same again changes nothing.

    Gives the pairs of other versions between which there are other reuses now.
    """
    keys = {key for passage in sharing.passages(report) for key in passage.bands}
    before = held_keys(conn, version)
    kept = _Kept()
    if keys == before:
        held = first_holders(conn, keys)
    else:
        met = leave_keys(conn, version) if before else set()
        held = enter_keys(conn, version, passage_place(report), keys)
        shaken = find_shaken(conn, version, held) | met
        _weigh_others(conn, shaken, met, kept, sharing)
    near = find_near(conn, version, held)
    wanted = {row["id"]: row for row in _find(conn, report, version, near, sharing)}
    ends = sa.or_(LINEAGE.c.left == version, LINEAGE.c.right == version)
    stands = sa.or_(STANDING.c.left == version, STANDING.c.right == version)
    there = {row["id"]: row for row in _rows(conn, ends, stands)} if before else {}
    kept.gone += [row for id, row in there.items() if wanted.get(id) != row]
    kept.come += [row for id, row in wanted.items() if there.get(id) != row]
    _write(conn, kept, sharing)
    return {pair for pair in kept.moved if version not in pair}


def _find(
    conn: sa.Connection, report: Report, version: int, near: Collection[int], sharing: Sharing
) -> Iterator[Row]:
    for some in in_groups(list(near)):
        for n, other in load_reports(conn, some).items():
            for one in sharing.find_shared(report, other):
                yield _row(one.reuse, {report.id: version, other.id: n}, one.house)
    for reuse in sharing.find_repeats(report):
        yield _row(reuse, {report.id: version}, house=False)


def _weigh_others(
    conn: sa.Connection, shaken: Collection[Pair], met: set[Pair], kept: _Kept, sharing: Sharing
) -> None:
    """Take what those shared who are not near any more; find it of those who may be near now."""
    there = [row for row in _between(conn, shaken) if row["left"] != row["right"]]
    near = are_near(conn, {_pair(row) for row in there} | met)
    kept.gone += [row for row in there if _pair(row) not in near]
    fresh = near & met - {_pair(row) for row in there}
    for some in in_groups(sorted(fresh)):
        reports = load_reports(conn, {n for pair in some for n in pair})
        for one, other in some:
            numbers = {reports[n].id: n for n in (one, other)}
            for shared in sharing.find_shared(reports[one], reports[other]):
                kept.come.append(_row(shared.reuse, numbers, shared.house))


def _row(reuse: Reuse, numbers: Mapping[str, int], house: bool) -> Row:
    return {
        "id": reuse.id,
        "left": numbers[reuse.left_report],
        "left_start": reuse.left.start,
        "left_end": reuse.left.end,
        "right": numbers[reuse.right_report],
        "right_start": reuse.right.start,
        "right_end": reuse.right.end,
        "similarity": reuse.similarity,
        "direction": reuse.direction.value,
        "reason": reuse.reason,
        "house": int(house),
    }


def _pair(row: Row) -> Pair:
    return min(row["left"], row["right"]), max(row["left"], row["right"])


def _between(conn: sa.Connection, pairs: Collection[Pair]) -> list[Row]:
    """All that is kept of these pairs of versions."""
    found: list[Row] = []
    for some in in_groups(sorted({*pairs, *((other, one) for one, other in pairs)})):
        here, there = (
            sa.tuple_(table.c.left, table.c.right).in_(some) for table in (LINEAGE, STANDING)
        )
        found += _rows(conn, here, there)
    return found


def _rows(
    conn: sa.Connection, shown: sa.ColumnElement[bool], standing: sa.ColumnElement[bool]
) -> Iterator[Row]:
    """Rows of both tables for which conditions hold."""
    for row in conn.execute(sa.select(LINEAGE).where(shown)).mappings().all():
        yield dict(row)
    for row in conn.execute(sa.select(STANDING).where(standing)).mappings().all():
        yield {**row, "house": 1}


def _write(conn: sa.Connection, kept: _Kept, sharing: Sharing) -> None:
    for some in in_groups([row["id"] for row in kept.gone]):
        for table in (LINEAGE, STANDING):
            conn.execute(sa.delete(table).where(table.c.id.in_(some)))
    standing = _standing_alone(kept.come, sharing)
    _insert(conn, LINEAGE, [row for row in kept.come if row["id"] not in standing])
    _insert(conn, STANDING, [row for row in kept.come if row["id"] in standing])
    kept.moved |= {_pair(row) for row in kept.gone}
    kept.moved |= {_pair(row) for row in kept.come if row["id"] not in standing}
    lost = {end for row in kept.gone if row["house"] for end in _ends(row)}
    gained = {end for row in kept.come if row["house"] for end in _ends(row)}
    if lost or gained:
        house = _House(conn, sharing)
        rising = [row for row in house.shown_at(gained) if house.stands(row)]
        falling = [row for row in house.standing_at(lost) if not house.stands(row)]
        _move(conn, rising, LINEAGE, STANDING)
        _move(conn, falling, STANDING, LINEAGE)
        kept.moved |= {_pair(row) for row in (*rising, *falling)}


def _standing_alone(rows: Iterable[Row], sharing: Sharing) -> set[str]:
    """Ids of those that stand by these rows alone, as most do of a line under many reports."""
    at: defaultdict[int, list[tuple[Span, int, str]]] = defaultdict(list)
    for row in rows:
        if row["house"]:
            (left, here), (right, there) = _ends(row)
            at[left].append((here, right, row["id"]))
            at[right].append((there, left, row["id"]))
    return {
        id
        for ends in at.values()
        for span, _, id in ends
        if sharing.is_standing({n for other, n, _ in ends if sharing.same_place(span, other)})
    }


def _insert(conn: sa.Connection, table: sa.Table, rows: Collection[Row]) -> None:
    names = [column.name for column in table.c]
    if rows:
        conn.execute(sa.insert(table), [{name: row[name] for name in names} for row in rows])


def _move(conn: sa.Connection, rows: Collection[Row], here: sa.Table, there: sa.Table) -> None:
    for some in in_groups([row["id"] for row in rows]):
        conn.execute(sa.delete(here).where(here.c.id.in_(some)))
    _insert(conn, there, [{**row, "house": 1} for row in rows])


End = tuple[int, Span]  # a version and the characters of a passage in it


def _ends(row: Row) -> tuple[End, End]:
    return (
        (row["left"], Span(row["left_start"], row["left_end"])),
        (row["right"], Span(row["right_start"], row["right_end"])),
    )


class _House:
    """Short passages of two reports of one publisher, wherever they are kept."""

    def __init__(self, conn: sa.Connection, sharing: Sharing) -> None:
        self._conn, self._sharing = conn, sharing
        self._stands: dict[End, bool] = {}

    def shown_at(self, ends: Collection[End]) -> list[Row]:
        """Those that are reuses, with a side in the place of one of these."""
        at: defaultdict[int, list[Span]] = defaultdict(list)
        for version, span in ends:
            at[version].append(span)
        found: dict[str, Row] = {}
        for some in in_groups(sorted(at)):
            for side in (LINEAGE.c.left, LINEAGE.c.right):
                asked = sa.select(LINEAGE).where(side.in_(some), _HOUSE)
                found.update((row["id"], dict(row)) for row in self._conn.execute(asked).mappings())
        return [
            row
            for row in found.values()
            if any(
                self._sharing.same_place(span, here)
                for version, here in _ends(row)
                for span in at.get(version, ())
            )
        ]

    def standing_at(self, ends: Iterable[End]) -> list[Row]:
        """Those that are none, with a side in the place of one of these."""
        found = {row["id"]: row for end in sorted(ends) for row in self._alike(STANDING, end)}
        return list(found.values())

    def stands(self, row: Row) -> bool:
        """Whether it is a line that the outlet sets under many of its reports."""
        return any(self._many(end) for end in _ends(row))

    def _many(self, end: End) -> bool:
        """Whether so many others have what stands there."""
        if end not in self._stands:
            others: set[int] = set()
            for table in (STANDING, LINEAGE):
                for row in self._alike(table, end):
                    others.add(row["left"] if row["right"] == end[0] else row["right"])
                    if self._sharing.is_standing(others):
                        break
            self._stands[end] = self._sharing.is_standing(others)
        return self._stands[end]

    def _alike(self, table: sa.Table, end: End) -> Iterator[Row]:
        version, span = end
        for side in ("left", "right"):
            c = table.c
            start, stop = c[f"{side}_start"], c[f"{side}_end"]
            asked = sa.select(table).where(c[side] == version, start < span.end, stop > span.start)
            if table is LINEAGE:
                asked = asked.where(_HOUSE)
            with self._conn.execute(asked.execution_options(yield_per=50)) as rows:
                for row in rows.mappings():
                    if self._sharing.same_place(span, Span(row[start.name], row[stop.name])):
                        yield dict(row)
