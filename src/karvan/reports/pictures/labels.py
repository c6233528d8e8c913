"""Where words can stand without touching each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from karvan.model.text import is_persian

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Wish:
    """Words beside a mark at x, y with a radius, all in pixels; right of it if there is room, or left first."""

    text: str
    x: float
    y: float
    radius: float
    is_left_first: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """Words with their place; `align` is left, right or center; `y` is their middle."""

    text: str
    x: float
    y: float
    align: str


def text_width(text: str, size: float) -> float:
    """Pixels that words take in Vazirmatn, roughly and rather too many."""
    return len(text.replace("\u200c", "")) * size * (0.5 if is_persian(text) else 0.53)


def place(wishes: Sequence[Wish], size: float, inside: Box, taken: Iterable[Box] = ()) -> list[Placed]:
    """Each in turn at the first free place around its mark; those without one are left out (the table has them)."""
    boxes, found = list(taken), []
    for wish in wishes:
        for placed, box in _places(wish, size):
            if _is_inside(box, inside) and not any(_touch(box, other) for other in boxes):
                boxes.append(box)
                found.append(placed)
                break
    return found


def _places(wish: Wish, size: float) -> list[tuple[Placed, Box]]:
    width, half, gap = text_width(wish.text, size), size * 0.62, wish.radius + 3
    shifts = (0.0, -size * 0.8, size * 0.8)
    beside = [(wish.x + gap, "left", wish.x + gap), (wish.x - gap, "right", wish.x - gap - width)]
    if wish.is_left_first:
        beside.reverse()
    sides = [(x, align, left, shift) for shift in shifts for x, align, left in beside]
    sides += [(wish.x, "center", wish.x - width / 2, shift) for shift in (-(gap + half), gap + half)]
    return [
        (
            Placed(wish.text, x, wish.y + shift, align),
            (left, wish.y + shift - half, left + width, wish.y + shift + half),
        )
        for x, align, left, shift in sides
    ]


def _is_inside(box: Box, frame: Box) -> bool:
    return frame[0] <= box[0] and frame[1] <= box[1] and box[2] <= frame[2] and box[3] <= frame[3]


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
