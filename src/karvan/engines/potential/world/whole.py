"""The whole world in one call: flows and distances in, the best products of every pair out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from karvan.engines.potential.world.codes import Floats
from karvan.engines.potential.world.distances import log_distances, typical_distances
from karvan.engines.potential.world.score import Seller, score_blocks
from karvan.engines.potential.world.screen import Markets, markets
from karvan.engines.potential.world.sides import NEUTRAL, Growth, demand_usd, ease, expected_usd, supply
from karvan.engines.potential.world.status import NO_FLOW, STATUSES, Statuses, final_statuses
from karvan.engines.potential.world.trade import Trade


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """Both sides of every cell, ready to be scored: supply (E, K), pairs (E, M), and the market side."""

    trade: Trade
    side: Markets
    supply: Floats
    log_km: Floats
    expected_usd: Floats
    ease: Floats
    status: Statuses

    def sellers(self) -> Iterator[Seller]:
        """The exporting countries, in the order of their codes."""
        return (self.seller(i) for i in range(len(self.trade.exporters)))

    def seller(self, place: int) -> Seller:
        """One exporting country, by its place."""
        return Seller(
            name=self.trade.exporters[place],
            supply=self.supply[place],
            log_km=self.log_km[place],
            ease=self.ease[place],
            status=self.status[place],
            flows=self.trade.flows(place),
        )


def prepare(
    trade: Trade,
    distances: pl.DataFrame,
    *,
    growth: Growth = NEUTRAL,
    pair_status: Statuses | None = None,
    top: int = 50,
) -> World:
    """Factors of every cell, not yet multiplied. Raises QuestionError for input that does not fit."""
    pairs = log_distances(distances, trade.exporters, trade.importers)
    expected = expected_usd(trade)
    side = markets(
        trade.importers, trade.products, demand_usd(trade, growth), typical_distances(trade, pairs), top
    )
    return World(
        trade=trade,
        side=side,
        supply=supply(trade, growth),
        log_km=pairs.log_km,
        expected_usd=expected,
        ease=ease(trade.pair_usd, expected),
        status=final_statuses(trade, pairs, pair_status),
    )


def score_world(world: World, *, block: int = 64, threads: int = 1) -> pl.DataFrame:
    """The best cells of all pairs; columns as in `karvan.engines.potential.world.frame`."""
    names = world.trade.exporters
    return pl.concat(score_blocks(world.sellers(), world.side, names, block=block, threads=threads))


def pair_frame(world: World) -> pl.DataFrame:
    """Every pair: exporter, importer, status, observed_usd, expected_usd, ease (null where unknown)."""
    sellers, buyers = world.status.shape
    known = pl.Series(world.status.ravel() <= NO_FLOW)
    numbers = {
        "observed_usd": world.trade.pair_usd,
        "expected_usd": world.expected_usd,
        "ease": world.ease,
    }
    return pl.DataFrame(
        {
            "exporter": np.repeat(np.array(world.trade.exporters), buyers),
            "importer": np.tile(np.array(world.trade.importers), sellers),
            "status": pl.Series(world.status.ravel()).cat.to(pl.Enum(STATUSES)),
        }
    ).with_columns(pl.Series(name, matrix.ravel()).set(~known, None) for name, matrix in numbers.items())
