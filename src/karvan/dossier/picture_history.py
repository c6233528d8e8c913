"""What a silent pair was seen to trade by chapter, and what it is estimated to trade now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from karvan.dossier.name import Name
from karvan.dossier.names import Labels, open_labels
from karvan.dossier.plan import MarketPlan, Plan
from karvan.engines.potential.restore.answer import PairEstimate
from karvan.engines.potential.restore.read import read_additions
from karvan.model.known import Known, Maybe, Unknown
from karvan.model.product import MIXED_CHAPTER_KEYS
from karvan.store.snapshot import Snapshot

SPAN = 12
"""Years shown before the plan's own."""
SHOWN = 4
"""Chapters shown one by one; the rest stand together."""


@dataclass(frozen=True, slots=True)
class ShownChapter:
    """A chapter of the picture; a mixed key holds two chapters (see model.product)."""

    hs2_key: str
    label: Name
    is_mixed: bool


@dataclass(frozen=True, slots=True)
class HistoryYear:
    """One year: the shown chapters in their order, then the rest; unknown when the pair (or chapter) is not listed.

    A listed total is a lower bound: the history lists the five largest partners of a chapter only. `listed` counts
    the chapters; `is_partial` where they are none or fewer than half of the usual number of the shown years.
    """

    year: int
    listed: int
    is_partial: bool
    total_usd: Maybe[float]
    chapters_usd: tuple[Maybe[float], ...]
    rest_usd: Maybe[float]


@dataclass(frozen=True, slots=True)
class Bands:
    """The estimate of the plan's year with its 50, 80 and 95 % intervals; fields as in the engine's PairEstimate."""

    year: int
    value_usd: float
    low_50_usd: float
    high_50_usd: float
    low_80_usd: float
    high_80_usd: float
    low_95_usd: float
    high_95_usd: float
    basis: str
    last_year: int | None
    tested: str


@dataclass(frozen=True, slots=True)
class SilentHistory:
    """Years `period` - SPAN to `period` - 1 of a pair that neither side reports in `period`, and its estimate."""

    market: str
    name: Name
    chapters: tuple[ShownChapter, ...]
    years: tuple[HistoryYear, ...]
    estimate: Bands | None


def silent_history(snapshot: Snapshot, plan: Plan, market: MarketPlan) -> SilentHistory | None:
    """The history of one market; None when the pair is visible or the history never lists it."""
    if market.pair.status in ("observed", "no_flow") or not snapshot.has("chapter_pairs"):
        return None
    home, period = plan.region.home, plan.question.period
    rows = snapshot.read(
        "chapter_pairs", {"exporter": home, "importer": market.market}, ["year", "hs2_key", "value_usd"]
    )
    seen: dict[int, dict[str, float]] = {}
    for year, key, value in rows.rows():
        if period - SPAN <= year < period:
            seen.setdefault(year, {})[key] = value
    if not seen:
        return None
    shown, usual = _largest(seen), median(len(values) for values in seen.values())
    labels = open_labels(snapshot)
    return SilentHistory(
        market=market.market,
        name=market.name,
        chapters=tuple(_chapter(key, labels) for key in shown),
        years=tuple(_year(year, seen.get(year, {}), shown, usual) for year in range(period - SPAN, period)),
        estimate=_bands(snapshot, plan, market),
    )


def _largest(seen: Mapping[int, Mapping[str, float]]) -> list[str]:
    """The largest chapters over all shown years, largest first."""
    together: Counter[str] = Counter()
    for values in seen.values():
        together.update(values)
    return sorted(together, key=lambda key: (-together[key], key))[:SHOWN]


def _chapter(key: str, labels: Labels) -> ShownChapter:
    return ShownChapter(key, labels.of(key), key in MIXED_CHAPTER_KEYS)


def _year(year: int, values: Mapping[str, float], shown: Sequence[str], usual: float) -> HistoryYear:
    rest = [value for key, value in values.items() if key not in shown]
    unknown = Unknown("not_observed", ("chapter_pairs",))
    return HistoryYear(
        year=year,
        listed=len(values),
        is_partial=len(values) < usual / 2,
        total_usd=Known(sum(values.values())) if values else unknown,
        chapters_usd=tuple(_listed(values, key) for key in shown),
        rest_usd=Known(sum(rest)) if rest else unknown,
    )


def _listed(values: Mapping[str, float], key: str) -> Maybe[float]:
    return Known(values[key]) if key in values else Unknown("not_observed", (f"chapter {key}",))


def _bands(snapshot: Snapshot, plan: Plan, market: MarketPlan) -> Bands | None:
    """The estimate that the plan uses; None where it uses none (a user's own table may stand in its place)."""
    if market.pair.estimate is None:
        return None
    added = read_additions(snapshot, plan.region.home, market.market, plan.question.period)
    return _of(added.estimate) if added is not None and added.estimate is not None else None


def _of(found: PairEstimate) -> Bands:
    return Bands(
        year=found.year,
        value_usd=found.value_usd,
        low_50_usd=found.low_50_usd,
        high_50_usd=found.high_50_usd,
        low_80_usd=found.low_80_usd,
        high_80_usd=found.high_80_usd,
        low_95_usd=found.low_95_usd,
        high_95_usd=found.high_95_usd,
        basis=found.basis,
        last_year=found.last_year,
        tested=found.tested,
    )
