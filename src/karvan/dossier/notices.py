"""What must stand above every ranking, decided from the data and not by habit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from karvan.dossier.law import MarketLaw
from karvan.dossier.plan import Notice, Pair, Question, UsedSnapshot
from karvan.dossier.region import ProductLine, Region
from karvan.engines.potential import Settings
from karvan.engines.potential.ask.growth import projection_of
from karvan.engines.potential.restore.read import estimates_belong
from karvan.store.snapshot import Snapshot


def plan_notices(
    snapshot: Snapshot,
    question: Question,
    region: Region,
    lines: Sequence[ProductLine],
    used: Sequence[UsedSnapshot],
    *,
    has_law: bool,
) -> tuple[Notice, ...]:
    """Notices for the whole plan."""
    found = [Notice("one_year", {"period": question.period}), *_events(snapshot, question, region)]
    found += _understated(snapshot, question, region)
    found.append(Notice("national_potential", {"home": region.home, "region": region.code}))
    missing = snapshot.manifest("product_totals").coverage.get("importers_missing", ())
    if missing:
        found.append(Notice("importers_missing", {"importers": " ".join(missing), "count": len(missing)}))
    found += [_growth(snapshot), Notice("tariffs_not_applied", {})]
    if not has_law:
        found.append(Notice("law_not_checked", {"on": question.on.isoformat()}))
    assigned = sum(line.code_standing == "assigned" for line in lines)
    if assigned:
        found.append(Notice("codes_assigned", {"lines": assigned, "of": len(lines)}))
    found += [
        Notice("list_stale", {"source": one.source, "published_on": _day(one), "age_days": one.age_days})
        for one in used
        if one.is_stale
    ]
    return tuple(found)


def market_notices(
    question: Question, pair: Pair, home: str, law: MarketLaw, *, has_detail: bool
) -> tuple[Notice, ...]:
    """Notices for one market."""
    facts: dict[str, str | int | float] = {"home": home, "market": law.market, "period": question.period}
    found = [_law(question, law)]
    if pair.estimate is not None:
        facts |= {"low_usd": pair.estimate.low_80_usd, "high_usd": pair.estimate.high_80_usd}
        facts |= {"amount_usd": pair.estimate.value_usd, "tested": pair.estimate.tested}
        found.append(Notice("pair_estimated", facts))
    elif pair.status == "not_observed":
        found.append(Notice("pair_not_observed", facts))
    elif pair.status == "importer_missing":
        found.append(Notice("market_missing", facts))
    elif pair.reporting == "one":
        found.append(Notice("pair_one_side", facts))
    if not has_detail:
        found.append(Notice("detail_missing", facts))
    return tuple(found)


def _law(question: Question, law: MarketLaw) -> Notice:
    """Whether the law was looked at, and for how many codes the duty is one known rate."""
    if not law.has_market_law:
        return Notice("law_not_checked", {"on": question.on.isoformat()})
    known = sum(
        all(
            any(one.kind == "mfn_duty" and one.status == "known" for one in branch.charges)
            for branch in code.branches[:1]
        )
        for code in law.codes
    )
    return Notice(
        "law_partly_known",
        {"on": question.on.isoformat(), "market": law.market, "known": known, "codes": len(law.codes)},
    )


def _events(snapshot: Snapshot, question: Question, region: Region) -> list[Notice]:
    """Breaks after the data's year and known by as_of: the year no longer describes the trade of today."""
    rows = snapshot.read("pack_events", {"home": region.home}).iter_rows(named=True)
    return [
        Notice(
            "data_before_event",
            {
                "period": question.period,
                "on": row["on"].isoformat(),
                "title_en": row["title_en"],
                "title_fa": row["title_fa"],
            },
        )
        for row in rows
        if date(question.period, 12, 31) < row["on"] <= question.as_of
    ]


def _understated(snapshot: Snapshot, question: Question, region: Region) -> list[Notice]:
    """A country that does not report has only the exports its partners saw."""
    key = {"year": question.period, "country": region.home}
    rows = snapshot.read("reporting", key)
    if not rows.height or rows["reports"].item():
        return []
    silent = snapshot.read(
        "pair_totals",
        {"year": question.period, "exporter": region.home, "status": "not_observed"},
        ["importer"],
    )
    facts: dict[str, str | int | float] = {
        "home": region.home,
        "period": question.period,
        "markets_unseen": silent.height,
        "confidence": rows["confidence"].item(),
    }
    if estimates_belong(snapshot):
        return [Notice("supply_restored", facts)]
    return [Notice("supply_understated", facts)]


def _growth(snapshot: Snapshot) -> Notice:
    """What growth was projected from; without World Bank data it is neutral."""
    found = projection_of(snapshot, Settings())
    if found is None or found.window is None:
        return Notice("neutral_factors", {})
    first, last = found.window
    return Notice(
        "growth_trend", {"first_year": first, "last_year": last, "horizon_years": found.horizon_years}
    )


def _day(one: UsedSnapshot) -> str:
    return (one.published_on or one.fetched_on).isoformat()
