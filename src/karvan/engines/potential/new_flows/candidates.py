"""Which empty cells of a market may come alive, and which did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from karvan.engines.potential.new_flows.panel import Flags, Panel

RULE = (
    "Candidate: the exporter sold the subheading somewhere and the market bought it from somebody in the first "
    "year, the cell is empty in the first year, and the pair has at least one flow seen in both years. Steady: "
    "neither side began or ceased to report between the years, as inferred from pairs that vanished; a country "
    "that begins to report makes old flows look new. Positive: alive in the last year and first seen after the "
    "first. Cells alive without a first year (new in the last year, or exactly unchanged) are excluded and "
    "counted. Flows of the first year that died are not in the file: their cells count as empty, and every "
    "margin and pair total of the first year holds survivors only, which is a little knowledge of the future "
    "that all scores share."
)


@dataclass(frozen=True, slots=True)
class Candidates:
    """N cells of one market: `seller` and `product` places in key order, `came` whether a flow appeared."""

    market: int
    seller: NDArray[Any]
    product: NDArray[Any]
    came: Flags
    pairs: int
    excluded: int


def candidates(panel: Panel, market: str, *, steady: bool) -> Candidates:
    """Candidate cells of `market` by the RULE: of `steady` pairs, or of all pairs seen in both years."""
    at = panel.countries.index(market)
    fates = panel.fates[market]
    told = panel.pairs[:, at] > 0
    if steady:
        told &= ~(panel.changed | panel.changed[at])
    open_cells = (panel.exports > 0) & (panel.imports[at] > 0) & told[:, None]
    open_cells &= panel.flows_into(at) == 0
    untold = _flags(panel, fates.seller, fates.product, fates.first_year == 0)
    came = _flags(panel, fates.seller, fates.product, fates.first_year > 0)
    seller, product = np.nonzero(open_cells & ~untold)
    return Candidates(
        market=at,
        seller=seller.astype(np.int16),
        product=product.astype(np.int16),
        came=came[seller, product],
        pairs=int(told.sum()),
        excluded=int((open_cells & untold).sum()),
    )


def _flags(panel: Panel, seller: NDArray[Any], product: NDArray[Any], chosen: Flags) -> Flags:
    flags = np.zeros(panel.exports.shape, dtype=bool)
    flags[seller[chosen], product[chosen]] = True
    return flags
