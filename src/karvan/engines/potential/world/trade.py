"""World trade of one year laid out by exporter: sparse flows and their sums.

Shapes: E exporters, M importers, K products, n flows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from karvan.engines.potential.world.codes import Floats, names_of
from karvan.engines.potential.world.rows import Names, Rows, gathered
from karvan.errors import QuestionError

Cells: TypeAlias = NDArray[np.int32]
_STEP = 262_144  # rows of one step


@dataclass(frozen=True, slots=True, eq=False)
class Trade:
    """Flows by exporter, importer and product, and their sums, current USD of one year.

    `matrix` (E x M pairs, M x K cells) is sparse: row i M + j, column j K + k. exports_usd (E, K),
    imports_usd (M, K), pair_usd (E, M), has_flow (E, M). `repeats` counts rows that repeated another in
    every column and were counted once.
    """

    exporters: tuple[str, ...]
    importers: tuple[str, ...]
    products: tuple[str, ...]
    matrix: Any
    exports_usd: Floats
    imports_usd: Floats
    pair_usd: Floats
    has_flow: NDArray[np.bool_]
    repeats: int

    def flows(self, exporter: int) -> tuple[Cells, Floats]:
        """Cells (ascending; a repeat follows, worth 0) and values of one exporter, by its place."""
        width = len(self.importers)
        rows = slice(*self.matrix.indptr[[exporter * width, (exporter + 1) * width]])
        return self.matrix.indices[rows], self.matrix.data[rows]


def lay_out(
    flows: pl.DataFrame,
    *,
    exporters: Collection[str] | None = None,
    importers: Collection[str] | None = None,
    products: Collection[str] | None = None,
) -> Trade:
    """Lay out rows exporter, importer, hs6, value_usd (one year, one revision), in any order.

    The names may be given: then they may hold countries without rows and the revision's untraded codes,
    and any other name is refused. Rows equal in every column count once. Raises QuestionError for no
    rows, a value that is missing, infinite or negative, a country trading with itself, a flow with
    several values, rows of several revisions (column `hs_rev`) or years (column `year`).
    """
    return lay_out_batches(
        flows.iter_slices(_STEP),
        flows.height,
        exporters=names_of(flows["exporter"], exporters),
        importers=names_of(flows["importer"], importers),
        products=names_of(flows["hs6"], products),
    )


def lay_out_batches(
    batches: Iterable[pl.DataFrame],
    rows: int,
    *,
    exporters: Collection[str],
    importers: Collection[str],
    products: Collection[str],
) -> Trade:
    """As `lay_out`, from frames that come one after the other and hold `rows` rows together.

    With the names known beforehand the table is never in memory as a whole.
    """
    sellers, buyers, codes = (tuple(sorted(set(names))) for names in (exporters, importers, products))
    _check_names(buyers, codes)
    flows = gathered(batches, rows, Names(pl.Enum(sellers), pl.Enum(buyers), pl.Enum(codes)))
    matrix, exports = _matrices(flows, (len(sellers), len(buyers), len(codes)))
    shape = (len(sellers), len(buyers))
    has_flow = (np.diff(matrix.indptr) > 0).reshape(shape)
    _check_selves(sellers, buyers, has_flow)
    return Trade(
        exporters=sellers,
        importers=buyers,
        products=codes,
        matrix=matrix,
        exports_usd=exports,
        imports_usd=(matrix.T @ np.ones(has_flow.size)).reshape(len(buyers), len(codes)),
        pair_usd=(matrix @ np.ones(matrix.shape[1])).reshape(shape),
        has_flow=has_flow,
        repeats=flows.repeats,
    )


def _check_names(buyers: tuple[str, ...], codes: tuple[str, ...]) -> None:
    odd = [code for code in codes if len(code) != 6 or not (code.isascii() and code.isdigit())]
    if odd:
        raise QuestionError("A product is not six digits: {code}.", where="hs6", code=odd[0])
    if len(buyers) * len(codes) >= 2**31:
        raise QuestionError(
            "There are more cells per exporter than 2^31.", fix="Score fewer markets at once."
        )


def _matrices(flows: Rows, shape: tuple[int, int, int]) -> tuple[Any, Floats]:
    """Flows as pairs x cells, and exports (E, K)."""
    sellers, buyers, codes = shape
    cell, value = flows.cell, flows.value_usd
    starts = np.append(np.searchsorted(flows.seller, np.arange(sellers, dtype=np.uint16)), len(cell))
    edges = np.arange(buyers, dtype=np.int32) * np.int32(codes)
    spans = [slice(a, b) for a, b in pairwise(starts)]
    pairs = [np.searchsorted(cell[span], edges) + span.start for span in spans]
    rows = np.append(np.concatenate(pairs), len(cell)).astype(np.int32)
    matrix = sparse.csr_array((value, cell, rows), shape=(sellers * buyers, buyers * codes))
    exports = [np.bincount(cell[span] % np.int32(codes), value[span], minlength=codes) for span in spans]
    return matrix, np.stack(exports)


def _check_selves(sellers: tuple[str, ...], buyers: tuple[str, ...], has_flow: NDArray[np.bool_]) -> None:
    place = {name: j for j, name in enumerate(buyers)}
    selves = [name for i, name in enumerate(sellers) if name in place and has_flow[i, place[name]]]
    if selves:
        raise QuestionError(
            "A country trades with itself: {name}.", fix="Leave these rows out.", name=selves[0]
        )
