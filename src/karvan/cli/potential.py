"""`karvan potential` and `karvan why`: what one exporter can sell in one market, and where each figure comes from."""

from __future__ import annotations

from typing import Any

from karvan.cli.home import karvan_home
from karvan.cli.output import done, watched
from karvan.cli.words import marked
from karvan.errors import QuestionError


def potential(
    *,
    exporter: str,
    market: str,
    product: str = "",
    top: int = 20,
    total: bool = False,
    raw: bool = False,
    neutral: bool = False,
    without_energy: bool = False,
    income_elasticity: float = 1.0,
    tariff_elasticity: float = 1.0,
) -> None:
    """Export potential of a country in a market, with the pair's trade: observed, estimated or unknown.

    Parameters
    ----------
    exporter
        The selling country: ISO 3166-1 code or name.
    market
        The buying country.
    product
        HS code of 2, 4 or 6 digits: its subheadings only; for six digits every factor is shown.
    top
        How many subheadings to show, largest potential first.
    total
        Only the sums over all subheadings.
    raw
        Count visible trade only: no estimates of what neither side reports.
    neutral
        Without projected growth.
    without_energy
        Ease without chapter 27 for all other products.
    income_elasticity
        Exponent of income per head in demand.
    tariff_elasticity
        Exponent of the tariff factors, where tariffs are given.
    """
    from karvan.cli.potential_job import Asked, ask_potential, full_document, total_document, with_thresholds
    from karvan.cli.potential_lines import full_lines, total_lines
    from karvan.model.markets import market_of

    if top < 1:
        raise QuestionError(marked("At least one subheading must be asked for."), where="--top")
    named = market_of(exporter), market_of(market)
    asked = Asked(*named, product, top, raw, neutral, without_energy, income_elasticity, tariff_elasticity)
    with watched() as watch:
        watch.progress(f"potential {asked.market}", 0, 0)
        found = ask_potential(karvan_home(), asked)
        found = found if total else with_thresholds(karvan_home(), found)
    if total:
        document: dict[str, Any] = total_document(found)
        done(document, total_lines(document, asked))
        return
    done(full_document(found), full_lines(found))


def why(exporter: str, market: str, product: str, /, *, raw: bool = False) -> None:
    """Every factor of one subheading's potential, with the rows and sources behind it.

    Parameters
    ----------
    exporter
        The selling country: ISO 3166-1 code or name.
    market
        The buying country.
    product
        HS subheading, six digits.
    raw
        Count visible trade only.
    """
    from karvan.cli.potential_job import Asked, ask_potential, why_document
    from karvan.cli.potential_lines import why_lines
    from karvan.model.markets import market_of

    if len(product) != 6:
        raise QuestionError(
            marked("{product} is not a subheading of six digits."),
            where="product",
            fix=marked("For headings and chapters say karvan potential --product."),
            product=product,
        )
    asked = Asked(exporter=market_of(exporter), market=market_of(market), product=product, top=1, is_raw=raw)
    found = ask_potential(karvan_home(), asked)
    done(why_document(found), why_lines(found))
