"""Silent pairs that were once seen: carried forward from the last year that lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.stats import norm

from karvan.engines.potential.restore.alike import LEVELS, corrected, figure_columns
from karvan.engines.potential.restore.coverage import WholePair
from karvan.engines.potential.restore.listing import PAIR
from karvan.engines.potential.silent.features import SMALLEST_USD, Window, open_window
from karvan.engines.potential.silent.model import fit_carry
from karvan.engines.potential.silent.panel import Flags, Floats, Panel, Places

WORLD_EXPORTERS = 100
"""A year with fewer exporters is one country's own history, not the world's."""


@dataclass(frozen=True, slots=True)
class Setting:
    """`panel`: the history and, as `year`, the visible cells as they would be listed; `silent` by country of it;
    `whole`: what listed totals leave out; `visible`: exporter, importer, last_usd, value_usd (0 = no flow) of the
    pairs that were listed before and are visible in `year`; `growth_log`: ln of the growth of what reporting
    countries import, from each earlier year to `year`."""

    panel: Panel
    year: int
    silent: Flags
    whole: WholePair
    visible: pl.DataFrame
    growth_log: Mapping[int, float]


def last_listed(history: pl.DataFrame, year: int, pairs: pl.DataFrame) -> pl.DataFrame:
    """exporter, importer, last_year, last_usd (its listed chapters) of those `pairs` listed before `year`."""
    seen = history.filter((pl.col("year") < year) & (pl.col("value_usd") > 0))
    mine = seen.join(pairs.select(PAIR), on=PAIR, how="semi")
    yearly = mine.group_by(*PAIR, "year").agg(pl.col("value_usd").sum()).sort("year", *PAIR)
    last = yearly.group_by(PAIR, maintain_order=True).last()
    return last.rename({"year": "last_year", "value_usd": "last_usd"}).sort(PAIR)


def carry_large(setting: Setting, last: pl.DataFrame) -> pl.DataFrame:
    """`last` with FIGURES for pairs above SMALLEST_USD, one last year at a time.

    Where the whole world was listed in that year, the back-tested model carries them. Where only one country's
    own history goes on, the growth of what others trade is not known pair by pair: then the last value grows
    like the imports of all reporting countries, with the errors that this made in past windows.
    """
    large = last.filter(_is_carried(setting))
    years = sorted(large["last_year"].unique().to_list())
    return pl.concat([_whole(setting, large.filter(pl.col("last_year") == first)) for first in years])


def _whole(setting: Setting, last: pl.DataFrame) -> pl.DataFrame:
    """Listed figures of one last year, brought to the whole of the pairs."""
    first = int(last["last_year"][0])
    figures = (_by_model if first in _world_years(setting) else _by_past)(setting, first, last)
    ratio, spread = setting.whole.log_ratio(figures[:, 0])
    probabilities = [(1 + sign * level / 100) / 2 for level in LEVELS for sign in (-1, 1)]
    sides = [
        _widened(figures[:, 0], figures[:, at + 1], spread, probability)
        for at, probability in enumerate(probabilities)
    ]
    whole = np.exp(np.column_stack([figures[:, 0], *sides]) + ratio[:, None])
    return pl.concat([last, figure_columns(whole)], how="horizontal")


def _by_model(setting: Setting, first: int, last: pl.DataFrame) -> Floats:
    """N x 7 logs of the listed total: central, then low and high of each level."""
    window = open_window(setting.panel, first, setting.year, setting.silent)
    found = fit_carry(window, _past(setting, setting.year - first)).estimate(window)
    rows = _rows(setting.panel, window, last)
    sides = [edge[level][rows] for level in LEVELS for edge in (found.lows_log, found.highs_log)]
    return np.column_stack([found.central_log[rows], *sides])


def _by_past(setting: Setting, first: int, last: pl.DataFrame) -> Floats:
    """The same from what became, over spans as long, of pairs that were carried with the world's growth."""
    past = _past(setting, setting.year - first)
    listed = [window.last_usd > 0 for window in past]
    predicted = [(one.base_log + one.world_log)[is_in] for one, is_in in zip(past, listed, strict=True)]
    actual = [one.last_usd[is_in] for one, is_in in zip(past, listed, strict=True)]
    asked = np.log(last["last_usd"].to_numpy()) + setting.growth_log[first]
    return np.log(corrected(np.concatenate(predicted), np.concatenate(actual), asked))


def _widened(central: Floats, edge: Floats, spread: Floats, probability: float) -> Floats:
    """The edge moved out by the error of the ratio whole / listed, taken as normal and independent."""
    other = spread * norm.ppf(probability)
    return np.asarray(central + np.sign(edge - central) * np.hypot(edge - central, other))


def _rows(panel: Panel, window: Window, last: pl.DataFrame) -> Places:
    """Where the pairs of `last` stand in the window."""
    size, at = len(panel.countries), {code: place for place, code in enumerate(panel.countries)}
    wanted = [at[home] * size + at[market] for home, market in last.select(PAIR).iter_rows()]
    cells = window.exporters * size + window.importers
    order = np.argsort(cells)
    return np.asarray(order[np.searchsorted(cells, wanted, sorter=order)])


def _past(setting: Setting, span: int) -> list[Window]:
    """Windows of the same span between years in which the whole world was listed."""
    world = _world_years(setting)
    return [
        open_window(setting.panel, year, year + span, setting.silent)
        for year in sorted(world)
        if year + span in world
    ]


def world_years(history: pl.DataFrame) -> frozenset[int]:
    """Years of the history (year, exporter, ...) in which the whole world is listed."""
    sellers = history.group_by("year").agg(pl.col("exporter").n_unique().alias("count"))
    return frozenset(sellers.filter(pl.col("count") > WORLD_EXPORTERS)["year"].to_list())


def _world_years(setting: Setting) -> frozenset[int]:
    rows = setting.panel.rows.select("year", pl.col("i").alias("exporter"))
    return world_years(rows) - {setting.year}


def carry_others(setting: Setting, last: pl.DataFrame) -> pl.DataFrame:
    """`last` with FIGURES for small pairs and those seen last long ago, by what became of such visible pairs.

    No model was tested for them, and many of them stop trading: the quantiles hold these zeros.
    """
    asked, visible = (rows.filter(~_is_carried(setting)) for rows in (last, setting.visible))
    known_log, asked_log = (np.log(rows["last_usd"].to_numpy()) for rows in (visible, asked))
    figures = corrected(known_log, visible["value_usd"].to_numpy(), asked_log)
    return pl.concat([asked, figure_columns(figures)], how="horizontal")


def _is_carried(setting: Setting) -> pl.Expr:
    """Large enough for the model, and last listed when the world was, or so lately that the world shows the span."""
    world = _world_years(setting)
    spans = {after - before for before in world for after in world}
    recent = {year for year in setting.growth_log if setting.year - year in spans}
    return (pl.col("last_usd") > SMALLEST_USD) & pl.col("last_year").is_in(sorted(world | recent))
