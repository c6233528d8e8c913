"""The shipped packs load, are clean, and say what the worked example needs."""

from __future__ import annotations

import json
import re
from datetime import date

import polars as pl
import pytest
from tests.sources.whole_way import SHARED, needs_shared

from karvan.engines.access.answer import ProducerFinding
from karvan.engines.access.stops import producer_group
from karvan.sources.contract import Reading
from karvan.sources.packs import SHIPPED, lint, read
from karvan.store.check import checked
from karvan.store.tables import declared

AS_OF = date(2026, 11, 24)


@pytest.fixture(scope="module")
def shipped() -> Reading:
    return read(SHIPPED)


def test_clean() -> None:
    assert lint([SHIPPED], as_of=AS_OF) == []


@needs_shared
def test_every_code_is_of_its_revision() -> None:
    codes = {
        rev: set(pl.read_parquet(SHARED / "nomenclature" / f"hs{rev}_en.parquet")["id"])
        for rev in (2017, 2022)
    }
    assert lint([SHIPPED], nomenclature=codes) == []


def test_tables_fit_their_declaration(shipped: Reading) -> None:
    for name, frame in shipped.tables.items():
        assert checked(frame, declared(name)).height == frame.height
    assert (shipped.label, shipped.published_on) == ("2026-11-24", AS_OF)


def test_every_citation_is_used(shipped: Reading) -> None:
    declared_ids = set(shipped.tables["pack_citations"].select("pack", "id").rows())
    cited = {
        (row["pack"], one)
        for name, frame in shipped.tables.items()
        if "citations" in frame.columns
        for row in frame.iter_rows(named=True)
        for one in _cited(row["pack"], row["citations"])
    }
    assert declared_ids == cited


def _cited(pack: str, citations: str) -> list[str]:
    """Ids of a pack's citations: facts of law keep them with their pinpoints, as JSON."""
    if not citations.startswith("["):
        return citations.split(",")
    return [source.removeprefix(f"{pack}:") for source, _ in json.loads(citations)]


def test_lines_whose_only_known_producers_are_listed(shipped: Reading) -> None:
    groups: dict[str, list[str]] = {}
    producers = shipped.tables["pack_producers"]
    for product in shipped.tables["pack_products"]["product"].unique().sort():
        rows = producers.filter(pl.col("product") == product).iter_rows(named=True)
        group = producer_group([_finding(row) for row in rows])
        groups.setdefault(group, []).append(product)
    del groups["unknown"]
    assert groups == {
        "listed_only": [
            "aluminium-unwrought",
            "bitumen",
            "combine-harvesters",
            "industrial-machinery",
            "jet-fuel",
            "lpg",
            "polyethylene",
            "polypropylene",
            "pressure-vessels-boilers",
        ],
        "not_found": [
            "aluminium-rolled",
            "rail-vehicles",
            "road-building-machines",
            "towers-poles-structures",
        ],
        "some_listed": ["aluminium-profiles-castings", "light-hydrocarbons", "tiles"],
    }


def _finding(row: dict[str, str]) -> ProducerFinding:
    return ProducerFinding(row["name_en"], row["name_fa"], row["screening"], "", "", "", ())


def test_nobody_is_cleared(shipped: Reading) -> None:
    rows = shipped.tables["pack_producers"].filter(pl.col("screening") == "not_found")
    assert rows["lists_en"].str.starts_with("Not found on the loaded lists; this is not a clearance").all()
    assert rows["lists_fa"].str.starts_with("در فهرست‌های بارگذاری‌شده یافت نشد؛").all()


def _stops(shipped: Reading, name: str) -> pl.DataFrame:
    return shipped.tables["pack_stops"].filter(pl.col("effect") == "stop", pl.col("stop") == name)


def test_bans_of_two_months(shipped: Reading) -> None:
    stops = shipped.tables["pack_stops"].filter(pl.col("effect") == "stop")
    kept = ("stop", "valid_from", "valid_to", "lifting")
    assert stops.select(kept).unique().sort("stop").rows() == [
        ("ir-crops-export-ban-2025-02-17", date(2025, 2, 17), date(2025, 4, 17), "unknown"),
        ("ir-food-agri-export-ban-2026", date(2026, 3, 3), None, "unknown"),
        ("ir-fruit-export-ban-2025-02-24", date(2025, 2, 24), date(2025, 4, 24), "unknown"),
    ]
    assert _stops(shipped, "ir-fruit-export-ban-2025-02-24")["code"].to_list() == [
        "080410",
        "080510",
        "080810",
    ]


def test_the_export_ban(shipped: Reading) -> None:
    ban = _stops(shipped, "ir-food-agri-export-ban-2026")
    assert ban["code"].to_list() == [f"{chapter:02d}" for chapter in range(1, 25)]
    kept = ("stop", "origin", "market", "valid_from", "valid_to", "lifting", "review_by")
    assert ban.select(kept).unique().rows() == [
        ("ir-food-agri-export-ban-2026", "IRN", "", date(2026, 3, 3), None, "unknown", date(2026, 12, 24))
    ]


def _flags(shipped: Reading, pack: str) -> list[tuple[str, date | None, str]]:
    flags = shipped.tables["pack_stops"].filter(pl.col("effect") == "flag", pl.col("pack") == pack)
    return flags.select("stop", "valid_from", "standing").unique().sort("stop").rows()


def test_flags_of_markets(shipped: Reading) -> None:
    assert _flags(shipped, "iq") == [
        ("iq-agri-15-crops-2026", date(2026, 2, 9), "single_source"),
        ("iq-agri-calendar-2020", date(2020, 9, 21), "stale"),
        ("iq-agri-calendar-2025", date(2025, 12, 28), "single_source"),
        ("iq-bulk-cement-ban-2016", date(2016, 1, 2), "stale"),
        ("iq-cement-ban-2019", date(2019, 1, 1), "stale"),
    ]
    assert _flags(shipped, "af") == [("af-border-post-bans", date(2018, 9, 16), "stale")]


def test_flags(shipped: Reading) -> None:
    assert _flags(shipped, "ir") == [
        ("eu-2025-1975-petroleum-petrochemicals", date(2025, 9, 30), "verified"),
        ("ir-crops-export-ban-2025-prolonged", date(2025, 4, 18), "unknown"),
        ("ir-fruit-export-ban-2025-prolonged", date(2025, 4, 25), "unknown"),
        ("ir-raw-mineral-export-duty-2024", date(2024, 2, 29), "stale"),
        ("ir-sponge-iron-export-licence", None, "stale"),
        ("un-snapback-2025", date(2025, 9, 28), "conflict"),
        ("us-eo-13846-petroleum-petrochemicals", date(2018, 11, 5), "verified"),
        ("us-eo-13871-metals", date(2019, 5, 8), "verified"),
        ("us-eo-13902-sectors", date(2020, 1, 10), "verified"),
    ]


def test_persian_is_written_with_persian_letters(shipped: Reading) -> None:
    """No Arabic yeh or kaf, no Latin digits but in Latin phrases and tariff codes, joined by ZWNJ where due."""
    latin = re.compile(r"\(?[A-Za-z][A-Za-z0-9/.-]*(?: [A-Za-z0-9/.-]+)*\)?|\b\d{4,}\b", re.ASCII)
    for name, frame in shipped.tables.items():
        for column in (one for one in frame.columns if one.endswith("_fa")):
            for words in frame[column].unique():
                plain = latin.sub("", words)
                assert not re.search(r"[يك0-9]|\bمی [ا-ی]|\w ها\b", plain), (name, column, words)
