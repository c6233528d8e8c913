"""Page one: what to do, in ten lines or fewer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from karvan.dossier.plan import Line, MarketPlan, Plan
from karvan.model.known import Known
from karvan.reports import format as written
from karvan.reports.document import Items, Section, Words
from karvan.reports.documents.pen import Pen, strong
from karvan.reports.i18n import marked

MOST = 10
_LEADING = 3


def first_page(plan: Plan, pen: Pen, only: str = "", products: frozenset[str] | None = None) -> Section:
    """The ten lines, of all markets or of one; of some products only, if named."""
    markets = [one for one in plan.markets if only in ("", one.market)]
    lines = [
        *(_begin(one, pen, products) for one in markets),
        *_stops(markets, pen, products),
        *_duties(markets, pen, products),
        *_questions(markets, pen),
        *_lists(plan, pen),
        pen.say(
            marked(
                "Ask your bank and your lawyer what the payment part asks; this paper informs and clears nobody."
            )
        ),
    ]
    if len(lines) > MOST:
        lines = [*lines[: MOST - 1], lines[-1]]
    return Section("first", pen.text(marked("What to do")), (Items(tuple(lines), is_ordered=True),))


def _begin(market: MarketPlan, pen: Pen, products: frozenset[str] | None) -> Words:
    leading = [one for one in _recommended(market, products) if one.rank is not None][:_LEADING]
    name = strong(pen.runs(f"{pen.name_text(market.name)}: "))
    if not leading:
        return (*name, *pen.say(marked("no line can be recommended on what is known.")))
    names = pen.joined([pen.name_text(one.name) for one in leading])
    if isinstance(leading[0].potential_usd, Known):
        first = _shown(pen, leading[0].potential_usd.value)
        said = (
            marked("begin with %(products)s; the first has a potential of %(amount)s, estimated.")
            if market.pair.estimate is not None
            else marked("begin with %(products)s; the first has a potential of %(amount)s.")
        )
        return (*name, *pen.say(said, products=names, amount=first))
    return (
        *name,
        *pen.say(marked("begin with %(products)s; only the order is known, not the size."), products=names),
    )


def _shown(pen: Pen, value: float) -> str:
    return "".join(one.text for one in pen.usd(value, "").shown)


def _recommended(market: MarketPlan, products: frozenset[str] | None) -> Iterator[Line]:
    for group in market.sections:
        yield from (one for one in group.recommended if products is None or one.product in products)


def _stops(markets: Iterable[MarketPlan], pen: Pen, products: frozenset[str] | None) -> Iterator[Words]:
    stopped = {
        line.product: line
        for market in markets
        for group in market.sections
        for line in group.stopped
        if products is None or line.product in products
    }
    if stopped:
        titles = dict.fromkeys(pen.name_text(stop.title) for line in stopped.values() for stop in line.stops)
        count = written.whole(len(stopped), pen.lang)
        yield pen.say(
            marked("Do not offer %(count)s stopped lines: %(titles)s."),
            count=count,
            titles="؛ ".join(titles) if pen.lang == "fa" else "; ".join(titles),
        )


def _duties(markets: Iterable[MarketPlan], pen: Pen, products: frozenset[str] | None) -> Iterator[Words]:
    """One line for all markets: for how many codes the import duty is one known rate."""
    shown = [_duty(one, pen, products) for one in markets if one.law.has_market_law]
    if shown:
        said = marked(
            "Codes whose import duty is one known rate: %(markets)s. For the others load the national schedule, or give the national code."
        )
        yield pen.say(said, markets=pen.joined(shown))


def _duty(market: MarketPlan, pen: Pen, products: frozenset[str] | None) -> str:
    codes = [one for one in market.law.codes if products is None or one.product in products]
    known = sum(
        any(charge.kind == "mfn_duty" and charge.status == "known" for charge in one.branches[0].charges)
        for one in codes
        if one.branches
    )
    return pen.text(
        marked("%(market)s %(known)s of %(codes)s"),
        market=market.name,
        known=written.whole(known, pen.lang),
        codes=written.whole(len(codes), pen.lang),
    )


def _questions(markets: Iterable[MarketPlan], pen: Pen) -> Iterator[Words]:
    asked = {fact.id for market in markets for fact in market.law.of("question")}
    if asked:
        count = written.whole(len(asked), pen.lang)
        yield pen.say(
            marked(
                "Answer the %(count)s control questions first: one unanswered keeps a good from being recommended."
            ),
            count=count,
        )


def _lists(plan: Plan, pen: Pen) -> Iterator[Words]:
    found = {one.jurisdiction: one for party in plan.screened for one in party.lists}
    weak = [
        pen.word(name, "list_of")
        for name, one in found.items()
        if one.state in ("unknown", "stale") or one.is_stale
    ]
    if weak:
        yield pen.say(
            marked("Load today's sanctions lists before anybody is matched; stale or missing: %(lists)s."),
            lists=pen.joined(weak),
        )
