"""Several years as one: means of what was traded, so that one odd year does not decide.

The pair's own status is that of the last year; its figures are means over those years in which it was
visible, since a year that nobody reports would count as zero otherwise.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from karvan.engines.potential.sides import Home, Market
from karvan.model.known import Known, Maybe

_VISIBLE = ("observed", "no_flow")


def mean_of(years: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Mean by subheading over all years; a year without a row counts as none traded."""
    codes = sorted({hs6 for values in years for hs6 in values})
    return {hs6: math.fsum(values.get(hs6, 0.0) for values in years) / len(years) for hs6 in codes}


def mean_home(years: Sequence[Home]) -> Home:
    """One home from its years, the last of which says who reports."""
    if len(years) == 1:
        return years[0]
    return replace(
        years[-1],
        world=mean_of([one.world for one in years]),
        exports=mean_of([one.exports for one in years]),
        imports=mean_of([one.imports for one in years]),
        yearly=tuple(years),
    )


def mean_market(years: Sequence[Market]) -> Market:
    """One market from its years, the last of which gives period, status and distance."""
    if len(years) == 1:
        return years[0]
    last, seen = years[-1], [one for one in years if _is_visible(one)]
    return replace(
        last,
        imports=mean_of([one.imports for one in years]),
        mean_log_km=_mean_logs(years),
        pair_row=_pair_row(last, seen),
        flows=_mean_flows(seen) if _is_visible(last) else last.flows,
        yearly=tuple(years),
    )


def _is_visible(one: Market) -> bool:
    return one.pair_row is not None and one.pair_row["status"] in _VISIBLE


def _pair_row(last: Market, seen: Sequence[Market]) -> Mapping[str, Any] | None:
    if last.pair_row is None or not _is_visible(last):
        return last.pair_row
    values = [float((one.pair_row or {}).get("value_usd") or 0.0) for one in seen]
    mean = math.fsum(values) / len(values)
    return {**last.pair_row, "value_usd": mean, "status": "observed" if mean else "no_flow"}


def _mean_flows(seen: Sequence[Market]) -> Maybe[Mapping[str, float]]:
    for one in seen:
        if not isinstance(one.flows, Known):
            return one.flows
    return Known(mean_of([one.flows.value for one in seen if isinstance(one.flows, Known)]))


def _mean_logs(years: Sequence[Market]) -> dict[str, float | None]:
    """Weighted with each year's imports, as the mean of a single year is."""
    found: dict[str, float | None] = {}
    for hs6 in sorted({hs6 for one in years for hs6 in one.mean_log_km}):
        terms = [
            (one.imports.get(hs6, 0.0), log) for one in years if (log := one.mean_log_km.get(hs6)) is not None
        ]
        weight = math.fsum(value for value, _ in terms)
        found[hs6] = math.fsum(value * log for value, log in terms) / weight if weight else None
    return found
