"""Where states and their subdivisions lie, made out from their towns: no outline is at hand.

The globe is cut into cells; those with a town are its subdivision's, and they grow over the empty
ones around them. The middle of what a subdivision got is its point, its area gives its radius.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np

STEP = 0.25  # degrees of a cell
GROWTH = 6  # cells over which a subdivision may grow into the empty: 1.5 degrees
NEAR = 60.0  # kilometres between an airfield and the town that tells its subdivision
KM = 111.2  # of a degree

Town = tuple[float, float, str, str, str, int]
Airfield = tuple[float, float, str, str]
Admin = tuple[str, str]


class Areas:
    """Points, radii and people of states and subdivisions, by GeoNames' codes of the latter."""

    def __init__(self, towns: Sequence[Town], airfields: Sequence[Airfield]) -> None:
        self._towns, self._airfields = towns, airfields
        self._by_country: dict[str, list[Town]] = defaultdict(list)
        self.people: Counter[Admin] = Counter()
        for town in towns:
            self._by_country[town[2]].append(town)
            self.people[town[2], town[3]] += town[5]
        self._points = {
            country: np.array([(t[0], t[1]) for t in rows])
            for country, rows in self._by_country.items()
        }
        self._admins = sorted({(town[2], town[3]) for town in towns})
        self._cells = self._grow()
        self._sums = self._measure()

    def nearest_admin(self, latitude: float, longitude: float, country: str) -> str:
        """The subdivision of the nearest town, "" where none is near."""
        points = self._points.get(country)
        if points is None:
            return ""
        east = (points[:, 1] - longitude) * math.cos(math.radians(latitude))
        squares = (points[:, 0] - latitude) ** 2 + east**2
        best = int(squares.argmin())
        near = math.sqrt(float(squares[best])) * KM <= NEAR
        return self._by_country[country][best][3] if near else ""

    def people_within(self, latitude: float, longitude: float, radius: float, country: str) -> int:
        """Of the towns of a state no further than so many kilometres from a point."""
        points = self._points.get(country)
        if points is None:
            return 0
        east = (points[:, 1] - longitude) * math.cos(math.radians(latitude))
        near = (points[:, 0] - latitude) ** 2 + east**2 <= (radius / KM) ** 2
        return sum(self._by_country[country][n][5] for n in np.flatnonzero(near))

    def _grow(self) -> np.ndarray[Any, Any]:
        rows, columns = int(180 / STEP), int(360 / STEP)
        cells = np.full((rows, columns), -1, np.int32)
        number = {admin: n for n, admin in enumerate(self._admins)}
        for latitude, longitude, country, admin, _, _ in reversed(self._towns):
            row = min(int((latitude + 90) / STEP), rows - 1)
            cells[row, int((longitude + 180) / STEP) % columns] = number[country, admin]
        for _ in range(GROWTH):
            grown = cells.copy()
            for axis, way in ((0, 1), (0, -1), (1, 1), (1, -1)):
                moved = np.roll(cells, way, axis)
                grown = np.where((grown < 0) & (moved >= 0), moved, grown)
            cells = grown
        return cells

    def _measure(self) -> dict[Admin, tuple[float, float, float]]:
        """Area in square kilometres, and the middle of the cells."""
        found = {}
        order = np.argsort(self._cells, axis=None, kind="stable")
        labels = self._cells.ravel()[order]
        starts = np.searchsorted(labels, np.arange(len(self._admins) + 1))
        width = self._cells.shape[1]
        for n, admin in enumerate(self._admins):
            mine = order[starts[n] : starts[n + 1]]
            latitudes = (mine // width + 0.5) * STEP - 90
            longitudes = (mine % width + 0.5) * STEP - 180
            weights = np.cos(np.radians(latitudes))
            area = float(weights.sum()) * (STEP * KM) ** 2
            if area:
                turn = np.exp(1j * np.radians(longitudes)) * weights  # 180 east is 180 west
                east = float(np.degrees(np.angle(turn.sum())))
                found[admin] = (area, float((latitudes * weights).sum() / weights.sum()), east)
        return found

    def middle(self, country: str, admin: str | None = None) -> tuple[float, float] | None:
        """Latitude and longitude of a subdivision, or of a whole state."""
        sums = [
            found
            for (state, part), found in self._sums.items()
            if state == country and admin in (None, part)
        ]
        if not sums:
            return None
        total = sum(area for area, _, _ in sums)
        turn = sum(area * np.exp(1j * math.radians(east)) for area, _, east in sums)
        north = sum(area * north for area, north, _ in sums) / total
        return round(north, 2), round(float(np.degrees(np.angle(turn))), 2)

    def radius(self, country: str, admin: str) -> float:
        """Of a disc of the same area, in kilometres."""
        return math.sqrt(self._sums[country, admin][0] / math.pi)
