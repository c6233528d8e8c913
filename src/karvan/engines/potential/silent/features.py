"""What is known of a pair at the end of a window in which it may have fallen silent.

Every figure uses the pair's own trade up to the first year only; of the last year it uses other pairs,
and of these only the ones with a reporting partner, whichever pair is asked for. So a visible pair looks
to the model exactly as a vanished one does.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from karvan.engines.potential.silent.panel import Flags, Floats, Panel, Places

SMALLEST_USD = 3e6
_LAGS = (1, 2, 3, 5)
_PRIOR_USD = 1e7
_CHAPTER_PRIOR_USD = 3e6
_SINGLED_OUT = ("27", "71", "88", "89")
"""Fuels, gems and gold, aircraft, ships: their trade jumps."""


@dataclass(frozen=True)
class Window:
    """Pairs above SMALLEST_USD in the first year: positions, what is known of each, and what became of it.

    `columns` pairs x features, NaN = not known; `base_log` ln of the first year's USD; `world_log` ln of the
    growth of visible world trade; `last_usd` the last year's USD, 0 = not listed (the answer, for scoring
    and training only); `is_hidden` both sides silent.
    """

    exporters: Places
    importers: Places
    columns: Floats
    base_log: Floats
    world_log: float
    last_usd: Floats
    is_hidden: Flags

    @property
    def target(self) -> Floats:
        """ln of the pair's growth over that of the world; only where last_usd > 0."""
        return np.asarray(
            np.log(np.maximum(self.last_usd, 1.0)) - self.base_log - self.world_log, dtype=np.float64
        )


def open_window(panel: Panel, first: int, last: int, silent: Flags) -> Window:
    """The pairs of `first` as they look in `last` when the countries flagged in `silent` do not report."""
    before, after = panel.totals[first], panel.totals[last]
    visible = ~(silent[:, None] & silent[None, :])
    exporters, importers = np.nonzero(before > SMALLEST_USD)
    seen_after = np.where(visible, after, 0.0)
    world = float(np.log(seen_after.sum() / (before * visible).sum()))
    columns = [
        *_margins(before, seen_after, exporters, importers, ~silent),
        *_history(panel, first, exporters, importers),
        *_chapters(panel, (first, last), (exporters, importers), (visible, ~silent), world),
    ]
    return Window(
        exporters=exporters,
        importers=importers,
        columns=np.column_stack(columns),
        base_log=np.log(before[exporters, importers]),
        world_log=world,
        last_usd=after[exporters, importers],
        is_hidden=silent[exporters] & silent[importers],
    )


def _margins(before: Floats, after: Floats, i: Places, j: Places, reports: Flags) -> list[Floats]:
    """Size of the pair, size and growth of its two sides among reporting partners, the pair itself left out."""
    found = [np.log(before[i, j])]
    for axis, own, place, partner in ((1, reports[None, :], i, j), (0, reports[:, None], j, i)):
        was, now = before * own, after * own
        mine = reports[partner]
        was_rest = was.sum(axis=axis)[place] - before[i, j] * mine
        now_rest = np.maximum(now.sum(axis=axis)[place] - after[i, j] * mine, 0.0)
        world = now.sum() / was.sum()
        found += [
            np.log((now_rest + _PRIOR_USD * world) / (was_rest + _PRIOR_USD) / world),
            np.log(was_rest + 1e6),
        ]
    return found


def _history(panel: Panel, first: int, i: Places, j: Places) -> list[Floats]:
    """The pair's past against its first year, alone and against the trade of its two sides."""
    now = np.log(panel.totals[first][i, j])
    found = []
    for lag in _LAGS:
        past = panel.totals.get(first - lag)
        found.append(np.full(len(i), np.nan) if past is None else _log_or_nan(past[i, j]) - now)
    years = [year for year in range(first - 4, first + 1) if year in panel.totals]
    values = np.stack([_log_or_nan(panel.totals[year][i, j]) for year in years])
    relative = np.stack([_relative(panel.totals[year], i, j) for year in years])
    found += [
        np.nanstd(values, axis=0),
        np.nanmedian(values, axis=0) - now,
        np.nanmean(relative, axis=0) - relative[-1],
        np.isfinite(values).sum(axis=0).astype(np.float64),
    ]
    return [*found, *_trend(panel, first, i, j)]


def _log_or_nan(values: Floats) -> Floats:
    return np.log(np.where(values > 0, values, np.nan))


def _relative(totals: Floats, i: Places, j: Places) -> Floats:
    sides = np.log(totals.sum(axis=1)[i] + 1e5) + np.log(totals.sum(axis=0)[j] + 1e5)
    return np.asarray(_log_or_nan(totals[i, j]) - sides / 2, dtype=np.float64)


def _trend(panel: Panel, first: int, i: Places, j: Places) -> list[Floats]:
    now, past = panel.totals[first], panel.totals.get(first - 3)
    if past is None:
        return [np.full(len(i), np.nan)] * 2
    exports = np.log((now.sum(axis=1) + 1e6) / (past.sum(axis=1) + 1e6))
    imports = np.log((now.sum(axis=0) + 1e6) / (past.sum(axis=0) + 1e6))
    return [exports[i], imports[j]]


def _chapters(
    panel: Panel,
    years: tuple[int, int],
    pairs: tuple[Places, Places],
    flags: tuple[Flags, Flags],
    world: float,
) -> list[Floats]:
    """How the pair's own chapters fared: in the world, for its exporter elsewhere, for its importer elsewhere."""
    (i, j), (visible, reports) = pairs, flags
    before = panel.by_chapter(years[0])
    after = panel.by_chapter(years[1]) * visible[:, :, None]
    own, own_after = before[i, j].astype(np.float64), after[i, j].astype(np.float64)
    shares = own / own.sum(axis=1, keepdims=True)
    exports = [cells[:, reports].sum(axis=1, dtype=np.float64) for cells in (before, after)]
    imports = [cells[reports].sum(axis=0, dtype=np.float64) for cells in (before, after)]
    growth = np.exp(world)
    of_world = (exports[1].sum(axis=0) + 1e8 * growth) / (exports[0].sum(axis=0) + 1e8)
    found = [np.log((shares * of_world).sum(axis=1) / growth)]
    for (was, now), place, partner in ((exports, i, j), (imports, j, i)):
        mine = reports[partner][:, None]
        rest = np.maximum(now[place] - own_after * mine, 0.0) + _CHAPTER_PRIOR_USD * of_world
        base = np.maximum(was[place] - own * mine, 0.0) + _CHAPTER_PRIOR_USD
        found.append(np.log((shares * rest / base).sum(axis=1) / growth))
    found += [(shares**2).sum(axis=1), (own > 0).sum(axis=1).astype(np.float64)]
    places = [panel.position(chapter) for chapter in _SINGLED_OUT]
    return [*found, *(shares[:, place] for place in places if place is not None)]
