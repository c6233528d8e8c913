"""`karvan backtest`: what the estimates are worth, measured on trade that was hidden from them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from karvan.cli.output import done, watched
from karvan.store.layout import replace_text


def silent(
    *,
    pairs: Path,
    known_until: int,
    score_year: int,
    silent_share: float = 0.25,
    seeds: int = 10,
    out: Path | None = None,
) -> None:
    """Countries stop reporting after a year: estimate what they trade with each other, score it later.

    Parameters
    ----------
    pairs
        The chapter history of all pairs: Parquet or CSV with year, exporter, importer, hs2_key, value_usd.
    known_until
        Last year in which everybody reports.
    score_year
        The year that is estimated.
    silent_share
        Share of the countries that fall silent.
    seeds
        How many draws of silent countries.
    out
        A file to keep the record in.
    """
    from karvan.cli.backtest_inputs import about
    from karvan.cli.backtest_lines import silent_lines
    from karvan.engines.potential.silent import backtest_silent
    from karvan.sources.shared_parquet import read_chapter_pairs

    with watched() as watch, about(pairs):
        watch.progress("read pairs", 0, 0)
        table = read_chapter_pairs(pairs)
        record = backtest_silent(
            table,
            known_until=known_until,
            score_year=score_year,
            silent_share=silent_share,
            seeds=seeds,
            progress=watch.progress,
            cancelled=watch.cancelled,
        )
    _tell(record.to_json(), silent_lines(record.to_json()), out)


def unseen(
    *,
    flows: Path | None = None,
    hidden: str = "pairs",
    folds: int = 10,
    seed: int = 0,
    out: Path | None = None,
) -> None:
    """Hide pairs from every table, estimate their totals by gravity and trees, compare.

    Parameters
    ----------
    flows
        Complete flows, a Parquet file; the loaded complete flows when not given.
    hidden
        pairs (the reverse flow stays visible), both_ways, or silent_blocks.
    folds
        In how many parts the pairs are hidden, one after the other; at least 2.
    seed
        Seed of the draws.
    out
        A file to keep the record in.
    """
    from karvan.cli.backtest_inputs import FOLDS, HIDDEN, SEEDS, about, bench, chosen, within
    from karvan.cli.backtest_lines import unseen_lines
    from karvan.engines.potential.unseen import backtest_unseen

    how = chosen(hidden, HIDDEN, "--hidden")
    parts, start = within(folds, *FOLDS, "--folds"), within(seed, *SEEDS, "--seed")
    with watched() as watch, about(flows):
        watch.progress("read flows", 0, 0)
        given = bench(flows)
        record = backtest_unseen(
            given.flows,
            given.distances,
            given.size,
            silent=given.silent,
            hidden=how,
            folds=parts,
            seed=start,
            progress=watch.progress,
            cancelled=watch.cancelled,
        )
    _tell(record.to_json(), unseen_lines(record.to_json()), out)


def spread(*, flows: Path | None = None, seed: int = 0, out: Path | None = None) -> None:
    """Spread the chapter totals of held-out pairs to subheadings, compare with their true shares.

    Parameters
    ----------
    flows
        Complete flows, a Parquet file; the loaded complete flows when not given.
    seed
        Seed of the draws.
    out
        A file to keep the record in.
    """
    from karvan.cli.backtest_inputs import SEEDS, about, bench, within
    from karvan.cli.backtest_lines import spread_lines
    from karvan.engines.potential.spread import backtest_spread

    start = within(seed, *SEEDS, "--seed")
    with watched() as watch, about(flows):
        watch.progress("read flows", 0, 0)
        given = bench(flows)
        record = backtest_spread(
            given.flows,
            given.distances,
            given.size,
            inputs="full",
            seed=start,
            progress=watch.progress,
            cancelled=watch.cancelled,
        )
    _tell(record.to_json(), spread_lines(record.to_json()), out)


def flows(*, flows: Path, pairs: Path, seed: int = 0, out: Path | None = None) -> None:
    """Which scores of 2017 rank the product flows that came alive by 2024.

    Parameters
    ----------
    flows
        Flows with value_2017_usd and first_year_seen, a Parquet file.
    pairs
        The chapter history of all pairs, to infer who reported in 2017 and in 2024.
    seed
        Seed of the draws.
    out
        A file to keep the record in.
    """
    from karvan.cli.backtest_inputs import SEEDS, about, new_flows_inputs, within
    from karvan.cli.backtest_lines import flows_lines
    from karvan.engines.potential.new_flows import backtest_flows

    start = within(seed, *SEEDS, "--seed")
    with watched() as watch, about(flows):
        watch.progress("read flows", 0, 0)
        given = new_flows_inputs(flows, pairs)
        record = backtest_flows(
            given.flows,
            given.distances,
            silent_2017=given.silent_before,
            silent_2024=given.silent_after,
            imports_2017_usd=given.imports_before_usd,
            seed=start,
            progress=watch.progress,
            cancelled=watch.cancelled,
        )
    _tell(record.to_json(), flows_lines(record.to_json()), out)


def region(states: Path, *, out: Path | None = None) -> None:
    """Allocate a country's exports to its states by what an earlier year tells, compare with what came.

    Parameters
    ----------
    states
        Published exports by state, .csv or .xlsx: region, hs6 or hs4, value_usd; year, population, capacity,
        export_share where known.
    out
        A file to keep the record in.
    """
    from karvan.cli.backtest_inputs import about
    from karvan.cli.backtest_lines import region_lines
    from karvan.engines.potential.region import backtest_region
    from karvan.sources.files import read_sheet

    with watched() as watch:
        watch.progress("allocate exports to regions", 0, 0)
        table = read_sheet(states)
        with about(states):
            record = backtest_region(table)
    _tell(record.to_json(), region_lines(record.to_json()), out)


def _tell(document: dict[str, Any], lines: Sequence[str], out: Path | None) -> None:
    if out is not None:
        replace_text(out, json.dumps(rounded(document), ensure_ascii=False, indent=1) + "\n")
    done(document, lines)


def rounded(value: Any) -> Any:
    """A record as it is kept: four significant digits, which is more than any of its figures is good for."""
    if isinstance(value, dict):
        return {key: rounded(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(one) for one in value]
    return float(f"{value:.4g}") if isinstance(value, float) else value
