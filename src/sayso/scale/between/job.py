"""The order in which reports are reconciled, and what of it is done."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sayso.records import identify
from sayso.scale.between import actors, claims, lineage
from sayso.scale.between.exchange import FOLDER, Room
from sayso.scale.between.holding import sort_versions, take
from sayso.scale.between.parting import part_actors, part_claims
from sayso.scale.dataset import Dataset, Part, Plan
from sayso.version import __version__

if TYPE_CHECKING:
    from sayso.across import KnownActor
    from sayso.pipeline import Pipeline
    from sayso.scale.running import Workers

Item = dict[str, Any]
#: Tables that a job makes, the claims last.
MADE = ("lineage", "sameness", "relations", "claim_propositions", "claims")
_MARK = f"{FOLDER}.json"  # says of which reports the tables are
_HOME = 8  # parts
_MOST = 512  # partitions: files have a group of rows for each
_HOMES, _PARTITIONS = "homes", "partitions"

# What is done side by side, over all homes or all partitions; each row needs what stands above it.
# What the process that runs the job does itself has no place.
_ROUNDS: Sequence[Mapping[str, tuple[str, Callable[[Room, int], None]]]] = (
    {
        "passages": (_PARTITIONS, lineage.meet_passages),
        "names": (_PARTITIONS, actors.meet_names),
        "speakers": (_PARTITIONS, claims.speak),
    },
    {
        "texts": (_HOMES, lineage.send_texts),
        "portraits": (_HOMES, actors.send_portraits),
        "meetings": (_PARTITIONS, claims.meet_claims),
    },
    {"shared": (_HOMES, lineage.share), "sameness": (_HOMES, actors.compare)},
    {"linked": ("", lambda room, _: part_actors(room))},
    {"standing": (_HOMES, lineage.stand), "links": (_PARTITIONS, actors.gather_links)},
    {"lineage": (_HOMES, lineage.settle), "groups": (_PARTITIONS, actors.group)},
    {"sent": (_HOMES, claims.send_propositions), "members": (_HOMES, claims.tell_members)},
    {"relations": (_HOMES, claims.relate)},
    {"parted": ("", lambda room, _: part_claims(room))},
    {"gathered": (_PARTITIONS, claims.gather)},
    {"claims": (_PARTITIONS, claims.claim)},
)
_STEPS = {name: step for row in _ROUNDS for name, (_, step) in row.items()}


@dataclass(frozen=True, slots=True)
class Progress:
    """Tasks that are done, of how many."""

    done: int
    of: int


@dataclass(frozen=True)
class Work:
    """What a worker does with a task."""

    room: Room
    plan: Plan

    def __call__(self, item: Item) -> Item:
        """Do it, and write down that it is done."""
        step, at = item["step"], item["at"]
        if step == "take":
            take(self.room, at, self.plan, [Part(*part) for part in item["parts"]])
        else:
            _STEPS[step](self.room, at)
        self.room.dataset.storage.write(f"{self.room.folder}/done/{step}-{at:05d}", b"")
        return {"step": step, "at": at}


def is_found(dataset: Dataset, plan: Plan) -> bool:
    """Whether the tables of what is between reports are those of all that was read."""
    if not dataset.storage.has(_MARK):
        return False
    told = json.loads(dataset.storage.read(_MARK))
    return bool(told["id"] == _id(dataset.parts(plan), plan))


def reconcile(
    dataset: Dataset,
    plan: Plan,
    workers: Workers,
    *,
    home: int = _HOME,
    make: Callable[[Sequence[KnownActor]], Pipeline] | None = None,
) -> Generator[Progress, None, None]:
    """Find what is between the reports of a dataset; what was done of it before is not done again.

    ``home`` is how many parts of the dataset are one task. The tables come when all is done.
    """
    parts = dataset.parts(plan)
    homes = [parts[at : at + home] for at in range(0, len(parts), home)]
    room = Room(dataset, _id(parts, plan), min(max(len(homes), 4), _MOST), make)
    work = Work(room, plan)
    rounds = list(_rounds(homes, room.many))
    done = set(dataset.storage.names(f"{room.folder}/done"))
    of = sum(map(len, rounds))
    so_far = 0
    if not dataset.storage.has(f"{room.folder}/versions.json"):
        sort_versions(room, parts)
    for items in rounds:
        todo = [one for one in items if f"{one['step']}-{one['at']:05d}" not in done]
        so_far += len(items) - len(todo)
        yield Progress(so_far, of)
        here = [one for one in todo if one["here"]]
        for _ in map(work, here):
            so_far += 1
        for _ in workers.each([one for one in todo if not one["here"]], work):
            so_far += 1
            yield Progress(so_far, of)
    _publish(room)


def _rounds(homes: Sequence[Sequence[Part]], many: int) -> Iterable[list[Item]]:
    yield [
        {
            "step": "take",
            "at": at,
            "parts": [[part.shard, part.number] for part in some],
            "here": False,
        }
        for at, some in enumerate(homes)
    ]
    count = {_HOMES: len(homes), _PARTITIONS: many, "": 1}
    for row in _ROUNDS:
        yield [
            {"step": name, "at": at, "here": not over}
            for name, (over, _) in row.items()
            for at in range(count[over])
        ]


def _publish(room: Room) -> None:
    """Put the tables in the place of those that were there, each whole; then say that they are."""
    storage = room.dataset.storage
    for table in MADE:
        if storage.has(f"{room.folder}/tables/{table}"):
            storage.delete(table)
            storage.move(f"{room.folder}/tables/{table}", f"{table}/all")
    storage.write(_MARK, json.dumps({"id": room.id, "software": f"sayso {__version__}"}).encode())
    storage.delete(room.folder)


def _id(parts: Sequence[Part], plan: Plan) -> str:
    names = (part.name for part in parts)
    return identify("between", __version__, plan.run.id, *names)
