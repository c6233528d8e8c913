"""Join the engines' answers into one plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from karvan.dossier.credits import cited, used_packs, used_snapshots
from karvan.dossier.law_build import market_law
from karvan.dossier.lines import Setting, build_line, evidence, sections
from karvan.dossier.names import country, open_labels
from karvan.dossier.notices import market_notices, plan_notices
from karvan.dossier.plan import (
    ChapterFigure,
    LastObserved,
    Line,
    MarketPlan,
    Name,
    Pair,
    PairEstimate,
    Plan,
    PotentialRange,
    Question,
    RegionView,
    Section,
)
from karvan.dossier.region import ProductLine, Region, find_region, product_lines
from karvan.dossier.screened_build import screened_parties
from karvan.dossier.supply import supply_split
from karvan.engines.access import StopBook, open_stop_book
from karvan.engines.access.law import open_law_book
from karvan.engines.potential import MarketPotential, assess, last_observed, potential_range
from karvan.engines.potential.region import Allocation, region_allocation
from karvan.engines.potential.restore.read import read_additions
from karvan.model.known import Known, Maybe, PartialSum, Unknown, partial_sum
from karvan.model.product import MIXED_CHAPTER_KEYS
from karvan.model.progress import IsCancelled, Progress, checkpoint, never, silent
from karvan.store.snapshot import Snapshot

METHOD = "plan/3"


@dataclass(frozen=True, slots=True)
class _Stage:
    """What all markets of a plan share."""

    setting: Setting
    question: Question
    region: Region
    lines: tuple[ProductLine, ...]
    stops: StopBook


def build(
    snapshot: Snapshot,
    question: Question,
    *,
    karvan_version: str,
    progress: Progress = silent,
    cancelled: IsCancelled = never,
) -> Plan:
    """The first plan for a question, from one pinned snapshot.

    Raises UnknownRegion, Incomplete, UnknownProduct, SnapshotMissing, Cancelled.
    """
    region = find_region(snapshot, question.region)
    lines = product_lines(snapshot, region)
    stage = _Stage(
        setting=Setting(
            home=region.home,
            snapshot=snapshot,
            labels=open_labels(snapshot),
            region=region.code,
            allocation=_allocation(snapshot, question, region, lines),
        ),
        question=question,
        region=region,
        lines=lines,
        stops=open_stop_book(snapshot, region.code, region.home, question.on, question.as_of),
    )
    markets = []
    subheadings = len({hs6 for line in lines for hs6 in line.hs6})
    for market in question.markets:
        checkpoint(cancelled)
        progress(f"potential {market}", 0, subheadings)
        markets.append(_market(stage, market))
        progress(f"potential {market}", subheadings, subheadings)
    return _joined(stage, tuple(markets), karvan_version)


def _allocation(
    snapshot: Snapshot, question: Question, region: Region, lines: Sequence[ProductLine]
) -> Allocation:
    codes = sorted({hs6 for line in lines for hs6 in line.hs6})
    return region_allocation(
        snapshot, region.home, [region.code], question.period, as_of=question.as_of, codes=codes
    )


def _joined(stage: _Stage, markets: tuple[MarketPlan, ...], karvan_version: str) -> Plan:
    snapshot, question, region = stage.setting.snapshot, stage.question, stage.region
    used = used_snapshots(snapshot, question.as_of)
    return Plan(
        karvan_version=karvan_version,
        method=METHOD,
        question=question,
        region=RegionView(
            code=region.code,
            slug=region.slug,
            name=region.name,
            home=region.home,
            home_name=country(region.home),
            product_lines=len(stage.lines),
            subheadings=len({hs6 for line in stage.lines for hs6 in line.hs6}),
        ),
        notices=plan_notices(
            snapshot,
            question,
            region,
            stage.lines,
            used,
            has_law=all(one.law.has_market_law for one in markets),
        ),
        supply=supply_split(_lines(markets[0].sections)),
        markets=markets,
        screened=screened_parties(snapshot, question, region.home, markets),
        citations=cited(snapshot, markets),
        snapshots=used,
        packs=used_packs(snapshot),
    )


def _market(stage: _Stage, market: str) -> MarketPlan:
    codes = [hs6 for line in stage.lines for hs6 in line.hs6]
    home, period = stage.region.home, stage.question.period
    additions = read_additions(stage.setting.snapshot, home, market, period)
    answer = assess(stage.setting.snapshot, home, market, codes, period, years=(period,), additions=additions)
    pairs = [(line, _line(stage, line, answer)) for line in stage.lines]
    shown = sections(pairs, stage.question.sector_scope)
    pair = _pair(stage, answer)
    question = stage.question
    book = open_law_book(stage.setting.snapshot, home, market, question.as_of)
    law = market_law(book, stage.lines, home, market, question.on, question.as_of)
    return MarketPlan(
        market=market,
        name=country(market),
        pair=pair,
        notices=market_notices(
            question,
            pair,
            home,
            law,
            has_detail=isinstance(answer.suppliers_by_hs6, Known),
        ),
        sections=shown,
        potential_usd=_total(answer),
        potential_range=potential_range(answer.cells.values(), answer).map(
            lambda one: PotentialRange(one.low, one.high, one.over)
        ),
        recommended=_recommended(shown, answer),
        law=law,
    )


def _line(stage: _Stage, line: ProductLine, answer: MarketPotential) -> Line:
    verdict = stage.stops.judge(line.product, line.codes, answer.market)
    return build_line(stage.setting, line, answer, verdict)


def _total(answer: MarketPotential) -> Maybe[float]:
    if isinstance(answer.pair.ease, Unknown):
        return answer.pair.ease
    return Known(partial_sum((hs6, cell.potential_usd) for hs6, cell in answer.cells.items()).known)


def _recommended(shown: Sequence[Section], answer: MarketPotential) -> PartialSum:
    """Potential of the recommended lines, each subheading once; what is unknown is named."""
    lines = [line for section in shown for line in section.recommended]
    codes = sorted({cell.hs6 for line in lines for cell in line.cells})
    return partial_sum((hs6, answer.cells[hs6].potential_usd) for hs6 in codes)


def _pair(stage: _Stage, answer: MarketPotential) -> Pair:
    ease = answer.pair
    snapshot = stage.setting.snapshot
    unseen = ease.status not in ("observed", "no_flow")
    return Pair(
        year=ease.period,
        status=ease.status,
        reporting=ease.reporting,
        confidence=ease.confidence,
        observed_usd=ease.observed_usd,
        expected_usd=ease.expected_usd,
        ease=ease.ease,
        market_imports_usd=ease.market_imports_usd,
        last_observed=_last(stage, answer.market) if unseen else None,
        estimate=_estimate(answer),
        ease_without_energy=ease.ease_without_energy,
        evidence=tuple(evidence(snapshot, row) for row in ease.rows),
    )


def _estimate(answer: MarketPotential) -> PairEstimate | None:
    found = answer.pair.estimate
    if found is None or answer.pair.trade_status != "estimated":
        return None
    return PairEstimate(
        value_usd=found.value_usd,
        low_80_usd=found.low_80_usd,
        high_80_usd=found.high_80_usd,
        basis=found.basis,
        last_year=found.last_year,
        tested=found.tested,
    )


def _last(stage: _Stage, market: str) -> LastObserved | None:
    snapshot = stage.setting.snapshot
    last = last_observed(snapshot, stage.region.home, market, stage.question.period)
    if last is None:
        return None
    held = snapshot.manifest("chapter_pairs")
    return LastObserved(
        year=last.year,
        total_usd=sum(value for _, value in last.chapters),
        chapters=tuple(
            ChapterFigure(key, _chapter(stage, key), value, key in MIXED_CHAPTER_KEYS)
            for key, value in last.chapters
        ),
        snapshot=f"{held.source}/{held.version}",
    )


def _chapter(stage: _Stage, key: str) -> Name:
    """The chapter's label; a mixed key also holds headings of a chapter 01-09 (see model.product)."""
    return stage.setting.labels.of(key)


def _lines(shown: Sequence[Section]) -> list[Line]:
    return [line for section in shown for line in (*section.recommended, *section.stopped)]
