"""Duty rates of many goods in many countries at once: rate and status only, for sorting and for the potential."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import polars as pl

from karvan.engines.access.law.answer import Levy
from karvan.engines.access.law.ask import codes_in, concordance, open_country
from karvan.engines.access.law.book import CountryLaw
from karvan.engines.access.law.facts import Measure
from karvan.engines.access.law.levies import Moment, levies
from karvan.engines.access.law.schedule import own_before_shipped
from karvan.engines.access.law.scope import Codes
from karvan.store.snapshot import Snapshot

SCHEMA = {
    "market": pl.String(),
    "code": pl.String(),
    "kind": pl.String(),
    "branch": pl.String(),
    "status": pl.String(),
    "why": pl.String(),
    "rate": pl.String(),
    "low": pl.String(),
    "high": pl.String(),
    "measure": pl.String(),
}
_DUTIES = ("mfn_duty", "preference")


def duties(
    snapshot: Snapshot,
    codes: Sequence[str],
    markets: Sequence[str],
    *,
    hs_rev: int,
    home: str,
    on: date,
    known_on: date,
) -> pl.DataFrame:
    """MFN duty and preferences of each code in each market on a day.

    Columns: market, code, kind, branch, status, why, rate, low, high, measure; one row for each duty the law
    names, and one with status unknown where it names none. Raises SnapshotMissing.
    """
    moment = Moment(on, known_on, allow_stale=False)
    table = concordance(snapshot, hs_rev)
    goods = {code: codes_in(table, hs_rev, code) for code in codes}
    rows: list[tuple[str, ...]] = []
    for market in markets:
        law = open_country(snapshot, market)
        nearby = _by_chapter(law.measures, moment)
        for code in codes:
            rows += _of(law, nearby, goods[code], home, code, moment)
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


_EVERYWHERE = ""


def _by_chapter(measures: Iterable[Measure], moment: Moment) -> Mapping[str, list[Measure]]:
    """Duties of the day by the chapters they speak of; those about all goods under the empty text."""
    found: dict[str, list[Measure]] = defaultdict(list)
    for one in measures:
        if one.kind not in _DUTIES or not one.envelope.holds(moment.on, moment.known_on):
            continue
        for chapter in {code[:2] for code in one.scope.codes} or {_EVERYWHERE}:
            found[chapter].append(one)
    return found


def _of(
    law: CountryLaw,
    nearby: Mapping[str, list[Measure]],
    codes: Codes,
    home: str,
    code: str,
    moment: Moment,
) -> Iterable[tuple[str, ...]]:
    chapters = {one[:2] for same in codes.values() for one in same}
    found = levies(
        {one.id: one for near in (_EVERYWHERE, *sorted(chapters)) for one in nearby.get(near, ())}.values(),
        own_before_shipped(
            line
            for schedule in law.schedules
            for line in schedule.under(codes)
            if line.kind in _DUTIES and line.envelope.holds(moment.on, moment.known_on)
        ),
        codes,
        origin=home,
        destination=law.country,
        direction="import",
        moment=moment,
    )
    if not any(levy.kind == "mfn_duty" for levy in found):
        yield (law.country, code, "mfn_duty", "", "unknown", "not_loaded", "", "", "", "")
    yield from (_row(law.country, code, levy) for levy in found)


def _row(market: str, code: str, levy: Levy) -> tuple[str, ...]:
    rate = levy.rate if levy.status == "known" else ""
    return (
        market,
        code,
        levy.kind,
        levy.branch,
        levy.status,
        levy.why,
        rate,
        levy.low,
        levy.high,
        levy.measure,
    )
