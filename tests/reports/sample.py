"""A plan shaped like a real one: Armenia is observed, Iraq is not; firms and events are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from karvan.dossier.law import (
    BranchCharges,
    ChargeFact,
    CodeLaw,
    LawFact,
    MarketLaw,
    Place,
    TopicCoverage,
)
from karvan.dossier.plan import (
    Announced,
    Cell,
    ChapterFigure,
    Competitor,
    Evidence,
    LastObserved,
    Line,
    MarketPlan,
    Name,
    Notice,
    Pair,
    PairEstimate,
    Plan,
    PotentialRange,
    Producer,
    Question,
    RegionPart,
    RegionView,
    Section,
    Span,
    Stop,
    SupplySplit,
    UsedPack,
    UsedSnapshot,
)
from karvan.dossier.screened import ListedMatch, ListFinding, ScreenedParty
from karvan.model.citation import Citation, Standing
from karvan.model.known import Known, Maybe, PartialSum, Unknown

DAY = date(2026, 11, 24)


def sample_law(market: str) -> MarketLaw:
    """The law of a market: one code with an open treatment, a paper, a step and a question."""
    place = (Place("ir:ban-report", "page 1"),)
    duty = ChargeFact(
        kind="mfn_duty", measure="tt:7606", status="known", why="", rate="10%", low="", high="",
        formula=Name("10 % of customs value", "۱۰٪ ارزش گمرکی"), title=Name("Плиты"), footnotes=("63С",),
        needs=(), standing="verified", citations=place,
    )  # fmt: skip
    preference = replace(
        duty, kind="preference", measure="pref", status="unknown", why="not_loaded", rate="", low="0%",
        formula=Name("", ""), title=Name("Preference", "ترجیح"), footnotes=(), needs=("ct-3",), standing="unknown",
    )  # fmt: skip
    paper = LawFact(
        group="document", side="import", id="ct-3", kind="", title=Name("Certificate CT-3", "گواهی CT-3"),
        text=Name("Proves origin.", "اثبات مبدأ."),
        details={"necessity": "if_claimed", "issuer": Name("Chamber", "اتاق"), "cost_state": "unknown"},
        products=(), valid_from=date(2025, 5, 15), valid_to=None, date_precision="day", lifting="open",
        observed_on=DAY, review_by=date(2027, 2, 24), standing="verified", is_stale=False, citations=place,
    )  # fmt: skip
    step = replace(
        paper, group="step", id="declare", title=Name("Declare", "اظهار"), text=Name("At customs.", "در گمرک."),
        details={"order": "1", "who": Name("Broker", "کارگزار"), "where": Name("Border", "مرز")},
    )  # fmt: skip
    question = replace(
        paper, group="question", side="", id="end-use", kind="end_use", title=Name("End use", "کاربرد نهایی"),
        text=Name("What is it for?", "برای چیست؟"), details={"topic": "end_use", "stops_on": "yes"}, is_stale=True,
    )  # fmt: skip
    branches = (
        BranchCharges("mfn", "applies", (duty,), ("vat",)),
        BranchCharges("fta", "unknown", (preference,), ("pref", "vat")),
    )
    return MarketLaw(
        market=market, method="access/1", has_home_law=True, has_market_law=True, facts=(paper, step, question),
        codes=(CodeLaw("aluminium", 2017, "7606", branches, (), 3, False),),
        coverage=(TopicCoverage("duty", 1, 0, 0, 1, 0), TopicCoverage("documents", 1, 0, 0, 0, 0)),
    )  # fmt: skip


CUBE, BACI = "cube/hs2017-y2024-cube1-0011aabbccdd", "baci/hs2017-y2024-0022aabbccdd"
UNSEEN = Unknown("not_observed", ("IRN-IRQ 2024",))
UNTOLD = Unknown("not_observed", ("exports IRN 730611",))

BAN = Stop(
    id="ir-food-ban",
    kind="export_ban",
    effect="stop",
    title=Name("Iran prohibits the export of all food", "ممنوعیت صادرات همهٔ مواد غذایی"),
    text=Name(
        "Since 3 March 2026, until further notice; whether it was lifted is unknown.",
        "از ۱۲ اسفند ۱۴۰۴ تا اطلاع ثانوی؛ لغو آن نامعلوم است. انتخاب فصل‌های HS برداشت ماست.",
    ),
    valid_from=date(2026, 3, 3),
    lifting="unknown",
    standing="single_source",
    observed_on=DAY,
    review_by=date(2026, 11, 1),
    is_overdue=True,
    citations=("ir:ban-report",),
)
EXPOSURE = Stop(
    id="us-metals",
    kind="sector_exposure",
    effect="flag",
    title=Name("US measure on metals from Iran", "تدبیر آمریکا دربارهٔ فلزات ایران"),
    text=Name(
        "Executive Order 13871 concerns the foreign counterparty.",
        "فرمان اجرایی ۱۳۸۷۱ (EO 13871) متوجه طرف خارجی است.",
    ),
    valid_from=date(2019, 5, 8),
    lifting="open",
    standing="verified",
    observed_on=DAY,
    review_by=date(2026, 12, 24),
    is_overdue=False,
    citations=("ir:eo",),
)
DUTY = replace(
    EXPOSURE,
    id="ir-duty",
    kind="export_duty",
    title=Name("Export duty on raw minerals", "عوارض صادراتی مواد معدنی خام"),
    valid_from=None,
    standing="stale",
    lifting="unknown",
)


def listed_only(producer: Producer) -> Stop:
    return Stop(
        id="only_listed_producers",
        kind="only_listed_producers",
        effect="stop",
        title=Name(
            "Every known producer is on a sanctions list", "همهٔ تولیدکنندگان شناخته‌شده در فهرست تحریم‌اند"
        ),
        text=Name(f"Listed: {producer.name.en}.", f"در فهرست: {producer.name.fa}."),
        valid_from=None,
        lifting="open",
        standing="single_source",
        observed_on=None,
        review_by=None,
        is_overdue=False,
        citations=producer.citations,
    )


def firm(en: str, fa: str, screening: str) -> Producer:
    lists = Name(f"{en}, by an invented list.", f"{fa} در فهرست ساختگی (XYZ).")
    return Producer(Name(en, fa), screening, lists, "Invented list 2026-02-27", ("markazi:press",))


ALBORZ = firm("Fictional Alborz Smelter", "ذوب فلز البرز (ساختگی)", "listed")
NEGIN = firm("Fictional Negin Tile & Co <b>", "کاشی نگین (ساختگی)", "not_found")
SEPID = firm("Fictional Sepid Works", "کارگاه سپید (ساختگی)", "unknown")


def rows(hs6: str, importer: str, values: tuple[float | None, ...]) -> tuple[Evidence, ...]:
    seller, buyer = {"year": 2024, "exporter": "IRN"}, {"year": 2024, "importer": importer}
    home, one = {"year": 2024, "importer": "IRN"}, {"hs6": hs6}
    asked = (
        ("supply_usd", "exporter_product_totals", CUBE, seller, "current USD"),
        ("world_usd", "product_totals", CUBE, {"year": 2024}, "current USD"),
        ("net_exporter_factor", "importer_product_totals", CUBE, home, "current USD"),
        ("demand_usd", "importer_product_totals", CUBE, buyer, "current USD"),
        ("distance_factor", "importer_product_totals", CUBE, buyer, "ln km"),
        ("observed_usd", "flows", BACI, {**seller, "importer": importer}, "current USD"),
    )
    return tuple(
        Evidence(figure, table, snapshot, {**key, **one}, value, unit)
        for (figure, table, snapshot, key, unit), value in zip(asked, values, strict=True)
    )


REGIONAL = RegionPart(
    potential_usd=Known(431_000.0),
    low_share=0.017,
    high_share=0.462,
    grade="low",
    basis="exports",
    reason="single_source",
    tested="not tested",
    conflicts=1,
    citations=("markazi:press",),
)


def cell(hs6: str, label: str, importer: str, supply: float, observed: Maybe[float]) -> Cell:
    """A cell whose figures hang together: world 40 x supply, demand 12,345,678, near 0.5, ease 8.25."""
    demand, near, ease = 12_345_678.0, 0.5, 8.25
    benchmark = demand * near / 40
    potential = observed if isinstance(observed, Unknown) else Known(benchmark * ease)
    used = observed if isinstance(observed, Unknown) else Known(min(observed.value, benchmark * ease))
    unused = used if isinstance(used, Unknown) else Known(benchmark * ease - used.value)
    seen = observed.value if isinstance(observed, Known) else None
    return Cell(
        hs_rev=2017,
        hs6=hs6,
        label=Name(label),
        supply_usd=Known(supply),
        world_usd=Known(40 * supply),
        supply_share=Known(0.025),
        supply_growth_factor=Known(1.0),
        net_exporter_factor=Known(1.0),
        demand_usd=Known(demand),
        demand_growth_factor=Known(1.0),
        distance_factor=Known(near),
        benchmark_usd=Known(benchmark),
        potential_usd=potential,
        observed_usd=observed,
        trade_usd=observed,
        realised_usd=used,
        unrealised_usd=unused,
        evidence=rows(hs6, importer, (supply, 40 * supply, 50_222.0, demand, 7.12, seen)),
    )


def unseen_cell(hs6: str, label: str, importer: str, observed: Maybe[float]) -> Cell:
    """A subheading of which nobody saw home's exports."""
    blank = dict.fromkeys(("supply_usd", "supply_share", "supply_growth_factor", "net_exporter_factor", "benchmark_usd", "potential_usd", "realised_usd", "unrealised_usd"), UNTOLD)  # fmt: skip
    whole = cell(hs6, label, importer, 1.0, observed)
    return replace(
        whole,
        **blank,
        distance_factor=Unknown("no_distance", (f"suppliers of {hs6}",)),
        evidence=rows(hs6, importer, (None, 40.0, None, whole.demand_usd.value, None, None)),
    )


