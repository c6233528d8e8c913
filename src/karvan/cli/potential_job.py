"""The job behind `karvan potential` and `karvan why`: one question, and its answer as plain documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from karvan.dossier.encode import plain
from karvan.dossier.names import Labels, open_labels
from karvan.engines.potential import (
    CellPotential,
    MarketPotential,
    Settings,
    assess,
    flagged,
    world_potential,
)
from karvan.engines.potential.restore.read import read_additions
from karvan.engines.potential.sensitivity import PotentialRange, potential_range
from karvan.engines.potential.settings import ALL_PRODUCTS, NEUTRAL_GROWTH, TREND, WITHOUT_ENERGY
from karvan.engines.potential.sweep import sweep_markets
from karvan.engines.potential.totals import MarketTotals, totals
from karvan.errors import UnknownProduct
from karvan.model.known import Known, Maybe, value_or_none
from karvan.store.snapshot import Snapshot, Store


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asked for."""

    exporter: str
    market: str
    product: str
    top: int
    is_raw: bool = False
    is_neutral: bool = False
    without_energy: bool = False
    income_elasticity: float = 1.0
    tariff_elasticity: float = 1.0

    @property
    def settings(self) -> Settings:
        """As the engine takes them."""
        return Settings(
            growth=NEUTRAL_GROWTH if self.is_neutral else TREND,
            income_elasticity=self.income_elasticity,
            tariff_elasticity=self.tariff_elasticity,
            ease=WITHOUT_ENERGY if self.without_energy else ALL_PRODUCTS,
        )


@dataclass(frozen=True, slots=True)
class Found:
    """The answer with what the faces need to print it; `raw` is the same question on visible trade only."""

    asked: Asked
    period: int
    answer: MarketPotential
    sums: MarketTotals
    range: Maybe[PotentialRange]
    labels: Labels
    sources: Mapping[str, str]
    estimates: str

    def largest(self) -> list[CellPotential]:
        """The cells asked for by potential, else by benchmark, unknown last."""

        def size(one: CellPotential) -> tuple[float, float, str]:
            amounts = (value_or_none(one.potential_usd), value_or_none(one.benchmark_usd))
            first, second = (-1.0 if amount is None else amount for amount in amounts)
            return -first, -second, one.hs6

        return sorted(self.answer.cells.values(), key=size)[: self.asked.top]


def ask_potential(home: Path, asked: Asked) -> Found:
    """Answer from the data in force. Raises UnknownProduct for a code without subheadings in the data."""
    snapshot = Store.open(home)
    period = max(snapshot.manifest("product_totals").coverage["years"])
    additions = None if asked.is_raw else read_additions(snapshot, asked.exporter, asked.market, period)
    answer = assess(
        snapshot,
        asked.exporter,
        asked.market,
        _codes(snapshot, asked.product, period),
        period,
        settings=asked.settings,
        additions=additions,
    )
    return Found(
        asked=asked,
        period=period,
        answer=answer,
        sums=totals(answer),
        range=potential_range(answer.cells.values(), answer),
        labels=open_labels(snapshot),
        sources=snapshot.versions(),
        estimates=additions.method if additions is not None else "",
    )


def with_thresholds(home: Path, found: Found) -> Found:
    """The same with the publication thresholds, which need the exporter's potential in all markets."""
    asked, snapshot = found.asked, Store.open(home)
    sides, cells = sweep_markets(
        snapshot, asked.exporter, found.period, settings=asked.settings, restored=not asked.is_raw
    )
    world = world_potential(asked.exporter, cells, float(sides.supply["exports_usd"].sum()))
    return replace(found, answer=replace(found.answer, cells=flagged(found.answer.cells, world)))


def _codes(snapshot: Snapshot, product: str, period: int) -> list[str] | None:
    if not product:
        return None
    known = snapshot.read("product_totals", {"year": period}, ["hs6"])["hs6"].to_list()
    inside = [hs6 for hs6 in known if hs6.startswith(product)]
    if not inside or not product.isascii() or not product.isdigit():
        raise UnknownProduct(
            "The trade data know no subheading under {code}.",
            fix="Write 2, 4 or 6 digits of the revision that karvan data list names.",
            code=product,
        )
    return inside


def total_document(found: Found) -> dict[str, Any]:
    """The sums over all subheadings, annual current USD of `period`; null when unknown."""
    pair = found.answer.pair
    spread, interval = value_or_none(found.range), value_or_none(pair.interval_80)
    return {
        "period": found.period,
        "observed_usd": value_or_none(pair.observed_usd),
        "trade_usd": value_or_none(pair.trade_usd),
        "interval_80": list(interval) if interval else None,
        "status": pair.trade_status,
        "potential_usd": value_or_none(found.sums.whole.potential_usd),
        "potential_range": [spread.low, spread.high] if spread else None,
        "realised_usd": value_or_none(found.sums.whole.realised_usd),
        "unrealised_usd": value_or_none(found.sums.whole.unrealised_usd),
        "potential_energy_usd": value_or_none(found.sums.energy.potential_usd),
        "range_over": list(spread.over) if spread else [],
        "tested": pair.estimate.tested if pair.estimate and pair.trade_status == "estimated" else None,
        "lacks": len(found.sums.whole.lacks),
        "exporter": found.asked.exporter,
        "market": found.asked.market,
        "method": found.answer.method,
        "estimates": found.estimates or None,
        "sources": dict(found.sources),
    }


def full_document(found: Found) -> dict[str, Any]:
    """Everything: sums, the pair, growth, settings, and the largest cells with every factor."""
    return {
        **total_document(found),
        "hs_rev": found.answer.hs_rev,
        "pair": plain(found.answer.pair),
        "growth": plain(found.answer.growth),
        "settings": plain(found.answer.settings),
        "not_applied": list(found.answer.not_applied),
        "products": [_cell(found, one) for one in found.largest()],
    }


def why_document(found: Found) -> dict[str, Any]:
    """One cell with every factor, row and source."""
    document = full_document(found)
    (cell,) = document.pop("products")
    return {**document, "product": cell}


def _cell(found: Found, one: CellPotential) -> dict[str, Any]:
    moved = potential_range([one], found.answer)
    spread = [moved.value.low, moved.value.high] if isinstance(moved, Known) else None
    return {**plain(one), "label": found.labels.of(one.hs6).en, "potential_range": spread}
