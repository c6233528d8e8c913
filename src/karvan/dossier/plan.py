"""The plan: what every page, file and later the portal shows. Frozen values, no text of our own.

Amounts are current USD of `Question.period` unless a name says otherwise; a `Maybe` prints its reason when
unknown. Words for codes (notices, statuses, sectors) live in `reports`, in Persian and in English.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from karvan.dossier.law import MarketLaw
from karvan.dossier.name import Name as Name
from karvan.dossier.screened import ScreenedParty
from karvan.model.citation import Citation
from karvan.model.known import Maybe, PartialSum

FORMAT = "karvan.plan/3"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that must stand beside the figures: a code and the facts its sentence needs.

    Codes for the plan: one_year, data_before_event, supply_understated, supply_restored, national_potential,
    importers_missing, growth_trend, neutral_factors, tariffs_not_applied, law_not_checked, codes_assigned,
    list_stale. For a market: law_not_checked, law_partly_known, pair_estimated, pair_not_observed, market_missing,
    pair_one_side, detail_missing.
    """

    code: str
    facts: Mapping[str, str | int | float]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The row behind a figure: table and key in the named snapshot; `value` is null when there is no row."""

    figure: str
    table: str
    snapshot: str
    key: Mapping[str, str | int]
    value: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class Cell:
    """Export potential of one subheading in one market, with every factor.

    `supply_share` = home's share in world exports; `benchmark_usd` = supply x demand at ease 1 with the growth
    factors; `potential_usd` = benchmark x ease of the pair. Realised = min(trade, potential), unrealised =
    max(potential - trade, 0): Decreux & Spies market-share form. `trade_usd` is what is observed, or what is
    estimated where neither side reports.
    """

    hs_rev: int
    hs6: str
    label: Name
    supply_usd: Maybe[float]
    world_usd: Maybe[float]
    supply_share: Maybe[float]
    supply_growth_factor: Maybe[float]
    net_exporter_factor: Maybe[float]
    demand_usd: Maybe[float]
    demand_growth_factor: Maybe[float]
    distance_factor: Maybe[float]
    benchmark_usd: Maybe[float]
    potential_usd: Maybe[float]
    observed_usd: Maybe[float]
    trade_usd: Maybe[float]
    realised_usd: Maybe[float]
    unrealised_usd: Maybe[float]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Competitor:
    """A supplier of the market and its share of the market's imports of these subheadings."""

    exporter: str
    name: Name
    value_usd: float
    share: float


@dataclass(frozen=True, slots=True)
class Producer:
    """A publicly known producer: `screening` is listed, not_found (on the loaded lists) or unknown."""

    name: Name
    screening: str
    lists: Name
    screened_against: str
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """Why a product must not be recommended (`effect` stop) or what must stand beside it (`effect` flag).

    `kind`: only_listed_producers, export_ban, import_ban or sector_exposure; `lifting`: open or unknown.
    """

    id: str
    kind: str
    effect: str
    title: Name
    text: Name
    valid_from: date | None
    lifting: str
    standing: str
    observed_on: date | None
    review_by: date | None
    is_overdue: bool
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegionPart:
    """What the region is taken to make of a line's national potential.

    `grade`: high, medium, low, fallback (by people or product alone) or unknown, the lowest of its subheadings;
    `basis` what that rests on; `tested` what a back-test on published state exports says of the grade.
    """

    potential_usd: Maybe[float]
    low_share: float | None
    high_share: float | None
    grade: str
    basis: str
    reason: str
    tested: str
    conflicts: int
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One product line of the region in one market; sums run over its distinct subheadings.

    `rank` is None for a stopped line and for one whose size is unknown. `ranked_by` is potential, or benchmark when the pair is not observed
    (ease is the same factor for every product of a pair, so the order is the same).
    `producer_group`: listed_only, some_listed, not_found or unknown.
    """

    product: str
    name: Name
    sector: str
    codes: tuple[str, ...]
    code_standing: str
    shown_by: Name
    citations: tuple[str, ...]
    rank: int | None
    ranked_by: str
    potential_usd: Maybe[float]
    benchmark_usd: Maybe[float]
    observed_usd: Maybe[float]
    trade_usd: Maybe[float]
    realised_usd: Maybe[float]
    unrealised_usd: Maybe[float]
    supply_usd: Maybe[float]
    demand_usd: Maybe[float]
    lacking: tuple[str, ...]
    regional: RegionPart
    competitors: Maybe[tuple[Competitor, ...]]
    producer_group: str
    producers: tuple[Producer, ...]
    stops: tuple[Stop, ...]
    flags: tuple[Stop, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Lines of one group of sectors: industry (with mining and craft), agriculture (with food) or energy."""

    code: str
    in_scope: bool
    recommended: tuple[Line, ...]
    stopped: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ChapterFigure:
    """A chapter of the last observed year; `is_mixed` keys hold two chapters (see model.product)."""

    hs2_key: str
    label: Name
    value_usd: float
    is_mixed: bool


