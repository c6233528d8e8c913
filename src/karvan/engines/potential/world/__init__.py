"""Export potential of every exporter in every market for every product, in bulk.

The figures are those of the cell engine (`karvan.engines.potential.cells`), without rows and reasons:

    trade = lay_out(flows)                       # exporter, importer, hs6, value_usd
    world = prepare(trade, distances, pair_status=pair_statuses(pair_totals, trade))
    best = score_world(world, threads=2)         # the best 50 products of each pair
    pairs = pair_frame(world)                    # ease, or why it is unknown
"""

from karvan.engines.potential.world.regions import regions
from karvan.engines.potential.world.score import Seller, score_blocks
from karvan.engines.potential.world.sides import NEUTRAL, Growth
from karvan.engines.potential.world.status import STATUSES, pair_statuses
from karvan.engines.potential.world.trade import Trade, lay_out, lay_out_batches
from karvan.engines.potential.world.whole import World, pair_frame, prepare, score_world

__all__ = [
    "NEUTRAL",
    "STATUSES",
    "Growth",
    "Seller",
    "Trade",
    "World",
    "lay_out",
    "lay_out_batches",
    "pair_frame",
    "pair_statuses",
    "prepare",
    "regions",
    "score_blocks",
    "score_world",
]
