"""Large ledgers in little time: reports are added, and then made into many times as many.

Adding 100,000 generated reports takes half an hour of a processor. Here some thousands are added as
always, and copied within the database as other reports: with other ids, other passages, and the
names that fewer than ``_KNOWN`` of them have as those of other people; among their namesakes they
stand on other days. The links of actors are then made anew over all of them: every actor is
compared with the neighbours that adding would have given it. What they put forward is copied with
other wordings and, but for those that many share, other keys; it is not compared with that of other
copies, so that a copy has the claims and relations of what was added. ``python -m bench.filling``
shows beside each other how many rows both ways make.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import sqlite3
import sys
import tempfile
from array import array
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import sqlalchemy as sa

from bench.world import DAYS, FIRST_DAY, World
from sayso.across import Portrait
from sayso.ledger import open_ledger
from sayso.ledger.actors.neighbours import WINDOW
from sayso.ledger.database.opening import Database
from sayso.ledger.tables.packing import pack, unpack
from sayso.ledger.tables.reports import METADATA
from sayso.ledger.writing import add_reading
from sayso.pipeline import Pipeline
from sayso.records import Proposition, Run

RUN = Run("sayso bench", "none")
RECONCILE = Pipeline()  # its model is never loaded
_ROOM = 500  # reports of one transaction
_KNOWN = 5  # actors by the same key of a name, wordings by the same of a claim
# Tables of which every report has its own rows, in the order in which they refer to one another.
_OWN = [
    table
    for table in METADATA.sorted_tables
    if table.name not in ("runs", "failures", "judgements", "places", "sameness")
]
# Of these columns those that hold text.
_IDS = {"id", "actor", "within", "target", "user", "attribution", "reuse"}
_WORDINGS = {"wording", "left_wording", "right_wording"}
_MADE = {("propositions", "packed"): "repacked", ("wordings", "held"): "reheld"}


def fill(path: Path, many: int) -> None:
    """Add reports to a ledger until it has so many, hundreds a transaction."""
    with open_ledger(path, create=True) as ledger:
        done = ledger.stats().versions
    database = Database(path)
    readings = World().readings(first=done)
    for at in range(done, many, _ROOM):
        with database.writing() as conn:
            for reading in itertools.islice(readings, min(_ROOM, many - at)):
                add_reading(conn, reading, RUN, RECONCILE)
    database.close()


def multiply(path: Path, times: int) -> None:
    """Make a ledger that ``fill`` made one of so many times as many reports."""
    conn = sqlite3.connect(path, isolation_level=None)
    for pragma in ("synchronous=OFF", "cache_size=-1000000", "temp_store=MEMORY"):
        conn.execute(f"PRAGMA {pragma}")
    rows = {
        table.name: conn.execute(f"SELECT max(n) FROM {table.name}").fetchone()[0] or 0
        for table in METADATA.sorted_tables
        if "n" in table.c
    }
    for of in ("name_keys", "claim_keys"):
        many = f"SELECT key FROM {of} GROUP BY key HAVING count(*) >= {_KNOWN}"
        conn.execute(f"CREATE TEMP TABLE known_{of} (key INTEGER PRIMARY KEY)")
        conn.execute(f"INSERT INTO known_{of} {many}")
    conn.execute("CREATE TEMP TABLE first AS SELECT wording FROM wordings")
    conn.execute("CREATE INDEX temp.first_wording ON first (wording)")
    shared = {key for (key,) in conn.execute("SELECT key FROM known_claim_keys")}
    for time in range(1, times):
        mask = random.Random(time).getrandbits(64) & ~3  # keys of claims are even or odd
        conn.create_function("other", 1, lambda id, mask=mask: id and f"{int(id, 16) ^ mask:016x}")
        conn.create_function("repacked", 1, lambda told, mask=mask: _repacked(told, mask))
        conn.create_function("reheld", 1, lambda held, mask=mask: _reheld(held, mask >> 1, shared))
        conn.execute("BEGIN")
        for table in _OWN:
            conn.execute(_copying(table, rows, time, mask >> 1))
        conn.execute("COMMIT")
    conn.execute("BEGIN")
    conn.execute("DELETE FROM sameness")
    told = "INSERT INTO sameness VALUES (?, ?, ?, ?, ?)"
    conn.executemany(told, _links(conn, rows["versions"], rows["actors"]))
    conn.execute("COMMIT")
    conn.execute("INSERT INTO search(search) VALUES ('optimize')")  # copies leave large segments
    conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    conn.close()


def _copying(table: sa.Table, rows: dict[str, int], time: int, mask: int) -> str:
    """The statement that copies one table's rows of the first time."""
    made, first = [], ""
    for column in table.c:
        of = next((key.column.table.name for key in column.foreign_keys), None)
        of = table.name if column.name == "n" else of
        value = f'"{column.name}"'
        if of in rows and of != "places":
            first = first or f"{value} <= {rows[of]}"
            value = f"{value} + {time * rows[of]}"
        elif isinstance(column.type, sa.Text) and column.name in _IDS:
            value = f"other({value})"
        elif column.name == "band" or column.name in _WORDINGS:
            value = _xor(value, mask)
        elif column.name == "key" and table.name in ("name_keys", "claim_keys"):
            value = f"iif(key IN (SELECT key FROM known_{table.name}), key, {_xor('key', mask)})"
        elif column.name == "place" and table.name in ("actors", "name_keys"):
            value = _another_day(_xor(value, mask >> 31), mask % DAYS)
        elif (table.name, column.name) in _MADE:
            value = f"{_MADE[table.name, column.name]}({value})"
        made.append(value)
    first = first or "wording IN (SELECT wording FROM first)"
    names = ", ".join(f'"{column.name}"' for column in table.c)
    keys = ", ".join(str(at) for at, column in enumerate(table.c, 1) if column.primary_key)
    said = f"INSERT INTO {table.name} ({names}) SELECT {', '.join(made)} FROM {table.name}"
    return f"{said} WHERE {first} ORDER BY {keys}"


