"""`karvan diversify`: products that are not exported yet, ranked for a market; never in dollars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karvan.cli.home import karvan_home
from karvan.cli.output import done, line, table
from karvan.cli.words import marked
from karvan.errors import QuestionError
from karvan.model.known import Known

if TYPE_CHECKING:
    from karvan.dossier.names import Labels
    from karvan.engines.potential.diversify import Ranking


def diversify(*, market: str, exporter: str = "", region: str = "", top: int = 20, raw: bool = False) -> None:
    """Rank what a country or region does not export yet by nearness to what it makes and by demand.

    Parameters
    ----------
    market
        The buying country.
    exporter
        The selling country; its basket is what it exports with a revealed advantage.
    region
        Or a region, whose basket is what its pack says it makes.
    top
        How many products to show.
    raw
        Count visible trade only.
    """
    from karvan.cli.plan_job import open_store
    from karvan.dossier.encode import plain
    from karvan.dossier.names import open_labels
    from karvan.dossier.region import find_region, product_lines
    from karvan.engines.potential.diversify import diversify as rank
    from karvan.engines.potential.diversify import registry_entries
    from karvan.model.markets import market_of

    if bool(exporter) == bool(region):
        raise QuestionError(marked("Give either an exporter or a region."), where="--exporter, --region")
    if top < 1:
        raise QuestionError(marked("At least one product must be asked for."), where="--top")
    snapshot = open_store(karvan_home())
    period = max(snapshot.manifest("product_totals").coverage["years"])
    where = find_region(snapshot, region) if region else None
    basket = [hs6 for one in product_lines(snapshot, where) for hs6 in one.hs6] if where else None
    home, wanted = where.home if where else market_of(exporter), market_of(market)
    entries = registry_entries(snapshot, where.code) if where else ()
    found = rank(snapshot, home, wanted, period, basket=basket, entries=entries, restored=not raw, top=top)
    labels = open_labels(snapshot)
    document = {
        "exporter": home,
        "region": where.code if where else None,
        "market": wanted,
        "period": period,
        "is_ranking": True,
        "basket": "region_products" if where else "national_rca",
        **{
            name: [{**plain(one), "label": labels.of(one.hs6).en} for one in getattr(found, name)]
            for name in ("candidates", "energy")
        },
        "left_out": list(found.left_out),
        "not_wanted": list(found.not_wanted),
        "basket_not_traded": list(found.basket_not_traded),
    }
    done(document, _lines(where.slug if where else home, wanted, found, labels))


def _lines(who: str, market: str, found: Ranking, labels: Labels) -> list[str]:
    head = line(
        marked("{who} -> {market}: products not exported yet, by nearness and demand."),
        who=who,
        market=market,
    )
    # Screening and prohibitions gate every recommendation, and none was made here.
    note = line(marked("A ranking, no recommendation: law, prohibitions and parties are not checked."))
    rows = [
        (
            one.rank,
            one.hs6,
            f"{one.density:.3f}",
            f"{one.lift.value:.2f}" if isinstance(one.lift, Known) else "-",
            "/".join(code for code, _ in one.related),
            labels.of(one.hs6).en[:50],
        )
        for one in found.candidates
    ]
    fuels = ", ".join(one.hs6 for one in found.energy[:3])
    apart = [line(marked("Energy (chapter 27) apart: {codes}"), codes=fuels)] if fuels else []
    return [head, note, *apart, *table(("rank", "HS6", "density", "lift", "related", "label"), rows)]
