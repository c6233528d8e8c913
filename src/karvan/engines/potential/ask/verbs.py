"""The question of one home and one market."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from karvan.engines.potential.answer import GrowthAnswer, MarketPotential
from karvan.engines.potential.ask.growth import read_growth
from karvan.engines.potential.ask.trade import read_home, read_market, read_suppliers, spanned
from karvan.engines.potential.cells import cell
from karvan.engines.potential.left_out import left_out
from karvan.engines.potential.means import mean_home, mean_market
from karvan.engines.potential.pair import pair_ease
from karvan.engines.potential.restore.answer import Additions
from karvan.engines.potential.settings import Settings
from karvan.engines.potential.sides import Case, Growth
from karvan.engines.potential.tariffs import Tariffs
from karvan.errors import QuestionError, UnknownProduct
from karvan.store.snapshot import Snapshot

_HS6 = re.compile(r"\d{6}", re.ASCII)
_DEFAULT = Settings()


def assess(
    snapshot: Snapshot,
    home: str,
    market: str,
    codes: Iterable[str] | None,
    period: int,
    *,
    years: Collection[int] | None = None,
    settings: Settings = _DEFAULT,
    tariffs: Tariffs | None = None,
    additions: Additions | None = None,
) -> MarketPotential:
    """Export potential of `codes` (subheadings of the release's revision; None = all) from `home` in `market`.

    Figures are means over `years` (default: those loaded, at most five, up to the period; with additions the
    period alone). Without `additions` only visible trade counts (the raw view). Raises SnapshotMissing when no trade data
    are loaded, UnknownProduct for a code that is not six digits, QuestionError for a market that is home
    itself, additions for another question, or values that cannot be trade.
    """
    _check(home, market, period, additions)
    span = spanned(snapshot, period, (period,) if additions is not None else years)
    seller = mean_home([read_home(snapshot, home, year) for year in span])
    buyer = mean_market([read_market(snapshot, home, market, year) for year in span])
    wanted = sorted(set(seller.world) if codes is None else _checked(codes))
    case = Case(
        home=seller,
        market=buyer,
        settings=settings,
        growth=read_growth(snapshot, home, market, frozenset(wanted), span, settings),
        tariffs=tariffs,
        additions=additions,
    )
    pair = pair_ease(case)
    cells = {hs6: cell(hs6, case, pair) for hs6 in wanted}
    return MarketPotential(
        market=market,
        years=span,
        hs_rev=snapshot.manifest("product_totals").tables["product_totals"].hs_rev or 0,
        pair=pair,
        cells=cells,
        suppliers_by_hs6=read_suppliers(snapshot, market, period),
        settings=settings,
        growth=_growth(case.growth),
        tariff_source=tariffs.source if tariffs is not None else "",
        not_applied=left_out(cells.values()),
    )


def _check(home: str, market: str, period: int, additions: Additions | None) -> None:
    if home == market:
        raise QuestionError("{country} cannot be its own market.", where="market", country=market)
    asked = (home, market, period)
    if additions is not None and (additions.home, additions.market, additions.year) != asked:
        raise QuestionError(
            "The estimates are for {theirs}, the question is {ours}.",
            theirs=f"{additions.home}-{additions.market} {additions.year}",
            ours=f"{home}-{market} {period}",
        )


def _checked(codes: Iterable[str]) -> frozenset[str]:
    found = frozenset(codes)
    odd = sorted(code for code in found if not _HS6.fullmatch(code))
    if odd:
        raise UnknownProduct(
            "{code} is not an HS subheading of six digits.", fix="Write all six digits.", code=odd[0]
        )
    return found


def _growth(used: Growth) -> GrowthAnswer:
    return GrowthAnswer(
        name=used.name,
        source=used.source,
        window=used.window,
        horizon_years=used.horizon_years,
        home_gdp_ratio=used.home_gdp,
        market_gdp_ratio=used.market_gdp,
        market_population_ratio=used.market_population,
        rows=used.rows,
    )
