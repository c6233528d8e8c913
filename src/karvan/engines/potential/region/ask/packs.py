"""Evidence from the packs: stated shares, and the region's part of the country's people or product."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from karvan.engines.potential.region.ask.cited import table_citation
from karvan.engines.potential.region.evidence import Evidence, Level
from karvan.model.citation import Citation, Standing
from karvan.model.territory import alpha3_of
from karvan.store.snapshot import Snapshot

_TABLE = "pack_shares"
# (basis, unit) of a fallback whose national figure a table of the World Bank has: table and column.
_NATIONAL = {("population", "persons"): "population", ("gdp", "current USD"): "gdp"}
_COLUMN = {"population": "population", "gdp": "gdp_usd"}
_SAME = (
    "region",
    "code",
    "hs_rev",
    "basis",
    "period_start",
    "period_end",
    "observed_on",
    "review_by",
    "share",
    "amount",
)


def pack_evidence(snapshot: Snapshot) -> Iterator[Evidence]:
    """Every share of the loaded packs; a missing national figure is the World Bank's of that year."""
    if not snapshot.has(_TABLE):
        return
    cited = {
        (row["pack"], row["id"]): _citation(row)
        for row in snapshot.read("pack_citations").iter_rows(named=True)
    }
    for row in snapshot.read(_TABLE).iter_rows(named=True):
        nation, more = _nation(snapshot, row)
        first, *others = (cited[row["pack"], name] for name in row["citations"].split(","))
        yield Evidence(
            level=Level(row["level"]),
            citation=first,
            also=(*others, *more),
            nation_amount=nation,
            unit=row["unit"] or "",
            **{key: row[key] for key in _SAME},
        )


def _citation(row: Mapping[str, Any]) -> Citation:
    kept = ("title", "publisher", "address", "published_on", "observed_on", "licence")
    plain = {key: row[key] for key in kept}
    return Citation(id=f"{row['pack']}:{row['id']}", standing=Standing(row["standing"]), **plain)


def _nation(snapshot: Snapshot, row: Mapping[str, Any]) -> tuple[float | None, tuple[Citation, ...]]:
    table = _NATIONAL.get((row["basis"], row["unit"]))
    year = _year(row["period_start"], row["period_end"])
    if row["amount"] is None or row["nation_amount"] is not None or table is None or year is None:
        return row["nation_amount"], ()
    if not snapshot.has(table):
        return None, ()
    found = snapshot.read(table, {"country": alpha3_of(row["region"]), "year": year}, [_COLUMN[table]])
    if not found.height:
        return None, ()
    return float(found.item()), (table_citation(snapshot, table, table, Standing.VERIFIED),)


def _year(start: date | None, end: date | None) -> int | None:
    """The calendar year in which the middle of the period lies."""
    if start is None or end is None:
        known = start or end
        return known.year if known else None
    return (start + (end - start) / 2).year
