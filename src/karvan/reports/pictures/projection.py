"""Mercator in pixels: borders, discs and words are placed by one rule, before anything is drawn."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from karvan.reports.pictures.shapes import Point

_LOWEST, _HIGHEST = -60.0, 75.0  # beyond these Mercator shows little but stretch
_POLAR = 85.0  # beyond it Mercator has no end


@dataclass(frozen=True, slots=True)
class Mercator:
    """`scale` pixels a radian; `center` (degrees) stands at `middle` (pixels)."""

    scale: float
    center: Point
    middle: Point

    def at(self, point: Point) -> Point:
        """Pixels of a longitude and latitude."""
        x = self.middle[0] + self.scale * math.radians(point[0] - self.center[0])
        latitude = min(max(point[1], -_POLAR), _POLAR)
        y = self.middle[1] - self.scale * (_stretched(latitude) - _stretched(self.center[1]))
        return x, y


_WORLD: tuple[Point, ...] = ((-170.0, -55.0), (170.0, 75.0))
_CLOSEST = 0.02  # radians across the map; closer than that the shapes say nothing


def fitted(points: Iterable[Point], width: float, height: float, margin: float) -> Mercator:
    """The largest scale at which all points stand inside the frame, `margin` pixels from its edge; the world for none."""
    found = [(x, min(max(y, _LOWEST), _HIGHEST)) for x, y in points] or list(_WORLD)
    west, east = min(x for x, _ in found), max(x for x, _ in found)
    south, north = min(y for _, y in found), max(y for _, y in found)
    wide, tall = (
        max(math.radians(east - west), _CLOSEST),
        max(_stretched(north) - _stretched(south), _CLOSEST),
    )
    scale = min((width - 2 * margin) / wide, (height - 2 * margin) / tall)
    middle = math.degrees(2 * math.atan(math.exp((_stretched(north) + _stretched(south)) / 2)) - math.pi / 2)
    return Mercator(round(scale, 2), (round((west + east) / 2, 3), round(middle, 3)), (width / 2, height / 2))


def _stretched(latitude: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))
