"""Reads the law of two countries from the packs in force, and the user's own schedules beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

import polars as pl

from karvan.engines.access.answer import StopFact
from karvan.engines.access.ask import read_rules
from karvan.engines.access.law import rows
from karvan.engines.access.law.book import CountryLaw, LawBook
from karvan.engines.access.law.exchange import Exchange, ExchangeRate
from karvan.engines.access.law.facts import Jurisdiction, ScheduleLine
from karvan.engines.access.law.own import own_lines, own_stops
from karvan.engines.access.law.schedule import Schedule
from karvan.engines.access.law.scope import Codes
from karvan.engines.access.law.trains import bands, listed_measures
from karvan.store.snapshot import Snapshot

T = TypeVar("T")
# Only official rates of exchange stand in a customs declaration.
_OFFICIAL = "official"


def open_law_book(snapshot: Snapshot, home: str, market: str, as_of: date) -> LawBook:
    """The law of `home` and `market` (ISO 3166-1 alpha-3), of all days.

    Raises SnapshotMissing when no packs are loaded.
    """
    own = _own_schedules(snapshot)
    tables = cache(lambda hs_rev: concordance(snapshot, hs_rev))
    return LawBook(
        home=_country(snapshot, home, own),
        market=_country(snapshot, market, own),
        questions=_facts(snapshot, "pack_questions", rows.question, {home, market, ""}),
        payment=_facts(snapshot, "pack_payment", rows.payment, {home, market, ""}),
        rules=read_rules(snapshot, as_of),
        codes_of=lambda hs_rev, code: codes_in(tables(hs_rev), hs_rev, code),
        is_code=lambda hs_rev, code: is_in(tables(hs_rev), code),
        own_stops_of=lambda codes, on: _own_stops(own, (home, market), codes, on),
        fx_on=lambda on, allow_stale: fx_on(snapshot, on, allow_stale=allow_stale),
        bands_of=lambda codes: bands(_trains(snapshot, "trains_rates", market, codes), codes, home),
        measures_of=lambda codes: listed_measures(
            _trains(snapshot, "trains_ntm", market, codes), codes, home
        ),
        versions=snapshot.versions(),
    )


def open_country(snapshot: Snapshot, country: str) -> CountryLaw:
    """What the packs, and the user's own schedules, hold of one country.

    Raises SnapshotMissing.
    """
    return _country(snapshot, country, _own_schedules(snapshot))


def _trains(snapshot: Snapshot, table: str, market: str, codes: Codes) -> list[Mapping[str, Any]]:
    """Rows of the user's downloads about a market and the chapters of the goods."""
    if not snapshot.has(table):
        return []
    chapters = sorted({one[:2] for same in codes.values() for one in same})
    rows = snapshot.scan(table).filter(
        pl.col("reporter") == market, pl.col("code").str.slice(0, 2).is_in(chapters)
    )
    return list(rows.collect().iter_rows(named=True))


def countries_with_law(snapshot: Snapshot) -> tuple[str, ...]:
    """Countries whose law a pack in force holds."""
    return tuple(sorted(set(snapshot.read("pack_jurisdictions", columns=["country"])["country"])))


Concordance = Mapping[str, Mapping[int, tuple[str, ...]]]


def concordance(snapshot: Snapshot, hs_rev: int) -> Concordance:
    """Chapter, heading or subheading of `hs_rev` -> revision beside it -> the same goods there.

    Tables lead from a newer revision to an older one only, so they are read in both directions. Empty when no
    concordance is loaded.
    """
    found: dict[str, dict[int, dict[str, None]]] = {}
    if not snapshot.has("hs_concordance"):
        return {}
    table = snapshot.scan("hs_concordance")
    back = table.filter(pl.col("from_rev") == hs_rev).select("to_rev", "from_code", "to_code")
    forth = table.filter(pl.col("to_rev") == hs_rev).select(
        to_rev="from_rev", from_code="to_code", to_code="from_code"
    )
    for rev, here, there in pl.concat([back, forth]).sort("to_code").collect().iter_rows():
        for digits in (2, 4, 6):
            found.setdefault(here[:digits], {}).setdefault(rev, {})[there[:digits]] = None
    return {code: {rev: tuple(same) for rev, same in there.items()} for code, there in found.items()}


