"""Shapes of countries: Natural Earth 1:110m as packed in world-atlas 2.0.2 (TopoJSON, ISC; data in the public domain).

Borders are drawn as Natural Earth draws them; that is no statement about whose they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pycountry

Point = tuple[float, float]
Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A country's polygons, each an outer ring and its holes; longitude and latitude in degrees.

    A ring that crosses the antimeridian goes on beyond 180 degrees, so that it never jumps.
    """

    country: str
    polygons: tuple[tuple[Ring, ...], ...]

    @property
    def largest(self) -> Ring:
        """The outer ring with the largest area on a plate carrée."""
        return max((polygon[0] for polygon in self.polygons), key=lambda ring: abs(_area(ring)))

    @property
    def middle(self) -> Point:
        """The centroid of the largest ring."""
        return _centroid(self.largest)


@cache
def world() -> Mapping[str, Shape]:
    """Shapes by ISO 3166-1 alpha-3; countries too small for this scale and areas without a code are absent."""
    atlas = json.loads(
        (files("karvan.reports.pictures") / "shapes" / "countries-110m.json").read_text("utf-8")
    )
    arcs = [tuple(_unpacked(arc, atlas["transform"])) for arc in atlas["arcs"]]
    found = {}
    for one in atlas["objects"]["countries"]["geometries"]:
        entry = pycountry.countries.get(numeric=one.get("id", ""))
        if entry is not None:
            found[entry.alpha_3] = Shape(entry.alpha_3, tuple(_polygons(one, arcs)))
    return found


def _unpacked(arc: Sequence[Sequence[int]], transform: Mapping[str, Sequence[float]]) -> Iterator[Point]:
    """An arc's points from their steps (TopoJSON 2.1.2 and 2.1.4)."""
    x = y = 0
    for step in arc:
        x, y = x + step[0], y + step[1]
        yield tuple(  # type: ignore[misc]
            round(one * scale + shift, 3)
            for one, scale, shift in zip((x, y), transform["scale"], transform["translate"], strict=True)
        )


def _polygons(geometry: Mapping[str, Any], arcs: Sequence[Ring]) -> Iterator[tuple[Ring, ...]]:
    parts = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    for rings in parts:
        yield tuple(_ring(ring, arcs) for ring in rings)


def _ring(places: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    """Arcs joined end to start; a negative place is the arc ~place read backwards."""
    points: list[Point] = []
    for place in places:
        arc = arcs[place] if place >= 0 else arcs[~place][::-1]
        points.extend(arc[1:] if points else arc)
    return tuple(_unbroken(points))


def _unbroken(points: Sequence[Point]) -> Iterator[Point]:
    turn, before = 0.0, points[0][0]
    for x, y in points:
        turn += 360.0 if x - before < -180 else -360.0 if x - before > 180 else 0.0
        before = x
        yield x + turn, y


def _area(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def _centroid(ring: Ring) -> Point:
    area = _area(ring)
    pairs = list(pairwise(ring))
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs)
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs)
    return x / (6 * area), y / (6 * area)
