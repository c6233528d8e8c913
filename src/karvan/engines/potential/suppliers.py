"""Who else sells in a market."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Supplier:
    """Somebody else who sells these subheadings in the market."""

    exporter: str
    value_usd: float
    share: float


def largest(
    detail: Mapping[str, Mapping[str, float]], codes: frozenset[str], without: str, top: int
) -> tuple[Supplier, ...]:
    """The `top` largest suppliers of `codes` other than `without`; `detail`: hs6 -> exporter -> current USD."""
    totals: dict[str, float] = {}
    for hs6 in sorted(codes):
        for exporter, value in detail.get(hs6, {}).items():
            totals[exporter] = totals.get(exporter, 0.0) + value
    everything = sum(totals.values())
    others = sorted(
        ((value, exporter) for exporter, value in totals.items() if exporter != without), reverse=True
    )
    return tuple(Supplier(exporter, value, value / everything) for value, exporter in others[:top])
