"""One product line in one market: the engine's cells summed, the stops beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from karvan.dossier.names import Labels, country
from karvan.dossier.plan import Cell, Competitor, Evidence, Line, Name, Producer, Section, Stop
from karvan.dossier.region import SECTIONS, ProductLine
from karvan.dossier.regional import region_part
from karvan.engines.access import LineStops, ProducerFinding, StopFact
from karvan.engines.potential import CellPotential, MarketPotential, Row
from karvan.engines.potential.region import Allocation
from karvan.model.known import Known, Maybe, PartialSum, Unknown, partial_sum, value_or_none
from karvan.store.snapshot import Snapshot

TOP_COMPETITORS = 5


@dataclass(frozen=True, slots=True)
class Summed:
    """A sum over cells: known terms added, the unknown subheadings named."""

    total: PartialSum
    reason: str

    def maybe(self) -> Maybe[float]:
        """Known when at least one term was; a sum of nothing but unknowns is unknown."""
        if self.total.lacks and self.total.known == 0.0:
            return Unknown(self.reason, self.total.lacks)
        return Known(self.total.known)


def sum_cells(cells: Sequence[CellPotential], figure: Callable[[CellPotential], Maybe[float]]) -> Summed:
    """Sum one figure over cells, in the order of their subheadings."""
    terms = [(cell.hs6, figure(cell)) for cell in cells]
    reasons = [term.reason for _, term in terms if isinstance(term, Unknown)]
    return Summed(partial_sum(terms), reasons[0] if reasons else "")


@dataclass(frozen=True, slots=True)
class Setting:
    """What every line of a plan needs: whose exports, which snapshot, which labels."""

    home: str
    snapshot: Snapshot
    labels: Labels
    region: str
    allocation: Allocation


def build_line(setting: Setting, line: ProductLine, answer: MarketPotential, verdict: LineStops) -> Line:
    """The line without its rank; `lacking` names the subheadings its potential could not count."""
    cells = [answer.cells[hs6] for hs6 in line.hs6]
    ranked_by = "potential" if isinstance(answer.pair.ease, Known) else "benchmark"
    benchmark = sum_cells(cells, lambda cell: cell.benchmark_usd)
    return Line(
        product=line.product,
        name=line.name,
        sector=line.sector,
        codes=line.codes,
        code_standing=line.code_standing,
        shown_by=line.shown_by,
        citations=line.citations,
        rank=None,
        ranked_by=ranked_by,
        potential_usd=sum_cells(cells, lambda cell: cell.potential_usd).maybe(),
        benchmark_usd=benchmark.maybe(),
        observed_usd=sum_cells(cells, lambda cell: cell.observed_usd).maybe(),
        trade_usd=sum_cells(cells, lambda cell: cell.trade_usd).maybe(),
        realised_usd=sum_cells(cells, lambda cell: cell.realised_usd).maybe(),
        unrealised_usd=sum_cells(cells, lambda cell: cell.unrealised_usd).maybe(),
        supply_usd=sum_cells(cells, lambda cell: cell.supply_usd).maybe(),
        demand_usd=sum_cells(cells, lambda cell: cell.demand_usd).maybe(),
        lacking=benchmark.total.lacks,
        regional=region_part(setting.allocation, setting.region, cells),
        competitors=_competitors(answer, line, setting.home),
        producer_group=verdict.producer_group,
        producers=tuple(_producer(one) for one in verdict.producers),
        stops=tuple(stop(one) for one in verdict.stops),
        flags=tuple(stop(one) for one in verdict.flags),
        cells=tuple(_cell(setting, cell) for cell in cells),
    )


def sections(lines: Iterable[tuple[ProductLine, Line]], scope: Sequence[str]) -> tuple[Section, ...]:
    """Lines by group of sectors: those in the announcement's scope first, each ranked; stopped ones apart."""
    by_section: Mapping[str, list[Line]] = {code: [] for code in SECTIONS}
    for source, line in lines:
        by_section[source.section].append(line)
    order = sorted(SECTIONS, key=lambda code: (bool(scope) and code not in scope, SECTIONS.index(code)))
    return tuple(_section(code, by_section[code], scope) for code in order if by_section[code])


def _section(code: str, lines: Sequence[Line], scope: Sequence[str]) -> Section:
    ordered = sorted(lines, key=_by_value)
    free = [line for line in ordered if not line.stops]
    return Section(
        code=code,
        in_scope=not scope or code in scope,
        recommended=tuple(
            replace(line, rank=None if ranking_value(line) is None else rank)
            for rank, line in enumerate(free, start=1)
        ),
        stopped=tuple(line for line in ordered if line.stops),
    )


def ranking_value(line: Line) -> float | None:
    """What the line is ranked by, USD; None when that is unknown, and then it has no rank."""
    return value_or_none(line.potential_usd if line.ranked_by == "potential" else line.benchmark_usd)


def _by_value(line: Line) -> tuple[bool, float, float, str]:
    """Largest first, unknown last; equal ones (a pair without trade has no potential) by benchmark."""
    value, benchmark = ranking_value(line), value_or_none(line.benchmark_usd)
    return (value is None, -(value or 0.0), -(benchmark or 0.0), line.product)


def _competitors(answer: MarketPotential, line: ProductLine, home: str) -> Maybe[tuple[Competitor, ...]]:
    found = answer.suppliers(frozenset(line.hs6), home, TOP_COMPETITORS)
    return found.map(
        lambda suppliers: tuple(
            Competitor(one.exporter, country(one.exporter), one.value_usd, one.share) for one in suppliers
        )
    )


def _cell(setting: Setting, cell: CellPotential) -> Cell:
    return Cell(
        hs_rev=setting.labels.hs_rev,
        hs6=cell.hs6,
        label=setting.labels.of(cell.hs6),
        supply_usd=cell.supply_usd,
        world_usd=cell.world_usd,
        supply_share=cell.supply_share,
        supply_growth_factor=cell.supply_growth_factor,
        net_exporter_factor=cell.net_exporter_factor,
        demand_usd=cell.demand_usd,
        demand_growth_factor=cell.demand_growth_factor,
        distance_factor=cell.distance_factor,
        benchmark_usd=cell.benchmark_usd,
        potential_usd=cell.potential_usd,
        observed_usd=cell.observed_usd,
        trade_usd=cell.trade_usd,
        realised_usd=cell.realised_usd,
        unrealised_usd=cell.unrealised_usd,
        evidence=tuple(evidence(setting.snapshot, row) for row in cell.rows),
    )


def evidence(snapshot: Snapshot, row: Row) -> Evidence:
    """The engine's row with the version of the snapshot it stands in."""
    held = snapshot.manifest(row.table)
    return Evidence(row.figure, row.table, f"{held.source}/{held.version}", row.key, row.value, row.unit)


def _producer(one: ProducerFinding) -> Producer:
    return Producer(
        name=Name(one.name_en, one.name_fa),
        screening=one.screening,
        lists=Name(one.lists_en, one.lists_fa),
        screened_against=one.screened_against,
        citations=one.citations,
    )


def stop(fact: StopFact) -> Stop:
    """The stop as the plan shows it."""
    return Stop(
        id=fact.id,
        kind=fact.kind,
        effect=fact.effect,
        title=Name(fact.title_en, fact.title_fa),
        text=Name(fact.text_en, fact.text_fa),
        valid_from=fact.valid_from,
        lifting=fact.lifting,
        standing=fact.standing,
        observed_on=fact.observed_on,
        review_by=fact.review_by,
        is_overdue=fact.is_overdue,
        citations=fact.citations,
    )
