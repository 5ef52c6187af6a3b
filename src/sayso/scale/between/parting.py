"""What hangs together, by links between any partitions: told by the process that runs the job.

It has the two ends of every link in memory, and nothing else of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.parts import join
from sayso.scale.between.exchange import Out
from sayso.terms import RelationKind

if TYPE_CHECKING:
    from sayso.scale.between.exchange import Cells, Room


def part_actors(room: Room) -> None:
    """The least id of those that strong links lead to, by actor."""
    pairs = [(left, right) for left, right in room.read_all("links", ["left", "right"])]
    _write(room, "linked", pairs)


def part_claims(room: Room) -> None:
    """The least wording of those that relations lead to, by wording.

    Two that contradict each other are no part of one claim.
    """
    columns = ["kind", "left_wording", "right_wording"]
    pairs = [
        (left, right)
        for kind, left, right in room.read_all("related", columns)
        if kind != RelationKind.CONTRADICTS.value
    ]
    _write(room, "parted", pairs)


def _write(room: Room, name: str, pairs: list[Cells]) -> None:
    out = Out(list)
    for part in join(sorted({end for pair in pairs for end in pair}), pairs):
        least = min(part)
        for node in part:
            out[room.at(node)].append((node, least))
    room.write(name, 0, out)
