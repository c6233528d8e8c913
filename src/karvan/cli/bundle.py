"""`karvan data bundle`: the developers' command that builds the snapshot that ships (make bundle)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl

from karvan.cli.estimates import derive_estimates
from karvan.cube.build import cube_tables, write_cube
from karvan.errors import StoreFull
from karvan.model.progress import Progress, silent
from karvan.sources import geodist, hs_nomenclature, loading, shared_parquet, un_sanctions, world_bank
from karvan.sources.contract import Description, Reading
from karvan.store.snapshot import Store

EXPORTERS = ("IRN",)
IMPORTERS = ("AFG", "ARM", "IRQ", "UZB")
WORLD_YEARS = range(2015, 2020)
TOTALS_FROM = 2010
LARGEST_BYTES = 20_000_000


def build_bundle(shared: Path, out: Path, *, fetched_on: date, progress: Progress = silent) -> int:
    """Build the bundle from the developers' data folder; return its size in bytes.

    The full flows never enter it: their totals do, and the detail of the worked example's countries.
    Raises the errors of reading, and StoreFull when the result is larger than a bundle may be.
    """
    shutil.rmtree(out / "snapshots", ignore_errors=True)
    for done, (description, reading) in enumerate(_readings(shared)):
        progress(f"bundle {description.source}", done, 7)
        loading.load(out, description, reading, fetched_on=fetched_on)
    snapshot = Store.open(None, bundle=out)
    flows = shared_parquet.read_flows_2024(shared / "trade" / "baci_hs17_flows_2024.parquet")
    complete = flows.collect().lazy()
    tables = cube_tables(
        complete, snapshot.read("chapter_pairs"), snapshot.read("distances"), progress=progress
    )
    write_cube(out, snapshot, tables, fetched_on=fetched_on)
    derive_estimates(
        out,
        Store.open(None, bundle=out),
        fetched_on=fetched_on,
        flows=complete,
        detail_of=(EXPORTERS, IMPORTERS),
        progress=progress,
    )
    shutil.rmtree(out / "locks", ignore_errors=True)
    return _checked_size(out)


def _readings(shared: Path) -> Iterator[tuple[Description, Reading]]:
    trade, reference, names = shared / "trade", shared / "reference", shared / "nomenclature"
    yield (
        shared_parquet.BACI,
        shared_parquet.flows_reading(
            trade / "baci_hs17_flows_2024.parquet", exporters=EXPORTERS, importers=IMPORTERS
        ),
    )
    yield shared_parquet.BACI_CHAPTERS, _chapters(trade)
    yield (
        world_bank.DESCRIPTION,
        world_bank.read(reference / "world_bank_gdp.csv", reference / "world_bank_population.csv"),
    )
    yield geodist.DESCRIPTION, geodist.read(reference / "cepii_geodist.parquet")
    labels = {2017: names / "hs2017_en.parquet", 2022: names / "hs2022_en.parquet"}
    yield (
        hs_nomenclature.DESCRIPTION,
        hs_nomenclature.read(labels, names / "hs_revision_concordances.csv"),
    )
    yield (
        un_sanctions.DESCRIPTION,
        un_sanctions.read(shared / "access" / "un_consolidated_list_2026-02-27.xml"),
    )


def _chapters(trade: Path) -> Reading:
    """World pairs of five years, every year of Iran's own, and the totals of all pairs by year."""
    files = (
        trade / "baci_hs92_chapter_pairs_1995_2019.parquet",
        trade / "baci_hs92_chapter_pairs_iran_1995_2023.parquet",
        trade / "baci_hs92_chapter_totals_1995_2023.parquet",
    )
    shipped = shared_parquet.read_chapter_history(
        *files, world_years=WORLD_YEARS, always=EXPORTERS, totals_from=TOTALS_FROM
    )
    everything = shared_parquet.read_chapter_history(*files, totals_from=TOTALS_FROM)
    history = (
        everything.tables["chapter_pairs"]
        .group_by("year", "exporter", "importer")
        .agg(pl.col("value_usd").sum(), pl.len().cast(pl.Int16).alias("chapters"))
    )
    return replace(shipped, tables={**shipped.tables, "pair_history": history})


def _checked_size(out: Path) -> int:
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    if size > LARGEST_BYTES:
        raise StoreFull(
            "The bundle is {size} bytes; at most {largest} may ship.",
            where=str(out),
            fix="Ship fewer years or countries.",
            size=size,
            largest=LARGEST_BYTES,
        )
    return size
