"""From a shard to its parts, and from a part to its tables: what a worker does, on Ray or not.

A part travels as JSON: the reports that were taken in, and the errors of those that were not.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from sayso import errors
from sayso.errors import Fault, NotFound, SaysoError
from sayso.importing import rows
from sayso.ledger.rows import report_row
from sayso.records import Reading, Report, Run
from sayso.scale.dataset import STATE, Dataset, Part
from sayso.scale.shards import Piece, Shard, moved, open_piece
from sayso.scale.storage import Storage

if TYPE_CHECKING:
    from sayso.across import KnownActor
    from sayso.pipeline import Pipeline

Row = dict[str, Any]
Item = Report | SaysoError
_DEATHS = 2  # of a process, at one report, before that is left out


@dataclass(frozen=True)
class Setup:
    """What a worker must know to read: where it writes, and how it reads.

    ``make`` gives its pipeline, once; a test has one without a model.
    """

    dataset: Dataset
    run: Run
    part: int
    columns: Mapping[str, str]
    known: Sequence[KnownActor] = ()
    make: Callable[[Sequence[KnownActor]], Pipeline] | None = None

    def pipeline(self) -> Pipeline:
        """The pipeline of this worker, its model not loaded yet."""
        if self.make is not None:
            return self.make(self.known)
        from sayso.pipeline import Pipeline

        return Pipeline(known=self.known)


def parts_of(shard: Shard, setup: Setup) -> Iterator[Row]:
    """The parts of a shard, in order: its id, their numbers, what is in them, which is the last.

    Nothing is in those that are done already.
    """
    done = setup.dataset.parts_of(shard.id)
    items = _items(shard, setup)
    number, some = 0, list(islice(items, setup.part))
    while True:
        after = list(islice(items, setup.part))
        told = "" if number in done else _as_json(some)
        yield {"shard": shard.id, "part": number, "items": told, "last": not after}
        if not after:
            return
        number, some = number + 1, after


def _items(shard: Shard, setup: Setup) -> Iterator[Item]:
    pipeline = setup.pipeline()
    for piece in shard.pieces:
        try:
            yield from _of_piece(piece, pipeline, setup.columns)
        except SaysoError as error:
            yield error


def _of_piece(piece: Piece, pipeline: Pipeline, columns: Mapping[str, str]) -> Iterator[Item]:
    """What is in a file or a block; places count from the beginning of the file."""
    with open_piece(piece) as stream:
        for item in pipeline.reports_in(stream, piece.where, columns=columns):
            place, _, number = item.where.rpartition("#")
            if piece.end is not None and place == piece.where and number.isdecimal():
                where = f"{place}#{int(number) + piece.first}"
                item = (
                    replace(item, where=where) if isinstance(item, Report) else moved(item, where)
                )
            yield item


def _as_json(items: Iterable[Item]) -> str:
    return json.dumps([_item_row(one) for one in items])


def _item_row(item: Item) -> Row:
    if isinstance(item, Report):
        return {"report": {"id": item.id, **report_row(item)}}
    return {"error": [type(item).__name__, item.where, item.what, item.mend]}


def _item(row: Row) -> Item:
    if "report" in row:
        return rows.report(row["report"])
    kind, *told = row["error"]
    error: SaysoError = getattr(errors, kind)(*told)
    return error


class ReadParts:
    """Reads parts with one model, which is loaded once, and writes their tables."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._pipeline = setup.pipeline()

    def read(self, row: Row) -> Row:
        """Read a part of ``parts_of``, unless it is done; gives what the driver counts."""
        part = Part(row["shard"], int(row["part"]))
        told = {"shard": part.shard, "part": part.number, "last": bool(row["last"])}
        if not row["items"]:
            return {**told, **self._setup.dataset.counts(part), "again": 1}
        items = [_item(one) for one in json.loads(row["items"])]
        with _Deaths(self._setup.dataset.storage, part) as deaths:
            outcomes = [self._read(item, at, deaths) for at, item in enumerate(items)]
            self._setup.dataset.keep_part(part, outcomes, self._setup.run)
        failed = sum(isinstance(one, SaysoError) for one in outcomes)
        return {**told, "reports": len(outcomes) - failed, "failures": failed, "again": 0}

    def _read(self, item: Item, at: int, deaths: _Deaths) -> Reading | SaysoError:
        if isinstance(item, SaysoError):
            return item
        if at in deaths.left_out:
            told = f"the process that read it ended without a word, {_DEATHS} times"
            return Fault(item.where, told, "please report it with the page; the others were read")
        deaths.at(at)
        (found,) = self._pipeline.read_reports([item])
        return found


class _Deaths:
    """Remembers on the storage which report a process was at, so that none kills all that follow.

    The first time a part is read nothing but that is noted; after a death, every report is.
    """

    def __init__(self, storage: Storage, part: Part) -> None:
        self._storage, self._name = storage, f"{STATE}/begun/{part.shard}-{part.number:05d}.json"
        self._begun, self._died = 0, list[int]()

    def __enter__(self) -> _Deaths:
        with suppress(NotFound):  # no process began it, or one of a dead job has just ended it
            told = json.loads(self._storage.read(self._name))
            self._begun, self._died = told["begun"], told["died"]
            if told["at"] is not None:
                self._died.append(told["at"])
        self._begun += 1
        self._note(None)
        return self

    def __exit__(self, *_: object) -> None:
        self._storage.delete(self._name)

    @property
    def left_out(self) -> Collection[int]:
        """Places in the part of the reports that killed it too often."""
        return {at for at in self._died if self._died.count(at) >= _DEATHS}

    def at(self, at: int) -> None:
        """Note the report that is read now, if one may kill."""
        if self._begun > 1:
            self._note(at)

    def _note(self, at: int | None) -> None:
        told = {"begun": self._begun, "died": self._died, "at": at}
        self._storage.write(self._name, json.dumps(told).encode())
