"""What the tasks of reconciling hand to one another: rows by partition, in files that stay.

A task writes one file of an exchange, with a row group for every partition that it has rows for;
who works on a partition reads that group of all of the files. So a task can be done again on any
machine, and what was done is not done again.
"""

from __future__ import annotations

import io
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sayso.export.tables import TABLES
from sayso.scale.dataset import STATE, Dataset, arrow

if TYPE_CHECKING:
    from sayso.across import KnownActor
    from sayso.pipeline import Pipeline

Cells = tuple[Any, ...]
Out = defaultdict[int, list[Cells]]  # what a task has for others: rows by partition
FOLDER = f"{STATE}/between"
WORD, NUMBER, SCORE, PACKED = "word", "number", "score", "packed"
NUMBERS, PACKS = "numbers", "packs"

#: Columns of every exchange. Partitions are homes where a row goes to the home of a report, and
#: else those of the number or the id that comes first.
EXCHANGES: Mapping[str, Mapping[str, str]] = {
    # Of one report each, kept by its home.
    "held": {
        "report": WORD, "page": WORD, "shown": NUMBER, "told": WORD,
        "propositions": PACKS, "portraits": PACKS, "sayings": WORD,
    },
    # Lineage.
    "passages": {
        "key": NUMBER, "place": NUMBER, "report": WORD, "page": WORD, "home": NUMBER,
    },
    "near": {"left": WORD, "right": WORD, "points": NUMBER, "home": NUMBER},
    "texts": {"left": WORD, "rights": WORD, "told": WORD, "home": NUMBER},
    "shared": {"reuse": PACKED, "house": NUMBER, "left_home": NUMBER, "right_home": NUMBER},
    "standing": {"reuse": WORD},
    "reuses": {"reuse": PACKED, "home": NUMBER},
    # Actors.
    "names": {"key": NUMBER, "place": NUMBER, "actor": WORD, "report": WORD, "home": NUMBER},
    "likely": {"left": WORD, "right": WORD, "home": NUMBER},
    "portraits": {"rights": WORD, "portrait": PACKED, "home": NUMBER},
    "links": {
        "left": WORD, "right": WORD, "score": SCORE, "left_row": WORD, "right_row": WORD,
    },
    "linked": {"actor": WORD, "root": WORD},
    "together": {
        "root": WORD, "left": WORD, "right": WORD, "score": SCORE,
        "left_row": WORD, "right_row": WORD,
    },
    "joined": {"actor": WORD, "group": NUMBER},
    # Claims.
    "worded": {
        "wording": NUMBER, "proposition": WORD, "report": WORD, "home": NUMBER, "keys": NUMBERS,
    },
    "claim_keys": {
        "key": NUMBER, "wording": NUMBER, "proposition": WORD, "report": WORD, "home": NUMBER,
    },
    "meeting": {
        "left": WORD, "right": WORD, "left_report": WORD, "right_report": WORD, "home": NUMBER,
    },
    "sent": {
        "left_report": WORD, "right_report": WORD, "pairs": WORD, "reuses": PACKS,
        "propositions": PACKS,
    },
    "related": {
        "wording": NUMBER, "id": WORD, "kind": WORD, "score": SCORE, "left": WORD, "right": WORD,
        "left_wording": NUMBER, "right_wording": NUMBER,
    },
    "parted": {"wording": NUMBER, "root": NUMBER},
    "members": {
        "wording": NUMBER, "id": WORD, "report": WORD, "who": WORD, "actor": WORD,
        "group": NUMBER, "published": WORD, "shown": WORD,
    },
    "claim_members": {
        "root": NUMBER, "wording": NUMBER, "id": WORD, "report": WORD, "who": WORD, "actor": WORD,
        "group": NUMBER, "published": WORD, "shown": WORD,
    },
    "claim_relations": {
        "root": NUMBER, "id": WORD, "kind": WORD, "score": SCORE, "left": WORD, "right": WORD,
        "left_wording": NUMBER, "right_wording": NUMBER,
    },
}  # fmt: skip


