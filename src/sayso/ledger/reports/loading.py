"""Rows of the ledger back to records."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import accumulate
from typing import TypeVar

import sqlalchemy as sa

from sayso.across import Sameness
from sayso.ledger.reports.accounts import load_happenings, load_labels, load_stances
from sayso.ledger.reports.actors import load_actors
from sayso.ledger.reports.attributions import load_attributions
from sayso.ledger.reports.events import load_events
from sayso.ledger.reports.propositions import propositions_of
from sayso.ledger.reports.settings import load_places, load_times
from sayso.ledger.tables.reports import ACTORS, ATTRIBUTIONS, BLOCKS, LINEAGE, SAMENESS, VERSIONS
from sayso.records import (
    Actor,
    Attribution,
    Block,
    Feature,
    Reading,
    Report,
    Reuse,
    Span,
    identify,
)
from sayso.terms import BlockKind, Direction

_ACTORS = 400  # whose links are in memory together; a statement may hold 999 numbers
CHARACTERS = 1_000_000  # of texts that are in memory together, unless one alone has more
_REUSES = 1_000  # that a server sends at once
_T = TypeVar("_T", Actor, Attribution)


def fitting(sizes: Iterable[int], most: int) -> int:
    """How many of the first of these sizes are no more than ``most`` together; at least one."""
    return max(sum(whole <= most for whole in accumulate(sizes)), 1)


def load_reports(
    conn: sa.Connection, numbers: Collection[int], *, blocks: bool = True
) -> dict[int, Report]:
    """The versions of these numbers, as reports, with their ``blocks`` or without."""
    v = VERSIONS.c
    held = _load_blocks(conn, numbers) if blocks else {}
    rows = conn.execute(sa.select(VERSIONS).where(v.n.in_(numbers))).mappings()
    return {row["n"]: _report(row, tuple(held.get(row["n"], ()))) for row in rows}


def _load_blocks(conn: sa.Connection, numbers: Collection[int]) -> Mapping[int, list[Block]]:
    found: defaultdict[int, list[Block]] = defaultdict(list)
    b = BLOCKS.c
    asked = sa.select(BLOCKS).where(b.version.in_(numbers)).order_by(b.version, b.ordinal)
    for row in conn.execute(asked).mappings():
        span = Span(row["start"], row["end"])
        found[row["version"]].append(Block(BlockKind(row["kind"]), span, row["origin"]))
    return found


def _report(row: sa.RowMapping, blocks: tuple[Block, ...]) -> Report:
    return Report(
        id=row["id"],
        where=row["where"],
        text=row["text"],
        blocks=blocks,
        title=row["title"],
        outlet=row["outlet"],
        authors=tuple(json.loads(row["authors"])),
        published=_moment(row["published"]),
        url=row["url"],
        language=row["language"],
        modified=_moment(row["modified"]),
    )


def _moment(text: str | None) -> date | datetime | None:
    if text is None:
        return None
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)


def load_readings(
    conn: sa.Connection, numbers: Collection[int], *, whole: bool = True, added: bool = False
) -> dict[int, Reading]:
    """All that was read in the versions of these numbers, as it was when it was added.

    Unless ``whole``, without labels, happenings and propositions, which are half of the work. With
    the attributions that people ``added``, after the machine's and as they stand in the text.
    """
    of_version = ATTRIBUTIONS.c.version.in_(numbers)
    said, own = (
        _by_report(load_attributions(conn, sa.and_(of_version, ATTRIBUTIONS.c.own == flag)))
        for flag in (0, 1)
    )
    actors = _by_report(load_actors(conn, ACTORS.c.version.in_(numbers)))
    times, places = load_times(conn, numbers), load_places(conn, numbers)
    events, stances = load_events(conn, numbers), load_stances(conn, numbers)
    rest = numbers if whole else ()
    labels, happenings = load_labels(conn, rest), load_happenings(conn, rest)
    propositions = propositions_of(conn, rest)
    return {
        n: Reading(
            report,
            tuple(_said(said[report.id], added=added)),
            tuple(actors[report.id]),
            times.get(n, ()),
            places.get(n, ()),
            tuple(own[report.id]),
            events.get(n, ()),
            labels.get(n, ()),
            happenings.get(n, ()),
            stances.get(n, ()),
            propositions.get(n, ()),
        )
        for n, report in load_reports(conn, numbers).items()
    }


def _said(found: Iterable[Attribution], *, added: bool) -> Iterator[Attribution]:
    """The machine's as they were read, and then people's: those have no order of their own."""
    of_people = []
    for one in found:
        if one.judged is None:
            yield one
        else:
            of_people.append(one)
    if added:
        yield from sorted(of_people, key=lambda it: (it.spans, it.id))


def _by_report(rows: Mapping[int, _T]) -> defaultdict[str, list[_T]]:
    found: defaultdict[str, list[_T]] = defaultdict(list)
    for row in rows.values():
        found[row.report].append(row)
    return found


def load_reuses(
    conn: sa.Connection, condition: sa.ColumnElement[bool] | None = None
) -> Iterable[Reuse]:
    """The reuses for which ``condition`` holds, in the order of their ids."""
    left, right = VERSIONS.alias(), VERSIONS.alias()
    c = LINEAGE.c
    asked = (
        sa.select(LINEAGE, left.c.id.label("left_id"), right.c.id.label("right_id"))
        .join(left, left.c.n == c.left)
        .join(right, right.c.n == c.right)
        .order_by(c.id)
    )
    asked = asked.execution_options(yield_per=_REUSES)
    for row in conn.execute(asked if condition is None else asked.where(condition)).mappings():
        yield Reuse(
            row["id"],
            row["left_id"],
            Span(row["left_start"], row["left_end"]),
            row["right_id"],
            Span(row["right_start"], row["right_end"]),
            row["similarity"],
            Direction(row["direction"]),
            row["reason"],
        )


def load_samenesses(
    conn: sa.Connection, condition: sa.ColumnElement[bool] | None = None
) -> list[Sameness]:
    """The links for which ``condition`` on SAMENESS holds, in the order of their actors' ids."""
    left, right = ACTORS.alias(), ACTORS.alias()
    s = SAMENESS.c
    asked = (
        sa.select(left.c.id, right.c.id, s.score, s.features)
        .join(left, left.c.n == s.left)
        .join(right, right.c.n == s.right)
    )
    found = []
    for one, other, score, told in conn.execute(
        asked if condition is None else asked.where(condition)
    ):
        one, other = sorted((one, other))  # the row has them in the order of their numbers
        features = tuple(Feature(*feature) for feature in json.loads(told))
        key = identify("sameness", one, other)
        found.append(Sameness(key, one, other, score, features))
    return sorted(found, key=lambda link: (link.left, link.right))


def each_sameness(conn: sa.Connection) -> Iterator[Sameness]:
    """All links, in the order of their actors' ids: those of some actors in memory at a time."""
    a, s, last = ACTORS.c, SAMENESS.c, ""
    while True:
        asked = sa.select(a.n, a.id).where(a.id > last).order_by(a.id).limit(_ACTORS)
        some = conn.execute(asked).all()
        if not some:
            return
        numbers, ids = [row.n for row in some], {row.id for row in some}
        of_them = sa.or_(s.left.in_(numbers), s.right.in_(numbers))
        yield from (link for link in load_samenesses(conn, of_them) if link.left in ids)
        last = some[-1].id