def _repacked(told: bytes, mask: int) -> bytes:
    """A packed proposition with the wording that its row has."""
    one = unpack(Proposition, told)
    return pack(replace(one, wording=f"{int(one.wording, 16) ^ mask:016x}"))


def _reheld(held: bytes, mask: int, shared: Collection[int]) -> bytes:
    """The keys of a wording as claim_keys has them."""
    return array("q", (k if k in shared else k ^ mask for k in array("q", held))).tobytes()


def _xor(value: str, mask: int) -> str:
    return f"(({value} | {mask}) - ({value} & {mask}))"


def _another_day(place: str, later: int) -> str:
    """A place (ledger.actors) so many days later, those past the last from the first on."""
    first = FIRST_DAY.toordinal()
    day = f"(({place} >> 32) - {first} + {later}) % {DAYS} + {first}"
    return f"(({day}) << 32 | ({place} & {0xFFFFFFFF}))"


def _links(conn: sqlite3.Connection, reports: int, actors: int) -> Iterator[tuple[object, ...]]:
    """The links of all neighbours, as rows in their order."""
    readings = itertools.islice(World().readings(), reports)
    portraits = [one for reading in readings for one in RECONCILE.portraits(reading)]
    rows = conn.execute("SELECT key, actor FROM name_keys ORDER BY key, place, actor")
    keys, numbers = np.fromiter(rows, np.dtype((np.int64, 2))).T
    met = []
    for gap in range(1, WINDOW + 1):
        near = keys[gap:] == keys[:-gap]
        one, other = numbers[gap:][near], numbers[:-gap][near]
        met.append(np.minimum(one, other) << 32 | np.maximum(one, other))
    pairs, many = np.unique(np.concatenate(met), return_counts=True)
    return _compared(zip(pairs.tolist(), many.tolist(), strict=True), portraits, actors)


def _compared(
    pairs: Iterable[tuple[int, int]], portraits: list[Portrait], actors: int
) -> Iterator[tuple[object, ...]]:
    for pair, many in pairs:
        left, right = pair >> 32, pair & 0xFFFFFFFF
        sides = (portraits[(n - 1) % actors] for n in (left, right))
        if found := RECONCILE.compare(*sides):
            features = [[part.name, part.detail, part.points] for part in found.features]
            yield left, right, many, found.score, json.dumps(features, ensure_ascii=False)


def count_rows(path: Path) -> dict[str, int]:
    """How many rows each table has."""
    conn = sqlite3.connect(path)
    return {
        table.name: conn.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0]
        for table in METADATA.sorted_tables
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--reports", type=int, default=2_000)
    parser.add_argument("--times", type=int, default=5, help="of which so many times a part")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        added, copied = Path(made, "added.db"), Path(made, "copied.db")
        fill(added, args.reports)
        fill(copied, args.reports // args.times)
        multiply(copied, args.times)
        print(f"{'rows':20}{'all added':>12}{'copied':>12}")
        copies = count_rows(copied)
        for table, many in count_rows(added).items():
            print(f"{table:20}{many:12,}{copies[table]:12,}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
