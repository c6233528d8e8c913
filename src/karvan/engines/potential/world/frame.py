"""The best cells as a frame.

Columns: exporter, importer, hs6 (enums), rank (1 is best), status (enum, see `status.STATUSES`),
benchmark_usd (potential at ease 1), potential_usd (null where ease is unknown: the benchmark then orders
the products but is no amount), observed_usd (null where the pair's or region's flows are unknown).
A cell that is not there is below the rank, scores 0, or is unknown; the cell engine says which.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karvan.engines.potential.world.codes import Codes, Floats
from karvan.engines.potential.world.screen import Markets
from karvan.engines.potential.world.status import NO_FLOW, STATUSES, Statuses


@dataclass(frozen=True, slots=True, eq=False)
class Best:
    """The best cells of one seller, n of them; places of markets and products as in `Markets`."""

    market: Codes
    product: Codes
    rank: Codes
    benchmark_usd: Floats
    ease: Floats
    status: Statuses
    observed_usd: Floats | None


def frame(sellers: Sequence[int], best: Sequence[Best], side: Markets, names: Sequence[str]) -> pl.DataFrame:
    """The cells of several sellers, in their order; `sellers` are places among `names`."""
    seller = np.repeat(np.array(sellers, dtype=np.uint32), [len(one.rank) for one in best])
    status = np.concatenate([one.status for one in best])
    score = np.concatenate([one.benchmark_usd for one in best])
    is_known = status <= NO_FLOW
    return pl.DataFrame(
        [
            _named("exporter", seller, names),
            _named("importer", np.concatenate([one.market for one in best]), side.importers),
            _named("hs6", np.concatenate([one.product for one in best]), side.products),
            pl.Series("rank", np.concatenate([one.rank for one in best])),
            _named("status", status, STATUSES),
            pl.Series("benchmark_usd", score),
            _where(is_known, "potential_usd", score * np.concatenate([one.ease for one in best])),
            _where(
                is_known & _has_flows(best), "observed_usd", np.concatenate([_flows(one) for one in best])
            ),
        ]
    )


def _named(name: str, codes: NDArray[np.unsignedinteger], names: Sequence[str]) -> pl.Series:
    return pl.Series(name, codes).cat.to(pl.Enum(names))


def _where(known: NDArray[np.bool_], name: str, values: Floats) -> pl.Series:
    return pl.Series(name, values).set(pl.Series(~known), None)


def _has_flows(best: Sequence[Best]) -> NDArray[np.bool_]:
    return np.repeat([one.observed_usd is not None for one in best], [len(one.rank) for one in best])


def _flows(one: Best) -> Floats:
    return np.zeros(len(one.rank)) if one.observed_usd is None else one.observed_usd