def line(product: str, name: Name, cells: tuple[Cell, ...], **more: object) -> Line:
    def total(figure: str) -> Maybe[float]:
        values = [getattr(one, figure) for one in cells]
        known = [value.value for value in values if isinstance(value, Known)]
        return Known(sum(known)) if known else values[0]

    plain: dict[str, object] = {
        "product": product,
        "name": name,
        "sector": "industry",
        "codes": tuple(dict.fromkeys(one.hs6[:4] for one in cells)),
        "code_standing": "assigned",
        "shown_by": Name("An invented report names it.", "گزارشی ساختگی از آن نام می‌برد (۱۴۰۴)."),
        "citations": ("markazi:press",),
        "rank": None,
        "ranked_by": "potential",
        "lacking": tuple(one.hs6 for one in cells if isinstance(one.benchmark_usd, Unknown)),
        "regional": REGIONAL,
        "competitors": Known(
            (
                Competitor("TUR", Name("Türkiye", "ترکیه"), 97_789_974.0, 0.859),
                Competitor(
                    "S19", Name("Other Asia, not elsewhere specified", "دیگر نقاط آسیا"), 4_321.0, 0.00004
                ),
            )
        ),
        "producer_group": "unknown",
        "producers": (),
        "stops": (),
        "flags": (),
        "cells": cells,
    }
    figures = ("potential", "benchmark", "observed", "trade", "realised", "unrealised", "supply", "demand")
    sums = {f"{one}_usd": total(f"{one}_usd") for one in figures}
    return Line(**{**plain, **sums, **more})  # type: ignore[arg-type]


