"""Each factor of one subheading: a number, or Unknown("not_applied") where its input is not there.

A factor that is not applied counts as 1 in products (`counted`) and is never printed as known.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from karvan.engines.potential import margins
from karvan.engines.potential import market_share as form
from karvan.engines.potential.sides import Case
from karvan.engines.potential.tariffs import Duty
from karvan.model.known import Known, Maybe, Unknown, lift

NOT_APPLIED = "not_applied"


@dataclass(frozen=True, slots=True)
class Supply:
    """Home's side of a cell, the same in every market: share, and what corrects it; without unit."""

    share: Maybe[float]
    growth: Maybe[float]
    net_exporter: Maybe[float]
    historic_tariff: Maybe[float]

    def product(self) -> Maybe[float]:
        """Share times the factors that are applied."""
        return lift(
            lambda *terms: math.prod(terms),
            self.share,
            counted(self.net_exporter),
            counted(self.growth),
            counted(self.historic_tariff),
        )


@dataclass(frozen=True, slots=True)
class Factors:
    """All but ease; `demand_usd` in current USD, the others without unit."""

    supply: Supply
    demand_usd: Maybe[float]
    demand_growth: Maybe[float]
    forward_tariff: Maybe[float]
    distance: Maybe[float]

    def benchmark_usd(self) -> Maybe[float]:
        """Their product: the potential at ease 1."""
        return lift(
            lambda *terms: math.prod(terms),
            self.supply.product(),
            self.demand_usd,
            self.distance,
            counted(self.demand_growth),
            counted(self.forward_tariff),
        )


def factors(hs6: str, case: Case) -> Factors:
    """Every factor of the subheading."""
    elasticity = case.settings.tariff_elasticity
    return Factors(
        supply=supply(hs6, case),
        demand_usd=margins.demand_usd(hs6, case),
        demand_growth=demand_growth(case),
        forward_tariff=_duty(hs6, case, "forward").map(
            lambda duty: form.forward_tariff_factor(duty.home, duty.average, elasticity)
        ),
        distance=_distance(hs6, case),
    )


def supply(hs6: str, case: Case) -> Supply:
    """Home's side; of the market's side of the case only the period is looked at."""
    exports, world = margins.supply_usd(hs6, case), margins.world_usd(hs6, case)
    elasticity = case.settings.tariff_elasticity
    return Supply(
        share=lift(form.supply_share, exports, world),
        growth=_supply_growth(hs6, case, world),
        net_exporter=_net_exporter(hs6, case, exports),
        historic_tariff=_duty(hs6, case, "historic").map(
            lambda duty: form.historic_tariff_factor(duty.home, duty.average, elasticity)
        ),
    )


def counted(factor: Maybe[float]) -> Maybe[float]:
    """The factor as it counts in a product: 1 when it is not applied."""
    return Known(1.0) if isinstance(factor, Unknown) and factor.reason == NOT_APPLIED else factor


def demand_growth(case: Case) -> Maybe[float]:
    """(g/p)^e p of the market, the same for all its subheadings."""
    return lift(
        lambda gdp, people: form.demand_growth_factor(gdp, people, case.settings.income_elasticity),
        case.growth.market_gdp,
        case.growth.market_population,
    )


def _supply_growth(hs6: str, case: Case, world: Maybe[float]) -> Maybe[float]:
    return lift(
        lambda gdp, trade: form.supply_growth_factor(gdp, trade, margins.projected_world_usd(hs6, case)),
        case.growth.home_gdp,
        world,
    )


def _net_exporter(hs6: str, case: Case, supply: Maybe[float]) -> Maybe[float]:
    if not case.home.imports_are_present:
        return Unknown("not_applied", (f"imports {case.home.country} {case.market.period}",))
    return supply.map(lambda exports: form.net_exporter_factor(exports, margins.home_imports_usd(hs6, case)))


def _duty(hs6: str, case: Case, kind: str) -> Maybe[Duty]:
    duties = getattr(case.tariffs, kind) if case.tariffs is not None else {}
    return Known(duties[hs6]) if hs6 in duties else Unknown("not_applied", (f"{kind} duties {hs6}",))


def _distance(hs6: str, case: Case) -> Maybe[float]:
    mean = margins.mean_log_km(hs6, case)
    if mean is None:
        # Nobody sells it there: no typical distance to deviate from.
        return Known(1.0)
    return lift(form.distance_factor, mean, case.market.distance_km)
