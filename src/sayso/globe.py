"""Points of the globe, in degrees, and how far they are from one another."""

from __future__ import annotations

import math

EARTH = 6371.0  # kilometres, its mean radius
DEGREE = EARTH * math.pi / 180  # kilometres from one parallel to the next


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two points (latitude, longitude), along the globe."""
    north, up = math.radians(one[0]), math.radians(other[0])
    across = math.sin(math.radians(other[1] - one[1]) / 2) ** 2
    chord = math.sin((up - north) / 2) ** 2 + math.cos(north) * math.cos(up) * across
    return 2 * EARTH * math.asin(math.sqrt(min(1.0, chord)))


def box(
    latitude: float, longitude: float, reach: float
) -> tuple[tuple[float, float], list[tuple[float, float]]]:
    """The latitudes, and the one or two stretches of longitudes, of all within ``reach`` km."""
    north = reach / DEGREE
    south, top = latitude - north, latitude + north
    widest = max(abs(south), abs(top))
    if widest >= 90:  # a pole is within reach, and with it every meridian
        return (max(south, -90), min(top, 90)), [(-180, 180)]
    # The meridians that touch the circle do so nearer to the pole than its centre lies.
    sine = math.sin(math.radians(north)) / math.cos(math.radians(latitude))
    east = math.degrees(math.asin(min(1.0, sine)))
    west, end = longitude - east, longitude + east
    if west < -180:
        return (south, top), [(west + 360, 180), (-180, end)]
    if end > 180:
        return (south, top), [(west, 180), (-180, end - 360)]
    return (south, top), [(west, end)]
