"""The user's own places: a CSV with a header, or rows as GeoNames' allCountries.txt has them."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sayso.errors import Damaged, NotFound, SaysoError
from sayso.records import identify
from sayso.resolve.places.keys import airfield_key, name_key
from sayso.resolve.places.table import Row, town_radius

#: Columns of a CSV. The first three are needed; ``names`` are parted by ";", ``radius`` is in
#: kilometres, ``country`` is a code of ISO 3166 ("VE").
COLUMNS = ("name", "latitude", "longitude", "id", "names", "radius", "country")
SHORT = {"lat": "latitude", "lon": "longitude", "lng": "longitude"}
GEONAMES_COLUMNS = 19
MEND = "mend the row; the others are used"
RADIUS = 1.0  # kilometres, where nothing tells one
SECTION = 1.5  # of a part of a town
# Of GeoNames' classes of features, kilometres: an area, water, a park, a street, a spot, a height.
CLASSES = {"A": 30.0, "H": 10.0, "L": 10.0, "R": 2.0, "S": 1.0, "T": 5.0, "U": 50.0, "V": 10.0}
STATES = frozenset(("PCLI", "PCLD", "PCLF", "PCLS", "PCL"))


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Rows by key, and a fingerprint of them all, "" for none."""

    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    fingerprint: str = ""

    def find(self, key: str) -> tuple[Row, ...]:
        """The rows of a name as ``name_key`` gives it."""
        return self.rows.get(key, ())


def read_gazetteer(path: Path) -> tuple[Gazetteer, tuple[SaysoError, ...]]:
    """The places of a file, and one error for each row that is left out.

    Raises NotFound where there is no such file, Damaged where it is no gazetteer at all.
    """
    rows: dict[str, list[Row]] = defaultdict(list)
    faults: list[SaysoError] = []
    marks: list[str] = []
    for item in _items(path):
        if isinstance(item, SaysoError):
            faults.append(item)
            continue
        row, names = item
        keys = {name_key(name) for name in (row.name, *names)} - {""}
        for key in sorted(keys | {airfield_key(key) for key in keys} - {""}):
            rows[key].append(row)
        marks.append("\x1e".join((row.id, f"{row.latitude} {row.longitude}", *sorted(keys))))
    found = {key: tuple(same) for key, same in rows.items()}
    return Gazetteer(found, identify("gazetteer", *sorted(marks)) if marks else ""), tuple(faults)


def _items(path: Path) -> Iterator[tuple[Row, list[str]] | SaysoError]:
    try:
        with path.open(encoding="utf-8-sig", newline="", errors="replace") as lines:
            first = lines.readline()
            lines.seek(0)
            if first.count("\t") >= GEONAMES_COLUMNS - 1:
                yield from _geonames(path, (line.rstrip("\r\n").split("\t") for line in lines))
            else:
                yield from _table(path, csv.reader(lines))
    except FileNotFoundError:
        raise NotFound(str(path), "no such file", "name a gazetteer that is there") from None
    except OSError as error:
        raise NotFound(str(path), f"cannot be read ({error.strerror})", "name a file") from None
    except csv.Error as error:
        raise Damaged(str(path), f"no CSV ({error})", "save it as CSV in UTF-8") from None


def _table(path: Path, rows: Iterator[list[str]]) -> Iterator[tuple[Row, list[str]] | SaysoError]:
    header = [SHORT.get(name, name) for name in (c.strip().lower() for c in next(rows, []))]
    if lacking := [name for name in COLUMNS[:3] if name not in header]:
        what = f"no gazetteer: no column {' or '.join(lacking)}"
        raise Damaged(str(path), what, "give it a header with name,latitude,longitude")
    for number, cells in enumerate(rows, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        told = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        where = f"{path}, row {number}"
        try:
            point = _point(told.get("latitude", ""), told.get("longitude", ""))
            radius = _number(told.get("radius") or f"{RADIUS}", "radius", 0.0, 20_000.0)
            name = _name(told.get("name", ""))
        except ValueError as error:
            yield Damaged(where, str(error), MEND)
            continue
        row_id = told.get("id") or f"own:{name_key(name).replace(' ', '-')}"
        country = told.get("country", "").upper()
        row = Row(row_id, name, "region", *point, radius, 0, country, "", own=True)
        yield row, told.get("names", "").split(";")


def _geonames(
    path: Path, rows: Iterator[list[str]]
) -> Iterator[tuple[Row, list[str]] | SaysoError]:
    for number, cells in enumerate(rows, start=1):
        where = f"{path}, row {number}"
        if len(cells) < GEONAMES_COLUMNS:
            what = f"{len(cells)} columns where GeoNames has {GEONAMES_COLUMNS}"
            yield Damaged(where, what, MEND)
            continue
        try:
            point = _point(cells[4], cells[5])
            people = int(_number(cells[14] or "0", "population", 0, 2e10))
            name = _name(cells[1])
        except ValueError as error:
            yield Damaged(where, str(error), MEND)
            continue
        code, country = cells[7], cells[8]
        subdivision = f"{country}.{cells[10]}" if cells[10] else ""
        row = Row(
            f"geonames:{cells[0]}", name, _kind(cells[6], code), *point,
            _radius(cells[6], code, people), people, country, subdivision, own=True,
        )  # fmt: skip
        yield row, [cells[2], *cells[3].split(",")]


def _kind(feature: str, code: str) -> str:
    if feature == "P":
        return "town"
    if code in STATES:
        return "state"
    return {"ADM1": "subdivision", "AIRP": "airfield", "AIRB": "airfield"}.get(code, "region")


def _radius(feature: str, code: str, people: int) -> float:
    if code == "PPLX":
        return SECTION
    if feature == "P":
        return round(town_radius(people), 1)
    return {"ADM1": 100.0, "AIRP": 3.0, "AIRB": 3.0}.get(code, CLASSES.get(feature, RADIUS))


def _name(words: str) -> str:
    if not name_key(words):
        raise ValueError("no name")
    return words


def _point(latitude: str, longitude: str) -> tuple[float, float]:
    north = _number(latitude, "latitude", -90, 90)
    return north, _number(longitude, "longitude", -180, 180)


def _number(words: str, what: str, least: float, most: float) -> float:
    try:
        number = float(words)
    except ValueError:
        number = float("nan")
    if not least <= number <= most:
        raise ValueError(f'no {what} from {least:g} to {most:g}: "{words[:40]}"')
    return number
