"""Which actors are one: names by partition, pairs by home, groups of what hangs together."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from sayso.across import Portrait
from sayso.ledger.actors.groups import SAME
from sayso.ledger.actors.listing import group_linked
from sayso.ledger.actors.neighbours import neighbours
from sayso.ledger.actors.rows import sameness_row
from sayso.ledger.actors.summing import Row
from sayso.ledger.tables.packing import pack, unpack
from sayso.scale.between.exchange import Out
from sayso.scale.between.holding import held_by
from sayso.terms import ActorKind

if TYPE_CHECKING:
    from sayso.scale.between.exchange import Room


def meet_names(room: Room, at: int) -> None:
    """Pairs of actors that stand near each other in the row of a key."""
    rows = room.read_by("names", at)
    pairs: dict[tuple[str, str], tuple[int, int]] = {}
    for row in rows.values():
        row.sort()
        for one, other in neighbours(row):
            left, right = sorted((one, other), key=lambda cells: cells[2])
            pairs[left[1], right[1]] = (left[3], right[3])
    out = Out(list)
    for (first, second), (home, away) in sorted(pairs.items()):
        out[home].append((first, second, away))
    room.write("likely", at, out)


def send_portraits(room: Room, home: int) -> None:
    """Send actors to where those are that they are compared with."""
    rights: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
    for actor, right, away in room.read("likely", home):
        rights[actor, away].add(right)
    known = _portraits(room, home)
    out = Out(list)
    for (one, away), some in sorted(rights.items()):
        out[away].append((json.dumps(sorted(some)), pack(known[one]), home))
    room.write("portraits", home, out)


def compare(room: Room, home: int) -> None:
    """Compare actors of a home with those that were sent."""
    pipeline, known = room.pipeline(), _portraits(room, home)
    links, out = [], Out(list)
    for rights, packed, away in room.read("portraits", home):
        one = unpack(Portrait, packed)
        for id in json.loads(rights):
            other = known[id]
            if found := pipeline.compare(one, other):
                links.append(sameness_row(found))
                if found.score >= SAME:
                    rows = {one.actor: _row(one, away), id: _row(other, home)}
                    sides = (found.left, found.right)
                    told = (*sides, found.score, *(rows[side] for side in sides))
                    out[room.at(found.left)].append(told)
    room.keep("sameness", home, links)
    room.write("links", home, out)


def _portraits(room: Room, home: int) -> dict[str, Portrait]:
    made = (unpack(Portrait, one) for held in held_by(room, home) for one in held.portraits)
    return {one.actor: one for one in made}


def _row(one: Portrait, home: int) -> str:
    """What grouping must know of an actor, and its home."""
    return json.dumps([one.kind.value, one.named, one.known, one.names[0], one.report, home])


def gather_links(room: Room, at: int) -> None:
    """Bring the links of what hangs together to one place."""
    root: dict[str, str] = dict(room.read("linked", at))
    out = Out(list)
    for left, *told in room.read("links", at):
        out[room.at(root[left])].append((root[left], left, *told))
    room.write("together", at, out)


def group(room: Room, at: int) -> None:
    """The groups of actors of a partition, sent to the homes of these."""
    parts = room.read_by("together", at)
    out = Out(list)
    for _, links in sorted(parts.items()):
        told = {id: row for link in links for id, row in zip(link[:2], link[3:], strict=True)}
        number = {id: n for n, id in enumerate(sorted(told))}
        homes, members = {}, {}
        for id, n in number.items():
            kind, named, known, name, report, homes[id] = json.loads(told[id])
            members[n] = Row(n, id, report, ActorKind(kind), named, known, name)
        scored = [(number[left], number[right], score) for left, right, score, *_ in links]
        for some in group_linked(members, scored):
            least = int(min(row.id for row in some)[:15], 16)
            for row in some:
                out[homes[row.id]].append((row.id, least))
    room.write("joined", at, out)
