"""Middles and areas of shapes, as GeoPackage has them."""

from __future__ import annotations

import struct

import pytest

from train.outlines import middle


def blob(*polygons: list[list[tuple[float, float]]]) -> bytes:
    """A geometry without a box around it: many polygons, each a ring and its holes."""
    made = b"GP\0\1" + struct.pack("<i", 4326) + struct.pack("<BII", 1, 6, len(polygons))
    for rings in polygons:
        made += struct.pack("<BII", 1, 3, len(rings))
        for ring in rings:
            made += struct.pack("<I", len(ring))
            made += b"".join(struct.pack("<2d", *point) for point in ring)
    return made


def square(west: float, south: float, side: float) -> list[tuple[float, float]]:
    east, north = west + side, south + side
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]


def test_a_square_on_the_equator_has_its_middle_and_its_area() -> None:
    north, east, area = middle(blob([square(10, -1, 2)]))
    assert (north, east) == pytest.approx((0, 11), abs=0.01)
    assert area == pytest.approx(222.4**2, rel=0.001)


def test_a_hole_is_left_out_whichever_way_it_turns() -> None:
    hole = square(10, -1, 1)
    for ring in (hole, hole[::-1]):
        north, east, _ = middle(blob([square(10, -1, 2), ring]))
        assert north > 0.1
        assert east > 11.1


def test_a_shape_on_both_sides_of_180_degrees_has_its_middle_there() -> None:
    _, east, _ = middle(blob([square(178, 0, 2)], [square(-180, 0, 2)]))
    assert abs(abs(east) - 180) < 0.01