def sections(importer: str, observed: Maybe[float]) -> tuple[Section, ...]:
    by = "potential" if isinstance(observed, Known) else "benchmark"
    tiles = line(
        "tiles",
        Name("Ceramic tiles", "کاشی و سرامیک"),
        (
            cell(
                "690721",
                "Ceramic tiles; of a water absorption not over 0.5%",
                importer,
                8_329_879.0,
                observed,
            ),
        ),
        rank=1,
        ranked_by=by,
        producer_group="not_found",
        producers=(NEGIN,),
        flags=(EXPOSURE,),
    )
    pipes = line(
        "pipes",
        Name("Welded pipes", "لولهٔ درزجوش"),
        (
            cell("730630", "Tubes and pipes; welded", importer, 120_000.0, observed),
            unseen_cell("730611", "Line pipe; welded, stainless steel", importer, observed),
        ),
        rank=2,
        ranked_by=by,
        producer_group="some_listed",
        producers=(ALBORZ, SEPID),
        flags=(DUTY, EXPOSURE),
        competitors=Unknown("detail_not_loaded", (f"flows *-{importer}: karvan data load baci",)),
    )
    ingot = line(
        "ingot",
        Name("Unwrought aluminium", "شمش آلومینیوم"),
        (cell("760110", "Aluminium; unwrought, not alloyed", importer, 146_000_000.0, observed),),
        ranked_by=by,
        producer_group="listed_only",
        producers=(ALBORZ,),
        stops=(listed_only(ALBORZ),),
    )
    solvents = line(
        "solvents",
        Name("Light solvents", "حلال‌های سبک"),
        (unseen_cell("271012", "Light oils", importer, observed),),
        ranked_by=by,
        sector="energy",
        competitors=Known(()),
    )
    return (
        Section("industry", True, (tiles, pipes), (ingot,)),
        Section(
            "agriculture", False, (), (foods("juice", importer, observed), foods("dates", importer, observed))
        ),
        Section("energy", False, (solvents,), ()),
    )


