"""Middles and areas of provinces, made from their outlines: ``python -m train.outlines GPKG``.

GPKG is the map of the world that comes with QGIS (``resources/data/world_map.gpkg``): the outlines
of Natural Earth 4.1.0, 1:10m, which are in the public domain. ``train/places.py`` reads what this
writes; it need be run again only when borders change.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import math
import sqlite3
import struct
from collections.abc import Iterator
from pathlib import Path

MIDDLES = Path(__file__).with_name("outlines.csv")
QUERY = "SELECT iso_a2, name, gn_name, woe_name, geom FROM states_provinces"
EARTH = 6371.0  # kilometres
# Bytes of the box around a shape, by the code in the flags of its header (GeoPackage 1.3, 2.1.3).
BOXES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
MULTIPOLYGON = 6
LEAST = 1.0  # square kilometres of a shape that is worth a row

Ring = list[tuple[float, float]]


def polygons(blob: bytes) -> Iterator[list[Ring]]:
    """The polygons of a shape: each its outer ring and its holes, in degrees east and north."""
    yield from _polygons(blob, 8 + BOXES[blob[3] >> 1 & 7])[0]


def _polygons(blob: bytes, at: int) -> tuple[list[list[Ring]], int]:
    order = "<" if blob[at] else ">"
    kind, count = struct.unpack_from(f"{order}II", blob, at + 1)
    at += 9
    found: list[list[Ring]] = [] if kind % 1000 == MULTIPOLYGON else [[]]
    for _ in range(count):
        if kind % 1000 == MULTIPOLYGON:
            inner, at = _polygons(blob, at)
            found += inner
            continue
        (points,) = struct.unpack_from(f"{order}I", blob, at)
        flat = struct.unpack_from(f"{order}{2 * points}d", blob, at + 4)
        found[0].append(list(zip(flat[::2], flat[1::2], strict=True)))
        at += 4 + 16 * points
    return found, at


def middle(blob: bytes) -> tuple[float, float, float]:
    """Latitude and longitude of the middle of a shape, and its area in square kilometres.

    Reckoned with radians east and the sine of the latitude, in which areas are true.
    """
    shapes = list(polygons(blob))
    across = [x for shape in shapes for ring in shape for x, _ in ring]
    split = min(across) < -90 and max(across) > 90  # it lies on both sides of 180
    area = east = north = 0.0
    for shape in shapes:
        for number, ring in enumerate(shape):
            size, x, y = _moments(ring, split)
            sign = (-1 if number else 1) * math.copysign(1, size)
            area, east, north = area + sign * size, east + sign * x, north + sign * y
    if area * EARTH**2 < LEAST:
        return 0.0, 0.0, 0.0
    longitude = (math.degrees(east / area) + 180) % 360 - 180
    latitude = math.degrees(math.asin(max(-1.0, min(1.0, north / area))))
    return round(latitude, 2), round(longitude, 2), area * EARTH**2


def _moments(ring: Ring, split: bool) -> tuple[float, float, float]:
    """The area of a ring, its sign telling the way round, and its first moments."""
    flat = [(math.radians(x + 360 * (split and x < 0)), math.sin(math.radians(y))) for x, y in ring]
    x0, y0 = flat[0]  # from which all else is reckoned: small rings lose no digits
    area = east = north = 0.0
    for (x, y), (u, v) in itertools.pairwise(flat):
        turn = ((x - x0) * (v - y0) - (u - x0) * (y - y0)) / 2
        area += turn
        east += turn * (x + u + x0) / 3
        north += turn * (y + v + y0) / 3
    return area, east, north


def main() -> None:
    """Write one row for each province."""
    parser = argparse.ArgumentParser(description="write the middles and areas of provinces")
    parser.add_argument("gpkg", type=Path)
    with sqlite3.connect(parser.parse_args().gpkg) as file:
        rows = []
        for country, *names, blob in file.execute(QUERY):
            forms = sorted({form.strip() for name in names if name for form in name.split("|")})
            latitude, longitude, area = middle(blob)
            if country and forms and area:
                rows.append((country, "|".join(forms), latitude, longitude, round(area)))
    with MIDDLES.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(sorted(rows))


if __name__ == "__main__":
    main()
