"""Rings cut to a frame (Sutherland & Hodgman 1974), so that nothing unseen is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from karvan.reports.pictures.labels import Box
from karvan.reports.pictures.shapes import Point

Side = Callable[[Point], float]


def clipped(ring: Sequence[Point], frame: Box) -> list[Point]:
    """The part of a closed ring inside the frame, closed again; empty when nothing is."""
    sides: tuple[Side, ...] = (
        lambda point: point[0] - frame[0],
        lambda point: point[1] - frame[1],
        lambda point: frame[2] - point[0],
        lambda point: frame[3] - point[1],
    )
    found = list(ring)
    for side in sides:
        found = list(_cut(found, side))
    return [*found, found[0]] if found and found[0] != found[-1] else found


def _cut(ring: Sequence[Point], side: Side) -> Iterator[Point]:
    """Points on the inner side, and where the ring crosses it."""
    for before, here in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        was, now = side(before), side(here)
        if (was >= 0) != (now >= 0):
            part = was / (was - now)
            yield before[0] + part * (here[0] - before[0]), before[1] + part * (here[1] - before[1])
        if now >= 0:
            yield here
