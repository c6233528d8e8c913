"""The pair as a whole: what is traded, or stands in for it, over what would be expected."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from karvan.engines.potential import margins
from karvan.engines.potential import market_share as form
from karvan.engines.potential.answer import PairEase
from karvan.engines.potential.evidence import pair_rows
from karvan.engines.potential.sides import Case
from karvan.model.known import Known, Maybe, Unknown, lift

_NO_ROW: Mapping[str, Any] = {
    "status": "unknown",
    "reporting": "unknown",
    "confidence": "low",
}


def pair_ease(case: Case) -> PairEase:
    """Ease of the pair, unknown when its trade is neither observed nor estimated."""
    row = case.market.pair_row or _NO_ROW
    observed = _observed(case, row)
    trade, status = pair_trade(case, observed)
    energy = cell_flows(case, observed).map(_energy_of)
    imports = margins.market_imports_usd(case)
    expected, expected_energy = _expected(case, imports, _any), _expected(case, imports, margins.is_energy)
    more = case.additions
    return PairEase(
        period=case.market.period,
        status=row["status"],
        reporting=row["reporting"],
        confidence=row["confidence"],
        observed_usd=observed,
        trade_usd=trade,
        trade_status=status,
        interval_80=_interval(case, status),
        estimate=more.estimate if more is not None else None,
        user_override=more.user_override if more is not None else None,
        override_difference_usd=_difference(case, observed),
        expected_usd=expected,
        ease=lift(_ease, trade, expected),
        energy_usd=energy,
        expected_energy_usd=expected_energy,
        ease_without_energy=lift(
            lambda seen, fuel, wanted, fuel_wanted: _ease(max(seen - fuel, 0.0), wanted - fuel_wanted),
            trade,
            energy,
            expected,
            expected_energy,
        ),
        market_imports_usd=imports,
        rows=pair_rows(case),
    )


def pair_trade(case: Case, observed: Maybe[float]) -> tuple[Maybe[float], str]:
    """What the pair trades, current USD, and its status: observed, estimated, override or unknown."""
    more = case.additions
    if more is not None and more.user_override is not None:
        return Known(more.user_override.total_usd), "override"
    if isinstance(observed, Known):
        return observed, "observed"
    if more is not None and more.estimate is not None:
        return Known(more.estimate.value_usd), "estimated"
    return observed, "unknown"


def cell_flows(case: Case, observed: Maybe[float]) -> Maybe[Mapping[str, float]]:
    """The pair's trade by subheading, from the same place as its total."""
    _, status = pair_trade(case, observed)
    if status == "observed":
        return case.market.flows
    if case.additions is None or status == "unknown":
        return observed if isinstance(observed, Unknown) else case.market.flows
    if status == "override" and case.additions.user_override is not None:
        return Known(case.additions.user_override.values_usd)
    return case.additions.flows_usd


def _observed(case: Case, row: Mapping[str, Any]) -> Maybe[float]:
    pair = f"{case.home.country}-{case.market.country} {case.market.period}"
    if row["status"] == "observed":
        return Known(float(row["value_usd"]))
    if row["status"] == "no_flow":
        return Known(0.0)  # one side reports and declares nothing: the source says zero
    return Unknown(row["status"] if row["status"] != "unknown" else "reporting_unknown", (pair,))


def _expected(case: Case, imports: Maybe[float], wanted: Callable[[str], bool]) -> Maybe[float]:
    """sum_k (v_ik / v_k) v_jk over the `wanted` subheadings; those that home is not seen to sell add nothing."""
    return imports.map(
        lambda _total: math.fsum(
            form.supply_share(supply.value, world.value) * demand.value
            for hs6 in _traded(case)
            if wanted(hs6)
            and isinstance(supply := margins.supply_usd(hs6, case), Known)
            and isinstance(world := margins.world_usd(hs6, case), Known)
            and isinstance(demand := margins.demand_usd(hs6, case), Known)
        )
    )


def _traded(case: Case) -> list[str]:
    """Subheadings that home sells and the market buys."""
    sold, bought = set(case.home.exports), set(case.market.imports)
    if case.additions is not None:
        sold |= set(case.additions.home_exports_usd)
        bought |= set(case.additions.market_imports)
    return sorted(sold & bought)


def _interval(case: Case, status: str) -> Maybe[tuple[float, float]]:
    if status != "estimated" or case.additions is None or case.additions.estimate is None:
        return Unknown("not_applied", ("only an estimate has an interval",))
    return Known((case.additions.estimate.low_80_usd, case.additions.estimate.high_80_usd))


def _difference(case: Case, observed: Maybe[float]) -> Maybe[float]:
    more = case.additions
    if more is None or more.user_override is None:
        return Unknown("not_applied", ("the user's customs table",))
    said = more.user_override.total_usd
    if isinstance(observed, Known) or more.estimate is None:
        return observed.map(lambda seen: said - seen)
    return Known(said - more.estimate.value_usd)


def _ease(trade: float, expected: float) -> float:
    return trade / expected if expected > 0 else 0.0


def _energy_of(flows: Mapping[str, float]) -> float:
    return math.fsum(value for hs6, value in flows.items() if margins.is_energy(hs6))


def _any(_hs6: str) -> bool:
    return True
