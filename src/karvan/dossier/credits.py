"""What the plan was made from: snapshots, pack files and citations, with their dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from karvan.dossier.law import MarketLaw
from karvan.dossier.plan import Line, MarketPlan, UsedPack, UsedSnapshot
from karvan.model.citation import Citation, Standing
from karvan.store.snapshot import Snapshot


def used_snapshots(snapshot: Snapshot, as_of: date) -> tuple[UsedSnapshot, ...]:
    """Every source in force, with its age on `as_of`."""
    found = []
    for source in sorted(snapshot.pinned):
        manifest = snapshot.pinned[source].manifest
        origin = manifest.origin
        found.append(
            UsedSnapshot(
                source=source,
                version=manifest.version,
                title=origin.title,
                publisher=origin.publisher,
                address=origin.address,
                licence=origin.licence,
                attribution=origin.attribution,
                published_on=manifest.published_on,
                fetched_on=manifest.fetched_on,
                age_days=manifest.age_days(as_of),
                is_stale=manifest.is_stale(as_of),
                content_sha256=manifest.content_sha256,
            )
        )
    return tuple(found)


def used_packs(snapshot: Snapshot) -> tuple[UsedPack, ...]:
    """Every pack file in force."""
    rows = snapshot.read("pack_files").iter_rows(named=True)
    return tuple(
        UsedPack(row["pack"], row["path"], row["sha256"], row["overrides"], row["licence"]) for row in rows
    )


def cited(snapshot: Snapshot, markets: Iterable[MarketPlan]) -> tuple[Citation, ...]:
    """The citations that any line, stop or producer of the plan names, sorted by id."""
    listed = tuple(markets)
    wanted = {one for market in listed for line in _lines(market) for one in _ids(line)}
    wanted |= {one for market in listed for one in _of_law(market.law)}
    rows = snapshot.read("pack_citations").iter_rows(named=True)
    found = (
        Citation(
            id=f"{row['pack']}:{row['id']}",
            title=row["title"],
            publisher=row["publisher"],
            address=row["address"],
            published_on=row["published_on"],
            observed_on=row["observed_on"],
            licence=row["licence"],
            standing=Standing(row["standing"]),
        )
        for row in rows
    )
    return tuple(sorted((one for one in found if one.id in wanted), key=lambda one: one.id))


def _of_law(law: MarketLaw) -> Iterable[str]:
    charges = [
        charge
        for code in law.codes
        for mine in (*(branch.charges for branch in code.branches), code.export)
        for charge in mine
    ]
    yield from (place.source for fact in law.facts for place in fact.citations)
    yield from (place.source for charge in charges for place in charge.citations)


def _lines(market: MarketPlan) -> Iterable[Line]:
    for section in market.sections:
        yield from section.recommended
        yield from section.stopped


def _ids(line: Line) -> Iterable[str]:
    yield from line.citations
    yield from line.regional.citations
    for producer in line.producers:
        yield from producer.citations
    for stop in (*line.stops, *line.flags):
        yield from stop.citations
