"""What is known of a pair: whether its trade was seen, and whether its cells can be scored."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karvan.engines.potential.world.distances import LogDistances
from karvan.engines.potential.world.trade import Trade
from karvan.errors import QuestionError

Statuses: TypeAlias = NDArray[np.uint8]

# The first four come from table `pair_totals`; the others are found here and leave a pair without cells.
STATUSES = (
    "observed",
    "no_flow",
    "not_observed",
    "reporting_unknown",
    "no_distance",
    "no_exports",
    "no_imports",
    "itself",
)
OBSERVED, NO_FLOW, NOT_OBSERVED, REPORTING_UNKNOWN = (np.uint8(i) for i in range(4))
_NO_DISTANCE, _NO_EXPORTS, _NO_IMPORTS, _ITSELF = (np.uint8(i) for i in range(4, 8))


def pair_statuses(pairs: pl.DataFrame, trade: Trade) -> Statuses:
    """Rows exporter, importer, status (as in table `pair_totals`) as codes (E, M); absent pairs: reporting_unknown.

    Raises QuestionError for a status that is none of the first four of `STATUSES`.
    """
    known = {name: code for code, name in enumerate(STATUSES[:4])} | {"unknown": int(REPORTING_UNKNOWN)}
    seller = {name: i for i, name in enumerate(trade.exporters)}
    buyer = {name: i for i, name in enumerate(trade.importers)}
    found = np.full(trade.pair_usd.shape, REPORTING_UNKNOWN, dtype=np.uint8)
    for exporter, importer, status in pairs.select("exporter", "importer", "status").iter_rows():
        if exporter in seller and importer in buyer:
            if status not in known:
                raise QuestionError("A pair has an unheard-of status: {status}.", status=status)
            found[seller[exporter], buyer[importer]] = known[status]
    return found


def final_statuses(trade: Trade, distances: LogDistances, given: Statuses | None) -> Statuses:
    """The status of every pair (E, M): the given one unless its cells cannot be scored at all.

    Without `given`, a pair without flows is not observed. Raises QuestionError when `given` has another
    shape or calls a pair with flows unobserved or one without flows observed.
    """
    seen = np.where(trade.has_flow, OBSERVED, NOT_OBSERVED) if given is None else given
    _check(trade, seen)
    status = np.where(distances.is_known, seen, _NO_DISTANCE)
    status[:, ~trade.imports_usd.any(axis=1)] = _NO_IMPORTS
    status[~trade.exports_usd.any(axis=1)] = _NO_EXPORTS
    place = {name: j for j, name in enumerate(trade.importers)}
    for i, name in enumerate(trade.exporters):
        if name in place:
            status[i, place[name]] = _ITSELF
    return status.astype(np.uint8)


def _check(trade: Trade, status: NDArray[np.uint8]) -> None:
    if status.shape != trade.has_flow.shape or status.max(initial=0) > REPORTING_UNKNOWN:
        raise QuestionError("The pair statuses do not fit the pairs.", fix="Make them with pair_statuses.")
    if ((status == OBSERVED) != trade.has_flow).any():
        raise QuestionError("A pair's status contradicts its flows.", fix="Take both from the same release.")
