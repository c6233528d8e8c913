"""What can sell in a market: the pair, the ranking of the region's lines, and what each figure rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from karvan.dossier.plan import Line, MarketPlan, Plan
from karvan.dossier.plan import Section as Group
from karvan.model.known import Known
from karvan.reports.document import Block, Column, Facts, Paragraph, Section, Table, Value
from karvan.reports.documents.facts import notice_text
from karvan.reports.documents.pen import Pen, paragraph, strong, table
from karvan.reports.i18n import marked

CELL_FIGURES = (
    ("supply_usd", "usd"),
    ("world_usd", "usd"),
    ("supply_share", "percent"),
    ("supply_growth_factor", "number"),
    ("net_exporter_factor", "number"),
    ("demand_usd", "usd"),
    ("demand_growth_factor", "number"),
    ("distance_factor", "number"),
    ("benchmark_usd", "usd"),
    ("potential_usd", "usd"),
    ("trade_usd", "usd"),
    ("realised_usd", "usd"),
    ("unrealised_usd", "usd"),
)


def market_potential(
    plan: Plan, at: int, pen: Pen, products: frozenset[str] | None = None
) -> tuple[Block, ...]:
    """The market's figures, its notices, and a table for each group of sectors; of some products only, if named."""
    market = plan.markets[at]
    blocks: list[Block] = [pair_facts(market, at, pen), *_notices(market, plan, pen)]
    for group_at, group in enumerate(market.sections):
        blocks += _group(market, group, f"/markets/{at}/sections/{group_at}", pen, products)
    return tuple(blocks)


def pair_facts(market: MarketPlan, at: int, pen: Pen) -> Facts:
    """What is known of the pair as a whole."""
    pair, path = market.pair, f"/markets/{at}/pair"
    rows: list[tuple[str, Value]] = [
        (
            pen.text(marked("Observed exports, %(year)s"), year=pen.year(pair.year)),
            pen.usd(pair.observed_usd, f"{path}/observed_usd"),
        )
    ]
    if pair.estimate is not None:
        rows += [
            (
                pen.text(marked("Estimated exports")),
                pen.usd(pair.estimate.value_usd, f"{path}/estimate/value_usd", estimated=True),
            ),
            (
                pen.text(marked("80 % interval, from")),
                pen.usd(pair.estimate.low_80_usd, f"{path}/estimate/low_80_usd", estimated=True),
            ),
            (
                pen.text(marked("to")),
                pen.usd(pair.estimate.high_80_usd, f"{path}/estimate/high_80_usd", estimated=True),
            ),
            (
                pen.text(marked("How it was tested")),
                pen.of_word(pair.estimate.tested, "tested", f"{path}/estimate/tested"),
            ),
        ]
    rows += [
        (pen.text(marked("Who reports")), pen.of_word(pair.reporting, "reporting", f"{path}/reporting")),
        (pen.text(marked("Ease of trade")), pen.number(pair.ease, f"{path}/ease")),
        (pen.text(marked("Expected at ease 1")), pen.usd(pair.expected_usd, f"{path}/expected_usd")),
        (
            pen.text(marked("All imports of the market")),
            pen.usd(pair.market_imports_usd, f"{path}/market_imports_usd"),
        ),
        (
            pen.text(marked("Potential, all lines")),
            pen.usd(
                market.potential_usd, f"/markets/{at}/potential_usd", estimated=pair.estimate is not None
            ),
        ),
    ]
    if isinstance(market.potential_range, Known):
        found, where = market.potential_range.value, f"/markets/{at}/potential_range/value"
        rows += [
            (
                pen.text(marked("Range of sensitivity, from")),
                pen.usd(found.low_usd, f"{where}/low_usd", estimated=True),
            ),
            (pen.text(marked("to")), pen.usd(found.high_usd, f"{where}/high_usd", estimated=True)),
        ]
    return Facts(tuple(rows))


def _notices(market: MarketPlan, plan: Plan, pen: Pen) -> Iterator[Paragraph]:
    for notice in market.notices:
        title, text = notice_text(notice, plan, pen)
        yield paragraph((*strong(pen.runs(f"{title}. ")), *pen.runs(text)), "warning")


def _group(
    market: MarketPlan, group: Group, path: str, pen: Pen, products: frozenset[str] | None
) -> list[Block]:
    title = pen.word(group.code, "section")
    lines = [
        (line, f"{path}/recommended/{at}")
        for at, line in enumerate(group.recommended)
        if products is None or line.product in products
    ]
    if not lines:
        if products is not None or not group.stopped:
            return []
        said = marked("%(group)s: no line stands in the ranking; all are stopped.")
        return [paragraph(pen.say(said, group=title), "note")]
    name = f"lines-{market.market}-{group.code}".lower()
    caption = pen.text(marked("%(group)s in %(market)s"), group=title, market=market.name)
    return [ranking(name, caption, market, lines, pen)]