def codes_in(table: Concordance, hs_rev: int, code: str) -> Codes:
    """The same goods in each revision. Digits beyond the subheading are of the code's own revision only.

    Where the concordance does not know the code, the other revisions are left out: then their facts do not
    reach the goods, except those about all goods.
    """
    return {**table.get(code[:6], {}), hs_rev: (code,)}


def is_in(table: Concordance, code: str) -> bool | None:
    """Whether the revision has the code, by its whole pairs of digits up to the subheading; None = no table."""
    return code[: min(len(code) // 2 * 2, 6)] in table if table else None


def fx_on(snapshot: Snapshot, on: date, *, allow_stale: bool = False) -> Exchange:
    """Exchange of the day by the official rates of the user's table."""
    if not snapshot.has("fx"):
        return Exchange((), on)
    columns = ("base", "quote", "rate", "on", "source")
    rows = snapshot.read("fx", {"kind": _OFFICIAL}).select(columns).iter_rows()
    rates = (ExchangeRate(base, quote, Decimal(rate), day, by) for base, quote, rate, day, by in rows)
    return Exchange(rates, on, allow_stale=allow_stale)


_Own = tuple[tuple[Mapping[str, Any], Mapping[str, Any]], ...]


def _own_schedules(snapshot: Snapshot) -> Mapping[str, _Own]:
    """By country: each line of the user's schedules with what its schedule says of itself."""
    if not snapshot.has("national_schedule_lines"):
        return {}
    about = {(one["country"], one["schedule"]): one
             for one in snapshot.read("national_schedules").iter_rows(named=True)}  # fmt: skip
    found: dict[str, list[tuple[Mapping[str, Any], Mapping[str, Any]]]] = {}
    for line in snapshot.read("national_schedule_lines").iter_rows(named=True):
        found.setdefault(line["country"], []).append((line, about[line["country"], line["schedule"]]))
    return {country: tuple(lines) for country, lines in found.items()}


def _own_stops(
    own: Mapping[str, _Own], countries: Iterable[str], codes: Codes, on: date
) -> Iterator[StopFact]:
    for country, side in zip(countries, ("export", "import"), strict=True):
        for line, about in own.get(country, ()):
            mine = codes.get(line["hs_rev"], ())
            if any(one.startswith(line["code"]) or line["code"].startswith(one) for one in mine):
                yield from (stop for stop in own_stops(line, about, on) if stop.id.endswith(side))


def _country(snapshot: Snapshot, country: str, own: Mapping[str, _Own]) -> CountryLaw:
    only = {country}
    jurisdictions = _facts(snapshot, "pack_jurisdictions", rows.jurisdiction, only)
    return CountryLaw(
        country=country,
        jurisdictions=jurisdictions,
        measures=_facts(snapshot, "pack_measures", rows.measure, only),
        treatments=_facts(snapshot, "pack_treatments", rows.treatment, only),
        agreements=_facts(snapshot, "pack_agreements", rows.agreement, only),
        documents=_facts(snapshot, "pack_documents", rows.document, only),
        steps=_facts(snapshot, "pack_steps", rows.step, only),
        schedules=_schedules(snapshot, country, jurisdictions, own.get(country, ())),
    )


def _schedules(
    snapshot: Snapshot, country: str, jurisdictions: tuple[Jurisdiction, ...], own: _Own
) -> tuple[Schedule, ...]:
    by_rev: dict[int, list[ScheduleLine]] = {}
    for row in snapshot.read("pack_schedule_lines", {"country": country}).iter_rows(named=True):
        rev = jurisdictions[0].hs_rev
        by_rev.setdefault(rev, []).append(rows.schedule_line(row, rev))
    for line, about in own:
        by_rev.setdefault(line["hs_rev"], []).extend(own_lines(line, about))
    return tuple(Schedule.of(rev, lines) for rev, lines in sorted(by_rev.items()))


def _facts(
    snapshot: Snapshot, table: str, fact: Callable[[rows.Row], T], countries: set[str]
) -> tuple[T, ...]:
    return tuple(fact(row) for row in snapshot.read(table, {"country": countries}).iter_rows(named=True))
