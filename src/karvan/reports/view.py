"""A plan in the order in which a page shows it: numbered citations and flags, grouped stops, tables of cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from karvan.dossier.plan import Evidence, Line, MarketPlan, Plan, Section, Stop
from karvan.model.known import Known, Maybe, Unknown, value_or_none
from karvan.reports.cells import CellTable, Pattern, cell_table, patterns
from karvan.reports.display import Display
from karvan.reports.facts import NoticeView, notice_view

FIRST = 3  # lines a market's summary names


@dataclass(frozen=True, slots=True)
class LineView:
    """A line with its place on the page; `used_share` is realised / potential when both are known."""

    line: Line
    anchor: str
    flags: tuple[int, ...]
    table: CellTable
    used_share: float | None

    @property
    def value(self) -> Maybe[float]:
        """What it is ranked by."""
        return self.line.potential_usd if self.line.ranked_by == "potential" else self.line.benchmark_usd


@dataclass(frozen=True, slots=True)
class StopGroup:
    """Lines that stop for the same reasons; a stop whose text names the line's own producers is not shared."""

    shared: tuple[Stop, ...]
    lines: tuple[tuple[LineView, tuple[Stop, ...]], ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """A group of sectors: its ranking, then what is stopped."""

    section: Section
    recommended: tuple[LineView, ...]
    stopped: tuple[StopGroup, ...]

    @property
    def is_ranked(self) -> bool:
        """Whether any line has a rank."""
        return any(one.line.rank is not None for one in self.recommended)

    @property
    def stopped_count(self) -> int:
        """How many lines are stopped."""
        return sum(len(group.lines) for group in self.stopped)


@dataclass(frozen=True, slots=True)
class MarketView:
    """A market; `first` are the lines to begin with, `patterns` the rows that its figures were read from."""

    market: MarketPlan
    notices: tuple[NoticeView, ...]
    sections: tuple[SectionView, ...]
    first: tuple[LineView, ...]
    patterns: tuple[Pattern, ...]
    is_observed: bool
    recommended: Maybe[float]


@dataclass(frozen=True, slots=True)
class PageView:
    """The whole page."""

    plan: Plan
    notices: tuple[NoticeView, ...]
    markets: tuple[MarketView, ...]
    flags: Mapping[Stop, int]
    cited: Mapping[str, int]


def page_view(plan: Plan, display: Display) -> PageView:
    """Arrange a plan for one language.

    Raises RenderError for a code without words.
    """
    flags = _numbered(flag for market in plan.markets for line in _lines(market) for flag in line.flags)
    return PageView(
        plan=plan,
        notices=tuple(notice_view(one, plan, display) for one in plan.notices),
        markets=tuple(_market(one, plan, flags, display) for one in plan.markets),
        flags=flags,
        cited={one.id: number for number, one in enumerate(plan.citations, start=1)},
    )


def _market(market: MarketPlan, plan: Plan, flags: Mapping[Stop, int], display: Display) -> MarketView:
    found = patterns(_evidence(market))
    sections = tuple(_section(one, market, flags, found, display) for one in market.sections)
    return MarketView(
        market=market,
        notices=tuple(notice_view(one, plan, display) for one in market.notices),
        sections=sections,
        first=_first(sections),
        patterns=found,
        is_observed=isinstance(market.pair.ease, Known),
        recommended=_recommended(market),
    )


def _recommended(market: MarketPlan) -> Maybe[float]:
    """A sum of nothing but unknowns is unknown, not zero."""
    total = market.recommended
    if total.lacks and total.known == 0.0:
        potential = market.potential_usd
        return potential if isinstance(potential, Unknown) else Unknown("not_observed", total.lacks)
    return Known(total.known)


def _section(
    section: Section,
    market: MarketPlan,
    flags: Mapping[Stop, int],
    found: tuple[Pattern, ...],
    display: Display,
) -> SectionView:
    def view(line: Line) -> LineView:
        return LineView(
            line=line,
            anchor=f"{market.market}-{line.product}",
            flags=tuple(sorted(flags[one] for one in line.flags)),
            table=cell_table(line, found, display),
            used_share=_used_share(line),
        )

    return SectionView(
        section=section,
        recommended=tuple(view(line) for line in section.recommended),
        stopped=_grouped([view(line) for line in section.stopped]),
    )


def _used_share(line: Line) -> float | None:
    used, unused = value_or_none(line.realised_usd), value_or_none(line.unrealised_usd)
    if used is None or unused is None or used + unused == 0:
        return None
    return used / (used + unused)


def _grouped(lines: Iterable[LineView]) -> tuple[StopGroup, ...]:
    groups: dict[tuple[str, ...], list[LineView]] = {}
    for one in lines:
        groups.setdefault(tuple(stop.id for stop in one.line.stops), []).append(one)
    return tuple(_group(members) for members in groups.values())


def _group(members: list[LineView]) -> StopGroup:
    common = [stop for stop in members[0].line.stops if all(stop in one.line.stops for one in members)]
    own = [(one, tuple(stop for stop in one.line.stops if stop not in common)) for one in members]
    return StopGroup(tuple(common), tuple(own))


def _first(sections: Iterable[SectionView]) -> tuple[LineView, ...]:
    """The best lines inside the announcement's scope whose value is known; sections keep their order."""
    inside = [one for section in sections if section.section.in_scope for one in section.recommended]
    return tuple(one for one in inside if isinstance(one.value, Known))[:FIRST]


def _numbered(stops: Iterable[Stop]) -> Mapping[Stop, int]:
    return {stop: number for number, stop in enumerate(dict.fromkeys(stops), start=1)}


def _lines(market: MarketPlan) -> Iterable[Line]:
    for section in market.sections:
        yield from section.recommended
        yield from section.stopped


def _evidence(market: MarketPlan) -> Iterable[Evidence]:
    yield from market.pair.evidence
    for line in _lines(market):
        for cell in line.cells:
            yield from cell.evidence
