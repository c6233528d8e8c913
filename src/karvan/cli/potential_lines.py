"""Answers of `karvan potential` and `karvan why` as lines for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from karvan.cli.output import line, table
from karvan.cli.potential_job import Asked, Found
from karvan.cli.words import marked
from karvan.engines.potential import CellPotential
from karvan.model.known import Known, Maybe

_STATUS = {
    "observed": marked("{exporter} -> {market} {period}: {amount} observed."),
    "estimated": marked(
        "{exporter} -> {market} {period}: neither side reports; estimated {amount}, 80 % interval {low} to {high} "
        "({tested})."
    ),
    "override": marked("{exporter} -> {market} {period}: {amount} by your own customs table."),
    "unknown": marked(
        "{exporter} -> {market} {period}: unknown; neither side reports and nothing is estimated."
    ),
}
_TESTED = {
    "silent": marked("tested: karvan backtest silent"),
    "past_windows": marked("interval from the errors of past spans as long"),
    "never_listed": marked("tested on visible pairs never listed before"),
    "not_tested": marked("not tested"),
}
_FACTORS = (
    ("supply_share", marked("share in world exports")),
    ("supply_growth_factor", marked("x growth of the share")),
    ("net_exporter_factor", marked("x net exporter")),
    ("historic_tariff_factor", marked("x past tariffs")),
    ("demand_usd", marked("x imports of the market")),
    ("demand_growth_factor", marked("x growth of demand")),
    ("forward_tariff_factor", marked("x coming tariffs")),
    ("distance_factor", marked("x distance")),
    ("benchmark_usd", marked("= benchmark at ease 1")),
    ("ease", marked("x ease of the pair")),
    ("potential_usd", marked("= potential")),
    ("trade_usd", marked("trade")),
    ("realised_usd", marked("realised")),
    ("unrealised_usd", marked("unrealised")),
)


def total_lines(document: Mapping[str, Any], asked: Asked) -> list[str]:
    """The pair, the sums and the range."""
    low, high = document["interval_80"] or (None, None)
    head = line(
        _STATUS[document["status"]],
        exporter=asked.exporter,
        market=asked.market,
        period=document["period"],
        amount=usd(document["trade_usd"]),
        low=usd(low),
        high=usd(high),
        tested=line(_TESTED[document["tested"]]) if document["tested"] else "",
    )
    return [head, *_sums(document)]


def _sums(document: Mapping[str, Any]) -> list[str]:
    if document["potential_usd"] is None:
        return [line(marked("Potential: unknown."))]
    low, high = document["potential_range"]
    return [
        line(
            marked("Potential {amount} (range {low} to {high} over {over}; not an interval of confidence)."),
            amount=usd(document["potential_usd"]),
            low=usd(low),
            high=usd(high),
            over=", ".join(document["range_over"]),
        ),
        line(
            marked(
                "Realised {realised}, unrealised {unrealised}; energy (chapter 27) {energy} of the potential."
            ),
            realised=usd(document["realised_usd"]),
            unrealised=usd(document["unrealised_usd"]),
            energy=usd(document["potential_energy_usd"]),
        ),
    ]


def full_lines(found: Found) -> list[str]:
    """The sums, what was projected and left out, and the largest subheadings."""
    from karvan.cli.potential_job import total_document

    head = total_lines(total_document(found), found.asked)
    headings = ["HS6", "potential", "trade", "unrealised", "benchmark", "published", "label"]
    rows = [
        (
            one.hs6,
            _maybe(one.potential_usd),
            _maybe(one.trade_usd),
            _maybe(one.unrealised_usd),
            _maybe(one.benchmark_usd),
            one.publication,
            found.labels.of(one.hs6).en[:60],
        )
        for one in found.largest()
    ]
    note = line(marked("A ranking, no recommendation: law, prohibitions and parties are not checked."))
    return [*head, *_beside(found), note, *table(headings, rows)]


def _beside(found: Found) -> list[str]:
    growth, said = found.answer.growth, []
    if growth.window:
        said.append(
            line(
                marked("Growth: trend of {first}-{last} relative to the world, {years} years on ({source})."),
                first=growth.window[0],
                last=growth.window[1],
                years=growth.horizon_years,
                source=growth.source,
            )
        )
    if found.answer.not_applied:
        said.append(line(marked("Not applied: {factors}."), factors=", ".join(found.answer.not_applied)))
    return said


def why_lines(found: Found) -> list[str]:
    """Every factor of the one cell, then the rows with their sources."""
    from karvan.cli.potential_job import total_document

    (cell,) = found.answer.cells.values()
    title = f"HS {found.answer.hs_rev} {cell.hs6}: {found.labels.of(cell.hs6).en}"
    factors = [(line(words), _maybe(getattr(cell, name))) for name, words in _FACTORS]
    rows = [
        (row.figure, row.table, " ".join(map(str, row.key.values())), _number(row.value), row.unit)
        for row in (*cell.rows, *found.answer.pair.rows, *found.answer.growth.rows)
    ]
    sources = [f"{source}/{version}" for source, version in found.sources.items()]
    return [
        title,
        total_lines(total_document(found), found.asked)[0],
        *table(("", ""), factors),
        *_added(cell),
        *_beside(found),
        *table(("figure", "table", "key", "value", "unit"), rows),
        line(marked("Sources: {sources}"), sources=", ".join(sources)),
    ]


def _added(cell: CellPotential) -> list[str]:
    if not isinstance(cell.world_added_usd, Known):
        return [line(marked("Visible trade only: estimates of unseen trade are not counted."))]
    return [
        line(
            marked(
                "Of these, estimated unseen trade: supply {supply}, world {world}, imports of the market {demand}."
            ),
            supply=_maybe(cell.supply_added_usd),
            world=_maybe(cell.world_added_usd),
            demand=_maybe(cell.demand_added_usd),
        )
    ]


def usd(value: float | None) -> str:
    """An amount as people read it."""
    return line(marked("unknown")) if value is None else f"{_number(value)} USD"


def _maybe(value: Maybe[float]) -> str:
    return _number(value.value) if isinstance(value, Known) else value.reason


def _number(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"
