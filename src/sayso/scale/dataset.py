"""What ``sayso scale`` writes: a table a kind in Parquet, in files that come whole or not at all.

    OUTPUT/reports/shard=000000-1a2b3c4d/00000.parquet     and so for every table
    OUTPUT/readings/...     the lines of ``sayso export``, a report a row, so that nothing is lost
    OUTPUT/_sayso/          the plan, and which shards are done

A part is some reports of a shard, in order. It is done when its ``readings`` are there, which are
written last; a part that is written again has the same name and the same rows.
"""

from __future__ import annotations

import io
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sayso.errors import LedgerError, NotInstalled, NotText, SaysoError
from sayso.export.parquet_tables import cells_of, make_schema
from sayso.export.tables import RECORDS, TABLES, TEXT, WHOLE, Column
from sayso.ledger.reports.addresses import page_of
from sayso.ledger.rows import reading_rows
from sayso.records import Reading, Run, identify
from sayso.scale.shards import Shard
from sayso.scale.storage import Storage

STATE = "_sayso"
PLAN = f"{STATE}/plan.json"
_LAYOUT = 1  # of the folders and the plan
#: Reports of a part. What a worker that is killed was about is read again: at most so many.
PART = 128
# Of a row group of readings: who looks for one report reads so many.
_GROUP = 16
_READINGS: Mapping[str, Column] = {
    "id": TEXT, "report": TEXT, "said": TEXT, "where": TEXT, "attributions": WHOLE, "lines": TEXT,
}  # fmt: skip
_FAILURE = ("id", "kind", "where", "what", "mend")


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a shard with this number, from 0 on."""

    shard: str
    number: int

    @property
    def name(self) -> str:
        """Its folder and file in every table."""
        return f"shard={self.shard}/{self.number:05d}.parquet"


@dataclass(frozen=True, slots=True)
class Plan:
    """With what is read, how many reports a part has, and what there is to read, in order."""

    run: Run
    part: int
    columns: Mapping[str, str]
    shards: tuple[Shard, ...]


@dataclass(frozen=True)
class Dataset:
    """The tables under an address."""

    address: str

    @cached_property
    def storage(self) -> Storage:
        """The files."""
        return Storage(self.address)

    def plan(self) -> Plan | None:
        """What is being read into it; None where there is no dataset. Raises LedgerError."""
        if not self.storage.has(PLAN):
            return None
        try:
            row = json.loads(self.storage.read(PLAN))
            if row["layout"] != _LAYOUT:
                raise ValueError(f"it has layout {row['layout']}")
            shards = tuple(map(Shard.of_row, row["shards"]))
            return Plan(Run(**row["run"]), row["part"], row["columns"], shards)
        except (ValueError, KeyError, TypeError) as error:
            told = f"its plan ({PLAN}) is not one of this version ({error})"
            raise LedgerError(self.address, told, "take another output") from None

    def keep_plan(self, plan: Plan) -> None:
        """Write down what is read, before any of it is."""
        run = {
            "software": plan.run.software,
            "model": plan.run.model,
            "settings": plan.run.settings,
        }
        row = {
            "layout": _LAYOUT,
            "run": run,
            "part": plan.part,
            "columns": dict(plan.columns),
            "shards": [shard.as_row() for shard in plan.shards],
        }
        self._write_table("runs", "run.parquet", [{"id": plan.run.id, **run}])
        self.storage.write(PLAN, json.dumps(row, ensure_ascii=False).encode())

    def done(self) -> dict[str, dict[str, int]]:
        """Of shards that are done, how many parts, reports and failures each has."""
        names = self.storage.names(f"{STATE}/done")
        return {
            name.removesuffix(".json"): json.loads(self.storage.read(f"{STATE}/done/{name}"))
            for name in names
        }

    def finish(self, shard: str, counts: Mapping[str, int]) -> None:
        """Write down that all parts of a shard are there."""
        self.storage.write(f"{STATE}/done/{shard}.json", json.dumps(counts).encode())

    def parts_of(self, shard: str) -> set[int]:
        """Numbers of the parts of a shard that are done."""
        names = self.storage.names(f"readings/shard={shard}")
        return {int(name.removesuffix(".parquet")) for name in names}

    def parts(self, plan: Plan) -> list[Part]:
        """All parts that are done, in the order of the inputs."""
        return [
            Part(shard.id, number)
            for shard in plan.shards
            for number in sorted(self.parts_of(shard.id))
        ]

    def keep_part(self, part: Part, outcomes: Iterable[Reading | SaysoError], run: Run) -> None:
        """Write the tables of a part, the readings last."""
        tables: defaultdict[str, list[Mapping[str, object]]] = defaultdict(list)
        for one in outcomes:
            if isinstance(one, SaysoError):
                tables["failures"].append(failure_row(one))
            else:
                try:
                    tables["readings"].append(_take(one, run, tables))
                except UnicodeEncodeError:
                    told = "its text holds characters that no table can keep (half of a pair)"
                    error = NotText(one.report.where, told, "take them out")
                    tables["failures"].append(failure_row(error))
        for table, rows in tables.items():
            if table != "readings":
                self._write_table(table, part.name, rows)
        self._write_table("readings", part.name, tables["readings"])

    def _write_table(self, table: str, name: str, rows: Sequence[Mapping[str, object]]) -> None:
        columns = _READINGS if table == "readings" else TABLES[table]
        self.write_rows(f"{table}/{name}", columns, rows, _GROUP if table == "readings" else None)

    def write_rows(
        self,
        name: str,
        columns: Mapping[str, Column],
        rows: Iterable[Mapping[str, object]],
        group: int | None = None,
    ) -> None:
        """Write a file of a table; ``group`` rows of it can be read by themselves."""
        pa, pq = arrow(self.address)
        held = [cells_of(row, columns) for row in rows]
        table = pa.Table.from_pylist(held, make_schema(pa, columns))
        out = io.BytesIO()
        pq.write_table(table, out, compression="zstd", row_group_size=group or max(len(held), 1))
        self.storage.write(name, out.getvalue())

    def read_rows(
        self, name: str, columns: Sequence[str] | None = None, at: Iterable[int] | None = None
    ) -> list[dict[str, Any]]:
        """Rows of a file, those at some places alone if these are told."""
        _, pq = arrow(self.address)
        with self.storage.open(name) as stream:
            file = pq.ParquetFile(stream)
            if at is None:
                rows: list[dict[str, Any]] = file.read(columns).to_pylist()
                return rows
            wanted = sorted(set(at))
            groups = sorted({place // _GROUP for place in wanted})
            found = file.read_row_groups(groups, columns) if groups else None
        held = {group: number * _GROUP for number, group in enumerate(groups)}
        places = [held[place // _GROUP] + place % _GROUP for place in wanted]
        return found.take(places).to_pylist() if found is not None else []

    def counts(self, part: Part) -> dict[str, int]:
        """How many reports and failures a part has that is done."""
        names = {"reports": "readings", "failures": "failures"}
        return {what: self._count(f"{table}/{part.name}") for what, table in names.items()}

    def _count(self, name: str) -> int:
        if not self.has(name):
            return 0
        with self.storage.open(name) as stream:
            many: int = arrow(self.address)[1].ParquetFile(stream).metadata.num_rows
        return many

    def has(self, name: str) -> bool:
        """Whether a file is there."""
        return self.storage.has(name)


def _take(
    reading: Reading, run: Run, tables: Mapping[str, list[Mapping[str, object]]]
) -> dict[str, object]:
    """The row of a reading; its rows in the other tables are added to these."""
    page, address = page_of(reading.report)
    about: dict[str, object] = {"report": page, "address": address, "number": None, "run": run.id}
    rows = list(reading_rows(reading, about))
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    for line in lines:
        line.encode()
    for row in rows:
        tables[RECORDS[str(row["record"])]].append(row)
    report = reading.report
    return {
        "id": report.id,
        "report": page,
        "said": identify("said", report.title or "", report.outlet or "", report.text),
        "where": report.where,
        "attributions": len(reading.attributions),
        "lines": "\n".join(lines),
    }


def failure_row(error: SaysoError) -> dict[str, object]:
    """As a ledger keeps what could not be read."""
    kind, told = type(error).__name__, (error.where, error.what, error.mend)
    key = identify("failure", kind, *told)
    return dict(zip(_FAILURE, (key, kind, *told), strict=True))


def arrow(where: str) -> tuple[Any, Any]:
    """Pyarrow and its Parquet. Raises NotInstalled."""
    try:
        import pyarrow
        import pyarrow.parquet as parquet
    except ImportError:
        told, mend = "Parquet needs the package pyarrow", "pip install 'sayso[ray]'"
        raise NotInstalled(where, told, mend) from None
    return pyarrow, parquet
