"""`karvan markets`: the conference's markets beside all others, with reasons for and against each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from karvan.cli.clock import day
from karvan.cli.home import karvan_home
from karvan.cli.output import done, line, table, watched
from karvan.cli.words import marked
from karvan.engines.potential.markets import MarketRow, Reason
from karvan.model.known import Known, Maybe

if TYPE_CHECKING:
    from karvan.dossier.markets import Comparison

_REASONS = {
    "large_potential": marked("potential among the top tenth"),
    "room_left": marked("{share:.0%} of the potential unused"),
    "large_imports": marked("imports of these products among the top tenth"),
    "near": marked("near ({km:,.0f} km)"),
    "grows": marked("grows faster than the world (x{growth:.2f} in five years)"),
    "served": marked("served already: {share:.0%} of the potential unused"),
    "far": marked("far ({km:,.0f} km)"),
    "shrinks": marked("grows slower than the world (x{growth:.2f} in five years)"),
    "stops": marked("{stops} of {lines} product lines are stopped by a prohibition or a listing"),
    "trade_unknown": marked("neither side reports and nothing is estimated"),
    "estimated": marked("trade estimated, 80 % between {low:,.0f} and {high:,.0f} USD"),
    "wide_estimate": marked("trade only roughly estimated, 80 % between {low:,.0f} and {high:,.0f} USD"),
    "imports_estimated": marked("{share:.0%} of its imports of these products are estimated"),
    "does_not_report": marked("does not report its trade"),
    "law_unknown": marked("law not checked"),
}


def markets(
    *,
    region: str,
    named: str = "",
    top: int = 15,
    raw: bool = False,
    as_of: str | None = None,
    on: str | None = None,
) -> None:
    """Rank all markets for what a region makes; the named ones are marked and shown with their reasons.

    Parameters
    ----------
    region
        A region by slug or ISO 3166-2 code.
    named
        The conference's target countries, comma separated.
    top
        How many of the other markets to show.
    raw
        Count visible trade only.
    as_of
        The day whose knowledge counts; today when not given.
    on
        The day whose law counts; as_of when not given.
    """
    from karvan.cli.plan_job import open_store
    from karvan.dossier.encode import plain
    from karvan.dossier.markets import compare_markets
    from karvan.model.markets import markets_of

    known_on = day(as_of)
    with watched() as watch:
        watch.progress("compare markets", 0, 0)
        found = compare_markets(
            open_store(karvan_home()),
            region,
            markets_of(named),
            as_of=known_on,
            on=day(on) if on else known_on,
            restored=not raw,
        )
    document: dict[str, Any] = {
        "region": found.region.code,
        "home": found.region.home,
        "period": found.period,
        "product_lines": found.lines,
        "subheadings": found.subheadings,
        "is_national": True,
        **plain(found.answer),
    }
    done(document, _lines(found, top))


def _lines(found: Comparison, top: int) -> list[str]:
    """The table of the first markets and the named ones, then the reasons of the named."""
    ranked, unknown = found.answer.ranked, found.answer.unknown
    shown = [row for row in ranked if row.is_named or (row.rank or 0) <= top]
    head = line(
        marked("{region}: {lines} product lines, national potential of {home} in {count} markets, {period}."),
        region=found.region.slug,
        lines=found.lines,
        home=found.region.home,
        count=len(ranked),
        period=found.period,
    )
    headings = ("", "rank", "market", "potential", "unrealised", "trade", "status", "products")
    codes = ", ".join(row.figures.market for row in unknown)
    rest = [line(marked("Not ranked, potential unknown: {markets}"), markets=codes)] if unknown else []
    named = found.answer.named() or tuple(shown[:4])
    return [head, *table(headings, map(_cells, shown)), *rest, *_reasons(named)]


def _cells(row: MarketRow) -> tuple[object, ...]:
    one = row.figures
    amounts = (_usd(one.potential_usd), _usd(one.unrealised_usd), _usd(one.trade_usd))
    return ("*" if row.is_named else "", row.rank, one.market, *amounts, one.trade_status, one.products)


def _reasons(rows: tuple[MarketRow, ...]) -> list[str]:
    said = []
    for row in rows:
        for words, reasons in (
            (marked("{market} for: {reasons}"), row.reasons_for),
            (marked("{market} against: {reasons}"), row.reasons_against),
        ):
            told = "; ".join(_said(one) for one in reasons) or "-"
            said.append(line(words, market=row.figures.market, reasons=told))
    return said


def _said(reason: Reason) -> str:
    return line(_REASONS[reason.code], **reason.facts)


def _usd(value: Maybe[float]) -> str:
    return f"{value.value:,.0f}" if isinstance(value, Known) else value.reason
