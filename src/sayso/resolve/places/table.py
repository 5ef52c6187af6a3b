"""The table of places that comes with Sayso: towns, airfields, states, subdivisions and regions.

``train/places.py`` makes it, and says from what. It is one file of arrays (numpy's .npz, of which
only the names of the rows are compressed): hashes of names in order, the rows that they name, and
the rows side by side.
"""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from sayso.errors import ModelError
from sayso.resolve.places.keys import ROW_BITS, hashed

TABLE = Path(__file__).parents[2] / "data" / "places.npz"
#: Kinds of rows; the file holds their number here.
KINDS = ("town", "state", "subdivision", "airfield", "region", "district")

#: Steps in which degrees are kept, 65,535 to the circle: half of one is 300 m at most.
TURN = 360 / 65_535
#: People are kept as half floats of this many, to three digits.
PEOPLE = 100_000.0

# A town's radius is that of a disc on which its people live 3,000 to the square kilometre: 18 km
# for three million people. No town is smaller than one kilometre.
DENSITY = 3000.0
LEAST = 1.0


@dataclass(frozen=True, slots=True)
class Row:
    """A known place. ``subdivision`` is unlike that of any other state's, "" where unknown.

    ``radius`` is in kilometres; ``own`` is whether the row comes from the user's gazetteer.
    """

    id: str
    name: str
    kind: str
    latitude: float
    longitude: float
    radius: float
    population: int
    country: str
    subdivision: str
    own: bool = False


def town_radius(population: int) -> float:
    """Kilometres."""
    return max(math.sqrt(population / DENSITY / math.pi), LEAST)


class Table:
    """Finds rows by key. 21 ms to load and 15 MB of memory, on one core of a server."""

    def __init__(self, path: Path = TABLE) -> None:
        try:
            with np.load(path) as file:
                arrays = {name: file[name] for name in file.files}
            self._columns: dict[str, Any] = arrays
            self._keys, self._targets = arrays["keys"], arrays["targets"]
            self._names = zlib.decompress(arrays.pop("names").tobytes())
            self._ends = np.cumsum(arrays["lengths"], dtype=np.uint32)
            self._ids, self._codes, self._admins = (
                arrays[name].tobytes().decode().split("\n")
                for name in ("ids", "codes", "admin_codes")
            )
        except (OSError, ValueError, KeyError, EOFError, zlib.error) as error:
            mend = "install Sayso again, or make it with `python -m train.places`"
            raise ModelError(str(path), f"no table of places ({error})", mend) from None
        self._found: dict[str, tuple[Row, ...]] = {}

    def find(self, key: str) -> tuple[Row, ...]:
        """The rows of a name as ``name_key`` gives it, the largest towns first."""
        rows = self._found.get(key)
        if rows is None:
            rows = self._found[key] = tuple(self._row(number) for number in self._numbers(key))
        return rows

    def _numbers(self, key: str) -> list[int]:
        number, check = hashed(key)
        wanted = np.uint32(number)
        first = int(np.searchsorted(self._keys, wanted))
        last = int(np.searchsorted(self._keys, wanted, side="right"))
        targets = [int(target) for target in self._targets[first:last]]
        return [t & (1 << ROW_BITS) - 1 for t in targets if t >> ROW_BITS == check]

    def _row(self, number: int) -> Row:
        columns = self._columns
        other = number - len(columns["geonames"])  # its number among those that are no towns
        people = int(float(columns["populations"][number]) * PEOPLE)
        start = int(self._ends[number - 1]) if number else 0
        admin = self._admins[columns["admins"][number]]
        return Row(
            id=self._ids[other] if other >= 0 else f"geonames:{columns['geonames'][number]}",
            name=self._names[start : int(self._ends[number])].decode(),
            kind=KINDS[columns["kinds"][number]],
            latitude=round(int(columns["latitudes"][number]) * TURN - 90, 4),
            longitude=round(int(columns["longitudes"][number]) * TURN - 180, 4),
            radius=round(float(columns["radii"][other]) if other >= 0 else town_radius(people), 1),
            population=people,
            country=self._codes[columns["countries"][number]],
            subdivision=admin if admin.partition(".")[2] else "",
        )


@cache
def table() -> Table:
    """The table that ships, loaded once. Raises ModelError."""
    return Table()