def ranking(
    name: str, caption: str, market: MarketPlan, lines: Sequence[tuple[Line, str]], pen: Pen
) -> Table:
    """The lines in their order, with what each is worth and how sure that is."""
    estimated = market.pair.estimate is not None
    columns = (
        Column("rank", pen.text(marked("Rank")), "whole"),
        Column("product", pen.text(marked("Product"))),
        Column("codes", pen.text(marked("HS codes")), "code"),
        Column("potential", pen.text(marked("Potential")), "usd", is_summed=True),
        Column("benchmark", pen.text(marked("Benchmark at ease 1")), "usd"),
        Column("trade", pen.text(marked("Exports, observed or estimated")), "usd", is_summed=True),
        Column("unrealised", pen.text(marked("Unused")), "usd", is_summed=True),
        Column("region", pen.text(marked("The region's part")), "usd"),
        Column("grade", pen.text(marked("Grade of the part"))),
        Column("demand", pen.text(marked("Market's imports")), "usd"),
        Column("competitors", pen.text(marked("Main competitors"))),
        Column("producers", pen.text(marked("Producers"))),
        Column("notes", pen.text(marked("Stands beside it"))),
    )
    return table(name, caption, columns, (_row(line, path, pen, estimated=estimated) for line, path in lines))


def _row(line: Line, path: str, pen: Pen, *, estimated: bool) -> tuple[Value, ...]:
    unranked = Value(pen.runs("–"), None, "whole", "unknown", f"{path}/rank")
    return (
        pen.whole(line.rank, f"{path}/rank") if line.rank is not None else unranked,
        pen.of_name(line.name, f"{path}/name"),
        pen.code(", ".join(line.codes), f"{path}/codes"),
        pen.usd(line.potential_usd, f"{path}/potential_usd", estimated=estimated),
        pen.usd(line.benchmark_usd, f"{path}/benchmark_usd"),
        pen.usd(line.trade_usd, f"{path}/trade_usd", estimated=estimated),
        pen.usd(line.unrealised_usd, f"{path}/unrealised_usd", estimated=estimated),
        pen.usd(line.regional.potential_usd, f"{path}/regional/potential_usd", estimated=True),
        pen.of_word(line.regional.grade, "grade", f"{path}/regional/grade"),
        pen.usd(line.demand_usd, f"{path}/demand_usd"),
        _competitors(line, path, pen),
        pen.of_word(line.producer_group, "producer_group", f"{path}/producer_group"),
        _flags(line, pen, path),
    )


def _competitors(line: Line, path: str, pen: Pen) -> Value:
    if not isinstance(line.competitors, Known):
        return pen.unknown(line.competitors, f"{path}/competitors", "text")
    first = line.competitors.value[:3]
    shown = [
        f"{pen.name_text(one.name)} {''.join(run.text for run in pen.percent(one.share, '').shown)}"
        for one in first
    ]
    return pen.label(pen.runs(pen.joined(shown) or "–"), f"{path}/competitors")


def _flags(line: Line, pen: Pen, path: str) -> Value:
    return pen.label(
        pen.runs(pen.joined([pen.name_text(one.title) for one in line.flags]) or "–"), f"{path}/flags"
    )


def cells_section(plan: Plan, pen: Pen) -> Section:
    """Every subheading of every line with its factors: for the workbook."""
    columns = (
        Column("market", pen.text(marked("Market"))),
        Column("product", pen.text(marked("Product"))),
        Column("hs6", pen.text(marked("Subheading")), "code"),
        Column("label", pen.text(marked("Label"))),
        *(Column(name, pen.word(name, "figure"), kind) for name, kind in CELL_FIGURES),  # type: ignore[arg-type]
    )
    rows = [row for at in range(len(plan.markets)) for row in _cells(plan.markets[at], at, pen)]
    made = Table(
        "cells",
        pen.text(marked("Every subheading with its factors")),
        columns,
        tuple(rows),
        is_for_workbook=True,
    )
    return Section("cells-part", pen.text(marked("Factors behind the potential")), (made,))


def _cells(market: MarketPlan, at: int, pen: Pen) -> Iterator[tuple[Value, ...]]:
    for group_at, group in enumerate(market.sections):
        for kind in ("recommended", "stopped"):
            for line_at, line in enumerate(getattr(group, kind)):
                for cell_at, cell in enumerate(line.cells):
                    path = f"/markets/{at}/sections/{group_at}/{kind}/{line_at}/cells/{cell_at}"
                    yield (
                        pen.of_name(market.name),
                        pen.of_name(line.name),
                        pen.code(cell.hs6, f"{path}/hs6"),
                        pen.of_name(cell.label, f"{path}/label"),
                        *(
                            getattr(pen, how)(getattr(cell, name), f"{path}/{name}")
                            for name, how in CELL_FIGURES
                        ),
                    )