def foods(product: str, importer: str, observed: Maybe[float]) -> Line:
    return line(
        product,
        Name(product.title(), "آبمیوه" if product == "juice" else "خرما"),
        (cell("200911" if product == "juice" else "080410", "Food", importer, 55_000.0, observed),),
        sector="food",
        stops=(BAN,),
        ranked_by="potential" if isinstance(observed, Known) else "benchmark",
    )


def armenia() -> MarketPlan:
    facts = {"home": "IRN", "market": "ARM", "period": 2024}
    return MarketPlan(
        market="ARM",
        law=sample_law("ARM"),
        name=Name("Armenia", "ارمنستان"),
        pair=Pair(
            year=2024,
            status="observed",
            reporting="one",
            confidence="high",
            observed_usd=Known(598_079_545.0),
            expected_usd=Known(72_494_490.3),
            ease=Known(8.25),
            market_imports_usd=Known(17_208_494_197.0),
            last_observed=None,
            estimate=None,
            ease_without_energy=Known(8.5),
            evidence=(
                Evidence(
                    "observed_usd", "pair_totals", CUBE, {"year": 2024, "exporter": "IRN", "importer": "ARM"},
                    598_079_545.0, "current USD",
                ),
                Evidence(
                    "distance_km", "distances", "geodist/geodist-1", {"exporter": "IRN", "importer": "ARM"}, 789.4, "km"
                ),
            ),
        ),
        notices=(Notice("law_not_checked", {"on": "2026-11-24"}), Notice("pair_one_side", facts)),
        sections=sections("ARM", Known(802_111.0)),
        potential_usd=Known(178_944_442.0),
        potential_range=Known(PotentialRange(151_000_000.0, 190_500_000.0, ("growth_off", "ease_without_energy"))),
        recommended=PartialSum(7_639_388.9, ("271012", "730611")),
    )  # fmt: skip


def iraq() -> MarketPlan:
    facts = {"home": "IRN", "market": "IRQ", "period": 2024}
    seen = sections("IRQ", UNSEEN)
    return MarketPlan(
        market="IRQ",
        law=sample_law("IRQ"),
        name=Name("Iraq", "عراق"),
        pair=Pair(
            year=2024,
            status="not_observed",
            reporting="none",
            confidence="medium",
            observed_usd=UNSEEN,
            expected_usd=Known(38_289_366.9),
            ease=UNSEEN,
            market_imports_usd=Known(50_957_814_629.0),
            last_observed=LastObserved(
                year=2022,
                total_usd=1_346_780_000.0,
                chapters=(
                    ChapterFigure("72", Name("Iron and steel"), 1_261_780_000.0, False),
                    ChapterFigure("80", Name("Tin; articles thereof"), 80_000_000.0, True),
                    *(ChapterFigure(key, Name(f"Chapter {key}"), 1_000_000.0, False) for key in ("25", "26", "28", "29", "31")),
                ),
                snapshot="baci_chapters/hs92-v202501-1",
            ),
            estimate=None,
            ease_without_energy=UNSEEN,
            evidence=(
                Evidence(
                    "observed_usd", "pair_totals", CUBE, {"year": 2024, "exporter": "IRN", "importer": "IRQ"},
                    None, "current USD",
                ),
            ),
        ),
        notices=(
            Notice("law_not_checked", {"on": "2026-11-24"}),
            Notice("pair_not_observed", facts),
            Notice("detail_missing", facts),
        ),
        sections=seen,
        potential_usd=UNSEEN,
        potential_range=UNSEEN,
        recommended=PartialSum(0.0, ("271012", "690721", "730611", "730630")),
    )  # fmt: skip


def afghanistan() -> MarketPlan:
    """Silent like Iraq, but estimated."""
    facts = {"home": "IRN", "market": "AFG", "period": 2024, "tested": "silent"}
    amounts = {"low_usd": 697_400_000.0, "amount_usd": 1_623_770_000.0, "high_usd": 2_937_000_000.0}
    whole = iraq()
    return replace(
        whole,
        market="AFG",
        name=Name("Afghanistan", "افغانستان"),
        pair=replace(
            whole.pair,
            ease=Known(8.25),
            ease_without_energy=Known(7.5),
            estimate=PairEstimate(
                value_usd=amounts["amount_usd"],
                low_80_usd=amounts["low_usd"],
                high_80_usd=amounts["high_usd"],
                basis="carried",
                last_year=2022,
                tested="silent",
            ),
        ),
        notices=(
            Notice("law_not_checked", {"on": "2026-11-24"}),
            Notice("pair_estimated", {**facts, **amounts}),
        ),
        sections=sections("AFG", Known(55_000.0)),
        potential_usd=Known(178_944_442.0),
        potential_range=Known(
            PotentialRange(76_800_000.0, 323_600_000.0, ("estimate_low_80", "estimate_high_80"))
        ),
        recommended=PartialSum(7_639_388.9, ("271012", "730611")),
    )


