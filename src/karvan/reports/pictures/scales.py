"""Round steps of an axis, and where a value stands on it."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """Values `low` to `high` on pixels `start` to `end`; logarithmic when `is_log`."""

    low: float
    high: float
    start: float
    end: float
    is_log: bool = False

    def at(self, value: float) -> float:
        """The pixel of a value; outside of the scale it stands at its edge."""
        low, high, asked = self.low, self.high, min(max(value, self.low), self.high)
        if self.is_log:
            low, high, asked = math.log(low), math.log(high), math.log(asked)
        return self.start + (asked - low) / (high - low) * (self.end - self.start)


def steps(high: float, most: int = 5) -> list[float]:
    """0 and up to `most` round steps, the last at or above `high`: 0, 2, 4, 6 for 5.3."""
    if high <= 0:
        return [0.0, 1.0]
    rough = high / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(one * power for one in (1, 2, 2.5, 5, 10) if one * power >= rough * (1 - 1e-9))
    return [step * number for number in range(math.ceil(high / step - 1e-9) + 1)]


def decades(low: float, high: float) -> list[float]:
    """Powers of ten that enclose low (above 0) to high, at least two."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    return [10.0**power for power in range(first, max(last, first + 1) + 1)]


def radius(value: float, largest: float, pixels: float) -> float:
    """Radius of a disc whose area stands for a value; `largest` has the radius `pixels`."""
    return pixels * math.sqrt(max(value, 0.0) / largest) if largest > 0 else 0.0


def area(pixels: float) -> float:
    """Vega's size of a disc of this radius: its area in square pixels."""
    return math.pi * pixels**2
