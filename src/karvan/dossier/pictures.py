"""What pictures need beside the plan: sums a market, the history of silent pairs, the region's product space.

Frozen values in current USD of `Question.period`, unless a name says otherwise. Nothing here is an estimate of
its own: it joins and adds up what the engines and the plan say.
"""

from __future__ import annotations

from dataclasses import dataclass

from karvan.dossier.picture_history import SilentHistory, silent_history
from karvan.dossier.picture_markets import MarketFigures, market_figures
from karvan.dossier.picture_space import ProductSpace, product_space
from karvan.dossier.plan import Plan
from karvan.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class PictureData:
    """`markets` in the plan's order; `histories` of those that neither side reports; `space` None without trade."""

    markets: tuple[MarketFigures, ...]
    histories: tuple[SilentHistory, ...]
    space: ProductSpace | None


def picture_data(snapshot: Snapshot, plan: Plan) -> PictureData:
    """Read and add up what the pictures of a plan show. Raises SnapshotMissing when no trade data are loaded."""
    found = (silent_history(snapshot, plan, market) for market in plan.markets)
    return PictureData(
        markets=tuple(market_figures(market) for market in plan.markets),
        histories=tuple(one for one in found if one is not None),
        space=product_space(snapshot, plan),
    )
