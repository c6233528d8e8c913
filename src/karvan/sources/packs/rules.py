"""What no single field can tell: order of dates, names used twice, facts that point to nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from karvan.sources.packs.in_force import HEAD
from karvan.sources.packs.law_rules import check_law
from karvan.sources.packs.shares import fault
from karvan.sources.packs.study import Fact, Pack


def check(packs: Sequence[Pack]) -> None:
    """Report every fault between the facts of all packs."""
    for pack in packs:
        _dates(pack)
        _products(pack)
        _producers(pack)
        _shares(pack)
        for stop in pack.facts("stops.yml"):
            _stop(stop)
        check_law(pack)
    _once(packs, "region.yml", ("code",))
    _once(packs, "region.yml", ("slug",))
    _once(packs, "stops.yml", ("id",))
    _once(packs, "names.yml", ("code", "lang", "kind", "name"))
    _once(packs, "events.yml", ("home", "id"))


def _wrong(fact: Fact, message: str, fix: str, **facts: object) -> None:
    fact.page.report(fact.page.wrong(fact.line, message, fix, **facts))


def _dates(pack: Pack) -> None:
    for cited in pack.citations.values():
        _in_order(cited, "published_on", "observed_on")
    for sheet in pack.sheets.values():
        _in_order(sheet.head, "observed_on", "review_by")
    for stop in pack.facts("stops.yml"):
        _in_order(stop, "observed_on", "review_by")
        _in_order(stop, "valid_from", "valid_to")


def _in_order(fact: Fact, first: str, then: str) -> None:
    one, two = fact.values.get(first), fact.values.get(then)
    if isinstance(one, date) and isinstance(two, date) and two < one:
        _wrong(
            fact,
            "{then} ({two}) is before {first} ({one}).",
            "Correct one of the two dates.",
            then=then,
            two=two,
            first=first,
            one=one,
        )


def _products(pack: Pack) -> None:
    lines = pack.facts("products.yml")
    if lines and not pack.facts("region.yml") and not pack.has_faulty("region.yml"):
        _wrong(
            lines[0],
            "The pack {pack} has products but no region.",
            "Add region.yml beside {head}.",
            pack=pack.id,
            head=HEAD,
        )
    _unique(lines, ("id",))


def _producers(pack: Pack) -> None:
    producers = pack.facts("producers.yml")
    known = {one.values["id"] for one in pack.facts("products.yml")}
    is_faulty = pack.has_faulty("products.yml")
    _unique(producers, ("id",))
    for one in producers:
        for product in [] if is_faulty else [name for name in one.values["products"] if name not in known]:
            _wrong(
                one,
                "The producer {producer} makes {product}, which products.yml does not have.",
                "Correct the id, or add the product.",
                producer=one.values["id"],
                product=product,
            )
        if one.values["listed_from"] and one.values["screening"] != "listed":
            _wrong(
                one,
                "The producer {producer} has a listing date but is not listed.",
                "Set screening to listed, or listed_from to null.",
                producer=one.values["id"],
            )


def _shares(pack: Pack) -> None:
    shares = pack.facts("shares.yml")
    _unique(shares, ("id",))
    if shares and not pack.facts("region.yml") and not pack.has_faulty("region.yml"):
        _wrong(
            shares[0],
            "The pack {pack} has shares but no region.",
            "Add region.yml beside {head}.",
            pack=pack.id,
            head=HEAD,
        )
    for one in shares:
        _in_order(one, "period_start", "period_end")
        if found := fault(one):
            one.page.report(found)


def _stop(stop: Fact) -> None:
    """A ban announced for two months may have been prolonged: `unknown` goes with an end and without."""
    lifting, end = stop.values["lifting"], stop.values["valid_to"]
    if (lifting == "lifted" and end is None) or (lifting == "open" and end is not None):
        _wrong(
            stop,
            "The stop {stop} has lifting {lifting} and valid_to {end}.",
            "A lifted stop has a last day, an open one has null.",
            stop=stop.values["id"],
            lifting=lifting,
            end=end or "null",
        )


def _once(packs: Iterable[Pack], name: str, keys: tuple[str, ...]) -> None:
    _unique(list(_all(packs, name)), keys)


def _all(packs: Iterable[Pack], name: str) -> Iterator[Fact]:
    for pack in packs:
        yield from pack.facts(name)


def _unique(facts: Iterable[Fact], keys: tuple[str, ...]) -> None:
    seen: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        value = tuple(fact.values[key] for key in keys)
        if value in seen:
            first = seen[value]
            _wrong(
                fact,
                "{what} stands twice; first at {first}.",
                "Give each its own, or remove one.",
                what=" ".join(map(str, value)),
                first=f"{first.page.path.name}:{first.line}",
            )
        seen.setdefault(value, fact)
