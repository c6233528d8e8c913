"""One home, one market, one subheading: which figures are known, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping

from karvan.engines.potential import margins
from karvan.engines.potential import market_share as form
from karvan.engines.potential.answer import CellPotential, PairEase
from karvan.engines.potential.evidence import cell_rows
from karvan.engines.potential.factors import factors
from karvan.engines.potential.pair import cell_flows
from karvan.engines.potential.publication import NOT_COMPUTED, publication
from karvan.engines.potential.settings import WITHOUT_ENERGY
from karvan.engines.potential.sides import Case
from karvan.model.known import Maybe, Unknown, lift


def cell(hs6: str, case: Case, pair: PairEase) -> CellPotential:
    """Every factor of one subheading."""
    made = factors(hs6, case)
    more_supply, more_world, more_demand = margins.added(hs6, case)
    benchmark, ease = made.benchmark_usd(), cell_ease(hs6, case.settings.ease, pair)
    potential = lift(lambda amount, factor: amount * factor, benchmark, ease)
    trade = _at(hs6, cell_flows(case, pair.observed_usd))
    is_published, why = publication(potential, NOT_COMPUTED)
    return CellPotential(
        hs6=hs6,
        supply_usd=margins.supply_usd(hs6, case),
        supply_added_usd=more_supply,
        world_usd=margins.world_usd(hs6, case),
        world_added_usd=more_world,
        supply_share=made.supply.share,
        supply_growth_factor=made.supply.growth,
        net_exporter_factor=made.supply.net_exporter,
        historic_tariff_factor=made.supply.historic_tariff,
        demand_usd=made.demand_usd,
        demand_added_usd=more_demand,
        demand_growth_factor=made.demand_growth,
        forward_tariff_factor=made.forward_tariff,
        distance_factor=made.distance,
        benchmark_usd=benchmark,
        ease=ease,
        potential_usd=potential,
        observed_usd=_observed(hs6, case, pair),
        trade_usd=trade,
        trade_status="unknown" if isinstance(trade, Unknown) else pair.trade_status,
        realised_usd=lift(form.realised, trade, potential),
        unrealised_usd=lift(form.unrealised, trade, potential),
        is_published=is_published,
        publication=why,
        rows=cell_rows(hs6, case),
    )


def cell_ease(hs6: str, which: str, pair: PairEase) -> Maybe[float]:
    """The ease that counts for a subheading: one without energy does not fit energy itself."""
    return pair.ease_without_energy if which == WITHOUT_ENERGY and not margins.is_energy(hs6) else pair.ease


def _observed(hs6: str, case: Case, pair: PairEase) -> Maybe[float]:
    return pair.observed_usd if isinstance(pair.observed_usd, Unknown) else _at(hs6, case.market.flows)


def _at(hs6: str, flows: Maybe[Mapping[str, float]]) -> Maybe[float]:
    return flows.map(lambda values: values.get(hs6, 0.0))
