"""Who is one with whom, in a file: for what goes through all of a ledger, of whatever size.

Pages have it in memory (listing.py), some 1.5 KB for each actor that is one with others. Here no
more is in memory than what hangs together by links, one part after the other.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

import sqlalchemy as sa

from sayso.ledger.actors.groups import SAME
from sayso.ledger.actors.listing import likeness, listed, names_alone
from sayso.ledger.actors.pairs import JudgedPair, load_pairs
from sayso.ledger.actors.summing import Row, call
from sayso.ledger.actors.who import grouped, load_rows
from sayso.ledger.database.asking import in_groups
from sayso.ledger.database.scratch import scratch
from sayso.ledger.reports.actors import load_names
from sayso.ledger.tables.reports import ACTORS, SAMENESS

_AT_ONCE = 400  # actors that are loaded together, unless one part has more
_TABLES = (
    "roots (n INTEGER PRIMARY KEY, root INTEGER NOT NULL)",
    "parts (root INTEGER, n INTEGER, PRIMARY KEY (root, n)) WITHOUT ROWID",
    "joined (actor TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID",
    "called (number INTEGER PRIMARY KEY, names TEXT NOT NULL)",  # as summing.call gives them
)


class Filed:
    """The groups of actors that are one with others, as ``listing`` has them."""

    def __init__(self, conn: sa.Connection) -> None:
        """Group all actors that are there."""
        self._conn = conn
        self._file = scratch(*_TABLES)
        try:
            self._fill(load_pairs(conn))
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Filed:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give back the file."""
        self._file.close()

    def numbers_of(self, actors: Iterable[str]) -> dict[str, int]:
        """Of these actors (ids) those that are one with others, with the number of their group."""
        asked = "SELECT actor, number FROM json_each(?) JOIN joined ON actor = value"
        return dict(self._file.execute(asked, (json.dumps(list(actors)),)))

    def names_of(
        self, actors: Collection[str]
    ) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
        """The groups of these actors and the names of all groups, as ``listing.names_of``."""
        numbers = self.numbers_of(actors)
        asked = "SELECT number, names FROM json_each(?) JOIN called ON number = value"
        wanted = json.dumps(sorted(set(numbers.values())))
        called = {n: json.loads(names) for n, names in self._file.execute(asked, (wanted,))}
        told = {id: tuple(names) for id, *names in called.values()}
        alone = names_alone(self._conn, set(actors) - numbers.keys())
        return {id: called[number][0] for id, number in numbers.items()}, told | alone

    def _fill(self, pairs: Sequence[JudgedPair]) -> None:
        told = {n for one in pairs if one.left and one.right for n in (one.left, one.right)}
        _join(self._file, self._met(pairs, told))
        number = 0
        for some in _parts(self._file):
            numbers = [n for part in some for n in part]
            rows = {row.n: row for row in self._rows(numbers)}
            names = load_names(self._conn, numbers)
            for part in some:
                for members in self._grouped([rows[n] for n in part], pairs, told):
                    number += 1
                    called = json.dumps(call(members, names))
                    self._file.execute("INSERT INTO called VALUES (?, ?)", (number, called))
                    joined = ((row.id, number) for row in members)
                    self._file.executemany("INSERT INTO joined VALUES (?, ?)", joined)

    def _met(self, pairs: Iterable[JudgedPair], told: Collection[int]) -> Iterator[tuple[int, int]]:
        """Strong links, and who was judged; an actor alone is linked with itself."""
        s, left, right = SAMENESS.c, ACTORS.alias(), ACTORS.alias()
        asked = (
            sa.select(s.left, s.right)
            .join(left, sa.and_(left.c.n == s.left, *listed(left)))
            .join(right, sa.and_(right.c.n == s.right, *listed(right)))
            .where(s.score >= SAME)
        )
        for one, other in self._conn.execute(asked.execution_options(yield_per=1_000)):
            yield int(one), int(other)
        shown = {row.n for row in self._rows(sorted(told))}
        for pair in pairs:
            if pair.left in shown and pair.right in shown:
                assert pair.left is not None
                assert pair.right is not None
                yield pair.left, pair.right

    def _rows(self, numbers: Sequence[int]) -> Iterator[Row]:
        for some in in_groups(numbers):
            yield from load_rows(self._conn, sa.and_(ACTORS.c.n.in_(some), *listed(ACTORS)))

    def _grouped(
        self, rows: Sequence[Row], pairs: Sequence[JudgedPair], told: Collection[int]
    ) -> list[list[Row]]:
        """The groups of what hangs together: one, where nothing can keep any two apart."""
        alike = len({likeness(row) for row in rows}) == 1
        if alike and not any(row.n in told for row in rows):
            return [list(rows)]
        return grouped(self._conn, rows, pairs)


def _join(file: sqlite3.Connection, met: Iterable[tuple[int, int]]) -> None:
    """Put together what hangs together by pairs, by the least number in it."""
    asked, kept = "SELECT root FROM roots WHERE n = ?", "INSERT OR REPLACE INTO roots VALUES (?, ?)"

    def root(n: int) -> int:
        way = []
        while (row := file.execute(asked, (n,)).fetchone()) and row[0] != n:
            way.append(n)
            n = row[0]
        file.executemany(kept, ((one, n) for one in way[:-1]))  # the last leads there already
        return n

    for pair in met:
        one, other = sorted(map(root, pair))
        file.executemany(kept, ((one, one), (other, one)))
    for (n,) in file.execute("SELECT n FROM roots ORDER BY n"):
        file.execute("INSERT INTO parts VALUES (?, ?)", (root(n), n))


def _parts(file: sqlite3.Connection) -> Iterator[list[list[int]]]:
    """Numbers of actors that hang together, some parts at a time."""
    some: list[list[int]] = []
    rows = file.execute("SELECT root, n FROM parts ORDER BY root, n")
    for _, found in groupby(rows, key=lambda row: int(row[0])):
        some.append([n for _, n in found])
        if sum(map(len, some)) >= _AT_ONCE:
            yield some
            some = []
    if some:
        yield some
