"""What was copied from report to report: keys by partition, then pairs by home.

A pair is compared at the home of its right side, to which the text of the left one is sent. Whether
a short passage is a line of its outlet is told at the homes of both.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sayso.ledger.rows import reuse_row
from sayso.ledger.tables.packing import pack, unpack
from sayso.records import NEAR, Reuse, Span, meetings
from sayso.scale.between.exchange import Out
from sayso.scale.between.holding import held_by, report_from

if TYPE_CHECKING:
    from sayso.scale.between.exchange import Cells, Room


def meet_passages(room: Room, at: int) -> None:
    """Points of pairs of reports that meet by keys."""
    holders = room.read_by("passages", at)
    points: Counter[tuple[Cells, Cells]] = Counter()
    for some in holders.values():
        some.sort()
        for one in some:
            for other, more in meetings(some, one):
                if one[1] < other[1] and one[2] != other[2]:  # its own former versions are no reuse
                    points[one[1:], other[1:]] += more
    out = Out(list)
    for ((left, _, home), (right, _, away)), many in sorted(points.items()):
        out[home].append((left, right, many, away))
    room.write("near", at, out)


def send_texts(room: Room, home: int) -> None:
    """Send the reports of a home to where those are that they are compared with."""
    points: Counter[tuple[str, str, int]] = Counter()
    for left, right, many, away in room.read("near", home):
        points[left, right, away] += many
    rights: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for (left, right, away), many in sorted(points.items()):
        if many >= NEAR:
            rights[left, away].append(right)
    told = {one.id: one.report for one in held_by(room, home)}
    out = Out(list)
    for (left, away), some in rights.items():
        out[away].append((left, json.dumps(some), told[left], home))
    room.write("texts", home, out)


def share(room: Room, home: int) -> None:
    """Compare the reports of a home with those that were sent, and with themselves."""
    pipeline, ours = room.pipeline(), {one.id: one for one in held_by(room, home)}
    out = Out(list)
    for one in ours.values():
        for reuse in pipeline.find_repeats(one.whole()):
            out[home].append((pack(reuse), 0, home, home))
    for _, rights, told, away in room.read("texts", home):
        left = report_from(told)
        for right in json.loads(rights):
            for found in pipeline.find_shared(left, ours[right].whole()):
                row = (pack(found.reuse), int(found.house), away, home)
                for to in {away, home} if found.house else {away}:
                    out[to].append(row)
    room.write("shared", home, out)


def stand(room: Room, home: int) -> None:
    """Tell which passages are lines that stand under everything, by the reports of a home."""
    pipeline, ours = room.pipeline(), {one.id for one in held_by(room, home)}
    sides: defaultdict[str, list[tuple[Span, str, str, int]]] = defaultdict(list)
    for packed, house, away, _ in room.read("shared", home):
        if house:
            one = unpack(Reuse, packed)
            for mine, span, other in one.sides:
                if mine in ours:
                    sides[mine].append((span, other, one.id, away))
    out = Out(list)
    for some in sides.values():
        for span, _, reuse, away in some:
            near = {other for theirs, other, *_ in some if pipeline.same_place(span, theirs)}
            if pipeline.is_standing(near):
                out[away].append((reuse,))
    room.write("standing", home, out)


def settle(room: Room, home: int) -> None:
    """The reuses whose left side is of a home."""
    standing = {reuse for (reuse,) in room.read("standing", home)}
    found = {}
    for packed, _, at, away in room.read("shared", home):
        one = unpack(Reuse, packed)
        if at == home and one.id not in standing:
            found[one.id] = (one, (packed, away))
    some = [found[id] for id in sorted(found)]
    room.keep("lineage", home, [reuse_row(one) for one, _ in some])
    room.write("reuses", home, {home: [row for _, row in some]})
