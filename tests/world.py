"""A tiny world that is whole: every table the main job needs, in a warehouse of its own.

The trade is the toy of the method notes (three countries, two products) under real codes: ARM, IRN and
UZB trade 760612 and 200911; AFG and IRQ never report and are seen by nobody.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from karvan.cube.build import cube_tables, write_cube
from karvan.store.manifest import Manifest, Origin
from karvan.store.snapshot import Snapshot, Store
from karvan.store.tables import declared
from karvan.store.tables.law import TABLES as LAW
from karvan.store.write import Draft, write_snapshot

FETCHED = date(2026, 11, 24)
ORIGIN = Origin("Toy", "karvan tests", "https://example.invalid/toy", "CC0", "toy", 400)

# exporter, importer -> (760612, 200911): the golden toy of method notes 2.1, 0 = IRN, 1 = UZB, 2 = ARM.
TOY = {
    ("IRN", "UZB"): (30, 5),
    ("IRN", "ARM"): (10, 15),
    ("UZB", "IRN"): (8, 12),
    ("UZB", "ARM"): (2, 28),
    ("ARM", "IRN"): (20, 4),
    ("ARM", "UZB"): (10, 36),
}
PRODUCTS = ("760612", "200911")


def frame(table: str, rows: list[tuple[object, ...]]) -> pl.DataFrame:
    """Rows as a frame of a declared table."""
    return pl.DataFrame(rows, schema=declared(table).schema, orient="row")


def put(root: Path, source: str, tables: dict[str, pl.DataFrame], **more: object) -> Manifest:
    """Write one snapshot with plain provenance."""
    draft = Draft(
        source=source,
        label=str(more.pop("label", "toy")),
        origin=ORIGIN,
        published_on=date(2026, 2, 1),
        fetched_on=FETCHED,
        content_sha256=str(more.pop("content_sha256", "0" * 64)),
        tables=tables,
        **more,
    )
    return write_snapshot(root, draft)


def toy_flows() -> pl.DataFrame:
    rows = [
        (2024, exporter, importer, hs6, float(value), None)
        for (exporter, importer), values in TOY.items()
        for hs6, value in zip(PRODUCTS, values, strict=True)
    ]
    return frame("flows", rows)


def chapters() -> pl.DataFrame:
    """History: Iran sold to Iraq and Afghanistan until 2022; enough once-large pairs to tell who is silent."""
    rows = []
    silent, loud = ("AFG", "IRQ", "SYR", "TKM"), ("ARM", "UZB")
    for year in range(2015, 2020):
        rows += [(year, a, b, "72", 20_000_000.0, "both") for a in silent for b in silent if a != b]
        rows += [(year, "IRN", b, "72", 50_000_000.0, "both") for b in silent]
        rows += [(year, "IRN", b, "76", 40_000_000.0, "both") for b in loud]
        # A hundred small places make the year a year of world history.
        rows += [(year, f"X{n:02d}", "ARM", "01", 10_000.0, "importer") for n in range(101)]
    rows += [
        (2022, "IRN", "IRQ", "72", 70_000_000.0, "both"),
        (2022, "IRN", "IRQ", "80", 30_000_000.0, "exporter"),
    ]
    return frame("chapter_pairs", rows)


def distances(km: float = 1000.0) -> pl.DataFrame:
    countries = ("AFG", "ARM", "IRN", "IRQ", "UZB")
    rows = [(a, b, km, km, km, False, False, False, False) for a in countries for b in countries if a != b]
    return frame("distances", rows)


def flows_with_silent() -> pl.DataFrame:
    """The toy, plus what reporters declare of Iraq's and Afghanistan's purchases and sales."""
    extra = [(2024, "UZB", market, "760612", 7.0, None) for market in ("IRQ", "AFG")]
    extra += [(2024, market, "UZB", "200911", 1.0, None) for market in ("IRQ", "AFG", "SYR", "TKM")]
    extra += [(2024, "UZB", market, "200911", 1.0, None) for market in ("SYR", "TKM")]
    return pl.concat([toy_flows(), frame("flows", extra)])


def trade_world(root: Path, flows: pl.DataFrame | None = None, km: float = 1000.0) -> Snapshot:
    """Trade data only: flows, history, distances, labels, cube."""
    used = flows_with_silent() if flows is None else flows
    coverage = {"years": [2024], "complete": True}
    put(root, "baci", {"flows": used}, hs_rev=2017, coverage=coverage)
    totals = frame("chapter_totals", [(2022, "IRN", "72", 1.0, 1.0)])
    put(
        root,
        "baci_chapters",
        {"chapter_pairs": chapters(), "chapter_totals": totals, "pair_history": frame("pair_history", [])},
    )
    put(root, "geodist", {"distances": distances(km)})
    labels = [
        (2017, "72", "", "Iron and steel", "-"),
        (2017, "80", "", "Tin", "-"),
        (2017, "7606", "76", "Aluminium plates", "kg"),
        (2017, "760612", "7606", "Aluminium plates of alloys", "kg"),
        (2017, "200911", "2009", "Frozen orange juice", "kg"),
    ]
    put(
        root,
        "hs_nomenclature",
        {"hs_labels": frame("hs_labels", labels), "hs_concordance": frame("hs_concordance", [])},
    )
    snapshot = Store.open(root, bundle=root / "none")
    tables = cube_tables(snapshot.scan("flows"), snapshot.read("chapter_pairs"), snapshot.read("distances"))
    write_cube(root, snapshot, tables, fetched_on=FETCHED)
    return Store.open(root, bundle=root / "none")


def toy_packs(root: Path) -> None:
    """One region with a free line, a banned line and a line whose only producer is listed."""
    day = date(2026, 11, 24)
    put(
        root,
        "packs",
        {
            "pack_files": frame("pack_files", [("toy", "products.yml", "f" * 64, False, False, "CC0")]),
            "pack_citations": frame(
                "pack_citations",
                [
                    (
                        "toy",
                        one,
                        f"Title {one}",
                        "Toy press",
                        "https://example.invalid",
                        None,
                        day,
                        "CC0",
                        "single_source",
                    )
                    for one in ("ban", "made", "list", "war")
                ],
            ),
            "pack_regions": frame(
                "pack_regions", [("IR-00", "markazi", "IRN", "Markazi", "مرکزی", "toy", "made")]
            ),
            "pack_products": frame(
                "pack_products",
                [
                    (
                        "IR-00",
                        line,
                        line.title(),
                        "کالا",
                        sector,
                        2017,
                        code,
                        "assigned",
                        "made",
                        "ساخته",
                        None,
                        "made",
                        "toy",
                    )
                    for line, sector, code in (
                        ("juice", "food", "200911"),
                        ("plate", "industry", "7606"),
                        ("sheet", "industry", "760612"),
                    )
                ],
            ),
            "pack_producers": frame(
                "pack_producers",
                [
                    (
                        "IR-00",
                        "works",
                        "Fictional Works",
                        "کارخانهٔ فرضی",
                        "sheet",
                        "listed",
                        "Toy list",
                        "فهرست",
                        None,
                        "Toy list of 2026-01-01",
                        "list",
                        "toy",
                    )
                ],
            ),
            "pack_stops": frame(
                "pack_stops",
                [
                    (
                        "ban",
                        "export_ban",
                        "stop",
                        "IRN",
                        "",
                        2017,
                        "20",
                        date(2026, 3, 3),
                        None,
                        "unknown",
                        "Food ban",
                        "منع غذا",
                        "All food.",
                        "همهٔ غذا.",
                        day,
                        date(2026, 12, 24),
                        "single_source",
                        "ban",
                        "toy",
                    )
                ],
            ),
            "pack_events": frame(
                "pack_events", [("IRN", "war", date(2026, 2, 28), "War", "جنگ", "war", "toy")]
            ),
            "pack_names": frame("pack_names", []),
            **{table.name: frame(table.name, []) for table in LAW},
        },
    )
