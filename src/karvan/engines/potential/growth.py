"""Past trends as projections: log-linear over ten years, carried five years on, relative to the world.

GDP is in current USD, which holds the dollar's inflation; the world's own trend holds the same inflation, so
it drops out of the ratio of the two, and with it the world's growth (see settings.Projection).
"""

from __future__ import annotations

import math
from collections.abc import Mapping

WINDOW_YEARS = 10
HORIZON_YEARS = 5
LEAST_YEARS = 8
"""Years with a figure that a trend needs within the window."""

Series = Mapping[str, Mapping[int, float]]


def last_window(series: Series, years: int = WINDOW_YEARS) -> tuple[int, int]:
    """First and last year of the last `years` that any country has a figure for; (0, 0) without figures."""
    last = max((year for values in series.values() for year in values), default=0)
    return (last - years + 1, last) if last else (0, 0)


def relative_trends(
    series: Series, window: tuple[int, int], horizon: int = HORIZON_YEARS
) -> dict[str, float]:
    """Country -> exp(horizon x (trend - the world's trend)), for countries with enough years in the window.

    `series`: country -> year -> positive figure. The world is the countries with every year of the window.
    """
    inside = {country: _inside(values, window) for country, values in series.items()}
    years = range(window[0], window[1] + 1)
    whole = [values for values in inside.values() if len(values) == len(years)]
    if not whole:
        return {}
    world = log_slope({year: math.fsum(values[year] for values in whole) for year in years})
    least = min(LEAST_YEARS, len(years))
    return {
        country: math.exp(horizon * (log_slope(values) - world))
        for country, values in inside.items()
        if len(values) >= least
    }


def log_slope(values: Mapping[int, float]) -> float:
    """Least-squares slope of ln value on the year; 0 for a single year."""
    middle = math.fsum(values) / len(values)
    spread = math.fsum((year - middle) ** 2 for year in values)
    rise = math.fsum((year - middle) * math.log(value) for year, value in sorted(values.items()))
    return rise / spread if spread else 0.0


def _inside(values: Mapping[int, float], window: tuple[int, int]) -> dict[int, float]:
    return {year: value for year, value in values.items() if window[0] <= year <= window[1] and value > 0}
