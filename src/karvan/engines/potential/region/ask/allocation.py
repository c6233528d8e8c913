"""The question to the store: how a country's exports of a year fall to its regions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from karvan.engines.potential.region.allocate import allocate
from karvan.engines.potential.region.allocation import Allocation
from karvan.engines.potential.region.ask.customs import customs_evidence
from karvan.engines.potential.region.ask.packs import pack_evidence
from karvan.engines.potential.region.ask.revision import fitted
from karvan.engines.potential.region.ask.written import written_evidence
from karvan.engines.potential.restore.read import estimates_belong
from karvan.errors import QuestionError
from karvan.store.snapshot import Snapshot

_SUPPLY = "exporter_product_totals"


def region_allocation(
    snapshot: Snapshot,
    home: str,
    regions: Sequence[str],
    period: int,
    *,
    as_of: date,
    codes: Sequence[str] | None = None,
    restored: bool = True,
) -> Allocation:
    """Shares of `regions` (ISO 3166-2) and of the rest in what `home` exported in the year `period`.

    Evidence comes from the packs, the user's `region_evidence` and `customs_exports`; that of regions not
    named is left out. `codes`: the subheadings wanted, all of the country's exports when not given. `restored`
    counts estimated exports, where estimates belong, into the nation's. Evidence in another HS revision is used
    where its code kept its goods. Raises QuestionError for a country without exports in the data,
    SnapshotMissing.
    """
    evidence = (
        *customs_evidence(snapshot, home),
        *written_evidence(snapshot, home),
        *pack_evidence(snapshot),
    )
    hs_rev = _hs_rev(snapshot)
    return allocate(
        home,
        regions,
        _national(snapshot, home, period, restored and estimates_belong(snapshot)),
        list(fitted(snapshot, (one for one in evidence if one.region in regions), hs_rev)),
        hs_rev=hs_rev,
        as_of=as_of,
        supply_until=date(period, 12, 31),
        codes=codes,
    )


def _national(snapshot: Snapshot, home: str, period: int, add: bool) -> dict[str, float]:
    tables = [_SUPPLY, "exporter_product_estimates"] if add else [_SUPPLY]
    key, columns = {"year": period, "exporter": home}, ["hs6", "value_usd"]
    rows = pl.concat([snapshot.read(name, key, columns) for name in tables])
    if not rows.height:
        raise QuestionError("{country} has no exports in the data.", country=home)
    return dict(rows.group_by("hs6").agg(pl.col("value_usd").sum()).sort("hs6").iter_rows())


def _hs_rev(snapshot: Snapshot) -> int:
    found = snapshot.manifest(_SUPPLY).tables[_SUPPLY].hs_rev
    if found is None:
        raise QuestionError("The HS revision of the loaded trade is not known.")
    return found