@dataclass(frozen=True)
class Room:
    """Where one job of reconciling works, as every worker is given it: ``many`` partitions."""

    dataset: Dataset
    id: str
    many: int
    make: Callable[[Sequence[KnownActor]], Pipeline] | None = None

    @property
    def folder(self) -> str:
        """Under the dataset's address."""
        return f"{FOLDER}/{self.id}"

    def pipeline(self) -> Pipeline:
        """What compares; its model is never loaded."""
        if self.make is not None:
            return self.make(())
        from sayso.pipeline import Pipeline

        return Pipeline()

    def at(self, key: int | str) -> int:
        """The partition of a number, or of an id. The last bit of a number may say what it is."""
        return ((key >> 1) if isinstance(key, int) else int(key[:15], 16)) % self.many

    def write(self, name: str, task: int, parts: Mapping[int, list[Cells]]) -> None:
        """Write what a task has for others."""
        pa, pq = arrow(self.dataset.address)
        columns = EXCHANGES[name]
        plain = pa.schema([(column, _types(pa)[kind]) for column, kind in columns.items()])
        order = sorted(at for at, rows in parts.items() if rows)
        schema = plain.with_metadata({"at": json.dumps(order)})
        out = io.BytesIO()
        with pq.ParquetWriter(out, schema, compression="zstd") as writer:
            for at in order:
                cells = zip(*parts[at], strict=True)
                arrays = [pa.array(c, field.type) for c, field in zip(cells, plain, strict=True)]
                table = pa.Table.from_arrays(arrays, schema=schema)
                writer.write_table(table, row_group_size=len(parts[at]))
        self.dataset.storage.write(f"{self.folder}/{name}/{task:05d}.parquet", out.getvalue())

    def read(self, name: str, at: int) -> Iterator[Cells]:
        """The rows of a partition, in the order of the tasks that wrote them."""
        yield from self._read(name, at, None)

    def read_by(self, name: str, at: int) -> dict[Any, list[Cells]]:
        """The rows of a partition by their first cell, without it."""
        found: defaultdict[Any, list[Cells]] = defaultdict(list)
        for first, *rest in self.read(name, at):
            found[first].append(tuple(rest))
        return found

    def read_all(self, name: str, columns: Sequence[str]) -> Iterator[Cells]:
        """Some cells of the rows of all partitions."""
        yield from self._read(name, None, columns)

    def read_own(self, name: str, task: int) -> Iterator[Cells]:
        """All rows that one task wrote."""
        yield from self._of_file(name, f"{task:05d}.parquet", None, None)

    def _read(self, name: str, at: int | None, columns: Sequence[str] | None) -> Iterator[Cells]:
        for file in self.dataset.storage.names(f"{self.folder}/{name}"):
            yield from self._of_file(name, file, at, columns)

    def _of_file(
        self, name: str, file: str, at: int | None, columns: Sequence[str] | None
    ) -> Iterator[Cells]:
        _, pq = arrow(self.dataset.address)
        with self.dataset.storage.open(f"{self.folder}/{name}/{file}") as stream:
            found = pq.ParquetFile(stream)
            order: list[int] = json.loads(found.schema_arrow.metadata[b"at"])
            for group in (n for n, one in enumerate(order) if at in (None, one)):
                table = found.read_row_group(group, columns)
                yield from zip(*(column.to_pylist() for column in table.columns), strict=True)

    def keep(self, table: str, task: int, rows: Iterable[Mapping[str, object]]) -> None:
        """Write what a task has for a table of the dataset."""
        name = f"{self.folder}/tables/{table}/{task:05d}.parquet"
        self.dataset.write_rows(name, TABLES[table], rows)


def _types(pa: Any) -> Mapping[str, Any]:
    return {
        WORD: pa.string(),
        NUMBER: pa.int64(),
        SCORE: pa.float64(),
        PACKED: pa.binary(),
        NUMBERS: pa.list_(pa.int64()),
        PACKS: pa.list_(pa.binary()),
    }