NOTICES = (
    Notice("one_year", {"period": 2024}),
    Notice("data_before_event", {"period": 2024, "on": "2026-02-28", "title_en": "War", "title_fa": "جنگ"}),
    Notice("supply_understated", {"home": "IRN", "period": 2024, "markets_unseen": 71, "confidence": "high"}),
    Notice("national_potential", {"home": "IRN", "region": "IR-00"}),
    Notice("importers_missing", {"importers": "DEU ESP USA", "count": 3}),
    Notice("growth_trend", {"first_year": 2014, "last_year": 2023, "horizon_years": 5}),
    Notice("tariffs_not_applied", {}),
    Notice("law_not_checked", {"on": "2026-11-24"}),
    Notice("codes_assigned", {"lines": 6, "of": 6}),
    Notice("list_stale", {"source": "un_sanctions", "published_on": "2026-02-27", "age_days": 270}),
)

ANNOUNCED = Announced(
    sha256="ab" * 32,
    event="conference",
    organisers=("اتاق بازرگانی ساختگی", "Invented Chamber"),
    partners=("بانک ساختگی",),
    topics=("export", "legal_sessions"),
    sector_scope=("industry", "mining"),
    selection_reason="نزدیکی و تقاضا",
    spans=(
        Span("markets", "عراق و ارمنستان، در سال 1405", "high"),
        Span("region", "استان مرکزی <i>", "medium"),
    ),
    missing=("editions",),
)


def used(source: str, *, is_stale: bool = False) -> UsedSnapshot:
    return UsedSnapshot(
        source=source,
        version=f"{source}-1",
        title="Invented trade table" if source == "baci" else "Invented list of parties",
        publisher="Invented publisher",
        address=f"https://example.invalid/{source}",
        licence="Etalab 2.0",
        attribution="Credit to the invented publisher",
        published_on=date(2026, 2, 27) if is_stale else None,
        fetched_on=DAY,
        age_days=270 if is_stale else 0,
        is_stale=is_stale,
        content_sha256="cd" * 32,
    )


def cited(one: str, standing: Standing, address: str, title: str) -> Citation:
    published = date(2026, 3, 4) if standing is Standing.VERIFIED else None
    return Citation(one, title, "Invented press", address, published, DAY, "all rights reserved", standing)


def screened(name: Name, role: str, state: str) -> ScreenedParty:
    found = (
        (ListedMatch("UNe.001", "INVENTED WORKS", "Invented", 0.91, state),)
        if state == "possible_hit"
        else ()
    )
    un = ListFinding("UN", state, date(2026, 2, 27), 270, True, state == "possible_hit", found)
    return ScreenedParty(
        name, role, "names/1", (un, ListFinding("EU", "unknown", None, None, False, False, ())), ""
    )


def sample() -> Plan:
    return Plan(
        karvan_version="0.1.0",
        method="plan/1",
        question=Question("IR-00", ("ARM", "IRQ", "AFG"), DAY, DAY, 2024, ("industry", "mining"), ANNOUNCED),
        region=RegionView(
            "IR-00", "markazi", Name("Markazi Province", "استان مرکزی"), "IRN", Name("Iran", "ایران"), 6, 7
        ),
        notices=NOTICES,
        supply=SupplySplit(146_000_000.0, 120_000.0, 8_329_879.0, 110_000.0),
        markets=(armenia(), iraq(), afghanistan()),
        screened=(
            screened(Name("Invented Chamber", "اتاق نمونه"), "organiser", "stale"),
            screened(Name("Invented Works", "کارخانهٔ نمونه"), "producer", "possible_hit"),
        ),
        citations=(
            cited(
                "ir:ban-report", Standing.SINGLE_SOURCE, "https://example.invalid/ban", "گزارش ممنوعیت 2026"
            ),
            cited("ir:eo", Standing.VERIFIED, "https://example.invalid/eo", "Executive Order 13871"),
            cited("markazi:press", Standing.ASSIGNED, "javascript:alert(1)", "Invented press report"),
        ),
        snapshots=(used("baci"), used("un_sanctions", is_stale=True)),
        packs=(
            UsedPack("ir", "stops.yml", "ef" * 32, False, "CC0-1.0"),
            UsedPack("markazi", "producers.yml", "01" * 32, True, "CC0-1.0"),
        ),
    )