@dataclass(frozen=True, slots=True)
class LastObserved:
    """The last year in which a pair was visible: a lower bound, made of the listed chapters only."""

    year: int
    total_usd: float
    chapters: tuple[ChapterFigure, ...]
    snapshot: str


@dataclass(frozen=True, slots=True)
class PairEstimate:
    """What a pair that neither side reports is estimated to trade, with its 80 % interval.

    `basis`: carried (from `last_year`) or gravity; `tested`: the back-test that covers it, or not_tested.
    """

    value_usd: float
    low_80_usd: float
    high_80_usd: float
    basis: str
    last_year: int | None
    tested: str


@dataclass(frozen=True, slots=True)
class PotentialRange:
    """How far a potential moves with what was assumed; a labelled sensitivity, not an interval of confidence."""

    low_usd: float
    high_usd: float
    over: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """What is known of home -> market as a whole.

    `status`: observed, not_observed (neither side reports), no_flow or unknown. `reporting`: both, one,
    none or unknown. `ease` = trade / expected if home had its world share in every product; the trade is
    observed or, where `estimate` is given and nothing is observed, estimated.
    """

    year: int
    status: str
    reporting: str
    confidence: str
    observed_usd: Maybe[float]
    expected_usd: Maybe[float]
    ease: Maybe[float]
    market_imports_usd: Maybe[float]
    last_observed: LastObserved | None
    estimate: PairEstimate | None
    ease_without_energy: Maybe[float]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class SupplySplit:
    """National supply of the region's product lines by what the loaded lists say of their producers.

    Each subheading counts once, in the gravest group of its lines.
    """

    listed_only_usd: float
    some_listed_usd: float
    not_found_usd: float
    unknown_usd: float


@dataclass(frozen=True, slots=True)
class MarketPlan:
    """One target market: the pair, then the sections in the order of the announcement's scope."""

    market: str
    name: Name
    pair: Pair
    notices: tuple[Notice, ...]
    sections: tuple[Section, ...]
    potential_usd: Maybe[float]
    potential_range: Maybe[PotentialRange]
    recommended: PartialSum
    law: MarketLaw


@dataclass(frozen=True, slots=True)
class UsedSnapshot:
    """A source the plan was made from, with what must be credited."""

    source: str
    version: str
    title: str
    publisher: str
    address: str
    licence: str
    attribution: str
    published_on: date | None
    fetched_on: date
    age_days: int
    is_stale: bool
    content_sha256: str


@dataclass(frozen=True, slots=True)
class UsedPack:
    """A pack file in force; `overrides` marks a user's file that stands in for a shipped one."""

    pack: str
    path: str
    sha256: str
    overrides: bool
    licence: str


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the announcement that shows a field."""

    field: str
    text: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Announced:
    """What the announcement said; all empty when the plan was asked for by options alone."""

    sha256: str
    event: str
    organisers: tuple[str, ...]
    partners: tuple[str, ...]
    topics: tuple[str, ...]
    sector_scope: tuple[str, ...]
    selection_reason: str
    spans: tuple[Span, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked: all that a replay needs besides the pinned snapshots.

    `as_of` = what we knew; `on` = the date of the law; `period` = the year of the trade data.
    """

    region: str
    markets: tuple[str, ...]
    as_of: date
    on: date
    period: int
    sector_scope: tuple[str, ...]
    announced: Announced | None


@dataclass(frozen=True, slots=True)
class RegionView:
    """The promoting region and its home country."""

    code: str
    slug: str
    name: Name
    home: str
    home_name: Name
    product_lines: int
    subheadings: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A first plan: region x markets, one year of data, everything cited."""

    karvan_version: str
    method: str
    question: Question
    region: RegionView
    notices: tuple[Notice, ...]
    supply: SupplySplit
    markets: tuple[MarketPlan, ...]
    screened: tuple[ScreenedParty, ...]
    citations: tuple[Citation, ...]
    snapshots: tuple[UsedSnapshot, ...]
    packs: tuple[UsedPack, ...]
    format: str = FORMAT
