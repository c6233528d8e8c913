from datetime import date
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from tests.sources.whole_way import SHARED, needs_shared, stored, written

from karvan.errors import CorruptArchive, KarvanError, LayoutChanged, UnknownCode, UnreadableInput
from karvan.sources.contract import Issue
from karvan.sources.loading import load
from karvan.sources.shared_parquet import (
    BACI,
    BACI_CHAPTERS,
    flows_reading,
    read_chapter_history,
    read_flows_2024,
)

FLOWS = pl.DataFrame(
    [
        ("ARM", "UZB", "010121", 5, None, None),
        ("IRN", "ARM", "760611", 1200, 900, 2017),
        ("IRN", "TUR", "760611", 70, None, 2020),
        ("S19", "TUR", "854231", 9, None, None),
        ("DEU", "ARM", "870323", 40, None, None),
        ("DEU", "ARM", "870323", 40, None, None),  # the real copy repeats some flows in every column
    ],
    schema={
        "exporter": pl.String,
        "importer": pl.String,
        "hs6": pl.String,
        "value_2024_usd": pl.Int64,
        "value_2017_usd": pl.Int64,
        "first_year_seen": pl.Int16,
    },
    orient="row",
)
PAIR_SCHEMA = {
    "year": pl.Int16,
    "exporter": pl.String,
    "importer": pl.String,
    "hs2_key": pl.String,
    "value_usd": pl.Int64,
    "listed_by": pl.Int8,
}
WORLD = pl.DataFrame(
    [
        (1999, "IRN", "ARM", "80", 20_000, 1),
        (1999, "SCG", "ARM", "84", 30_000, 2),
        (1999, "TUR", "IRN", "84", 50_000, 3),
        (2019, "IRN", "ARM", "76", 10_000, 3),
        (2019, "TUR", "ARM", "76", 0, 2),
    ],
    schema=PAIR_SCHEMA,
    orient="row",
)
OWN = pl.DataFrame(
    [
        (1999, "IRN", "ARM", "80", 20_000, 1),
        (2019, "IRN", "ARM", "76", 10_000, 3),
        (2023, "IRN", "UZB", "28", 40_000, 1),
    ],
    schema=PAIR_SCHEMA,
    orient="row",
)
TOTALS = pl.DataFrame(
    [
        (2009, "IRN", "80", 10_000.0, 20_000.0, 1.0, 2.0),
        (2010, "IRN", "80", None, 30_000.0, None, 2.0),
    ],
    schema={
        "year": pl.Int16,
        "country": pl.String,
        "hs2_key": pl.String,
        "exports_usd": pl.Float64,
        "imports_usd": pl.Float64,
        "exports_t": pl.Float64,
        "imports_t": pl.Float64,
    },
    orient="row",
)


def flows_file(folder: Path, frame: pl.DataFrame = FLOWS) -> Path:
    frame.write_parquet(folder / "flows.parquet")
    return folder / "flows.parquet"


def chapter_files(
    folder: Path, world: pl.DataFrame = WORLD, own: pl.DataFrame = OWN, totals: pl.DataFrame = TOTALS
) -> tuple[Path, Path, Path]:
    frames = {"world": world, "own": own, "totals": totals}
    for name, frame in frames.items():
        frame.write_parquet(folder / f"{name}.parquet")
    return folder / "world.parquet", folder / "own.parquet", folder / "totals.parquet"


def test_flows_of_some_countries_the_whole_way(tmp_path: Path) -> None:
    reading = flows_reading(flows_file(tmp_path), exporters=["IRN"], importers=["UZB", "ARM"])
    assert reading.coverage == {
        "years": [2024],
        "complete": False,
        "importers_missing": ["DEU", "IRN", "S19"],
        "exporters": ["IRN"],
        "importers": ["ARM", "UZB"],
    }
    snapshot = stored(tmp_path / "home", BACI, reading)
    assert snapshot.manifest("flows").tables["flows"].hs_rev == 2017
    assert snapshot.read("flows").rows() == [
        (2024, "ARM", "UZB", "010121", 5.0, None),
        (2024, "DEU", "ARM", "870323", 40.0, None),
        (2024, "IRN", "ARM", "760611", 1200.0, None),
        (2024, "IRN", "TUR", "760611", 70.0, None),
    ]


def test_all_flows_are_complete(tmp_path: Path) -> None:
    reading = flows_reading(flows_file(tmp_path))
    assert reading.coverage == {
        "years": [2024],
        "complete": True,
        "importers_missing": ["DEU", "IRN", "S19"],
    }
    flows = reading.tables["flows"].sort("exporter", "importer")
    assert flows["value_usd"].to_list() == [5.0, 40.0, 1200.0, 70.0, 9.0]
    assert_frame_equal(flows, read_flows_2024(tmp_path / "flows.parquet").collect(), check_row_order=False)


@pytest.mark.parametrize(
    ("broken", "error"),
    [
        (FLOWS.drop("value_2024_usd"), LayoutChanged),
        (FLOWS.with_columns(new=1), LayoutChanged),
        (FLOWS.with_columns(pl.col("hs6").str.strip_prefix("0")), LayoutChanged),
        (FLOWS.with_columns(pl.col("value_2024_usd") - 5), LayoutChanged),
        (FLOWS.with_columns(pl.col("importer").replace("ARM", None)), LayoutChanged),
        (FLOWS.with_columns(pl.col("importer").replace("TUR", "IRN")), LayoutChanged),
        (FLOWS.with_columns(pl.col("exporter").replace("S19", "S20")), UnknownCode),
        (FLOWS.with_columns(pl.col("value_2024_usd") + pl.int_range(pl.len())), LayoutChanged),
    ],
)
def test_broken_flows(tmp_path: Path, broken: pl.DataFrame, error: type[KarvanError]) -> None:
    with pytest.raises(error):
        read_flows_2024(flows_file(tmp_path, broken))


def test_files_that_are_absent_or_something_else(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput):
        read_flows_2024(tmp_path / "absent.parquet")
    with pytest.raises(CorruptArchive):
        read_flows_2024(written(tmp_path, "flows.parquet", "exporter,importer"))


def test_chapter_history_the_whole_way(tmp_path: Path) -> None:
    reading = read_chapter_history(
        *chapter_files(tmp_path), world_years=[2019], always=["IRN"], totals_from=2010
    )
    assert reading.issues == ()
    assert reading.coverage == {
        "years": [1999, 2019, 2023],
        "world_years": [2019],
        "own_years": {"IRN": [1999, 2019, 2023]},
        "totals_years": [2010],
    }
    snapshot = stored(tmp_path / "home", BACI_CHAPTERS, reading)
    assert snapshot.read("chapter_pairs").rows() == [
        (1999, "IRN", "ARM", "80", 20_000.0, "exporter"),
        (1999, "TUR", "IRN", "84", 50_000.0, "both"),
        (2019, "IRN", "ARM", "76", 10_000.0, "both"),
        (2019, "TUR", "ARM", "76", 0.0, "importer"),
        (2023, "IRN", "UZB", "28", 40_000.0, "exporter"),
    ]
    assert snapshot.read("chapter_totals").rows() == [(2010, "IRN", "80", None, 30_000.0)]


def test_without_filters_everything_is_kept_once(tmp_path: Path) -> None:
    reading = read_chapter_history(*chapter_files(tmp_path))
    assert reading.tables["chapter_pairs"].height == WORLD.height + 1
    assert reading.tables["chapter_totals"].height == TOTALS.height
    assert reading.coverage["world_years"] is None


def test_a_difference_between_the_two_files_is_told(tmp_path: Path) -> None:
    other = OWN.with_columns(pl.col("value_usd") + 10_000)
    reading = read_chapter_history(*chapter_files(tmp_path, own=other))
    assert reading.issues == (
        Issue("own.parquet", "2 rows differ from the world's, first (1999, 'IRN', 'ARM', '80')"),
    )
    kept = reading.tables["chapter_pairs"].filter(exporter="IRN").sort("year")
    assert kept["value_usd"].to_list() == [20_000.0, 10_000.0, 50_000.0]


@pytest.mark.parametrize(
    ("world", "totals", "error"),
    [
        (WORLD.rename({"hs2_key": "hs2"}), TOTALS, LayoutChanged),
        (WORLD.with_columns(pl.col("listed_by") + 1), TOTALS, LayoutChanged),
        (WORLD.with_columns(pl.col("value_usd") - 10_000), TOTALS, LayoutChanged),
        (WORLD.with_columns(pl.lit("8").alias("hs2_key")), TOTALS, LayoutChanged),
        (WORLD.with_columns(pl.col("exporter").replace("SCG", "YUG")), TOTALS, UnknownCode),
        (WORLD, TOTALS.with_columns(new=1), LayoutChanged),
        (WORLD, TOTALS.with_columns(-pl.col("imports_usd")), LayoutChanged),
        (WORLD, TOTALS.with_columns(pl.lit("QQQ").alias("country")), UnknownCode),
    ],
)
def test_broken_chapters(
    tmp_path: Path, world: pl.DataFrame, totals: pl.DataFrame, error: type[KarvanError]
) -> None:
    with pytest.raises(error):
        read_chapter_history(*chapter_files(tmp_path, world=world, totals=totals))


@needs_shared
def test_the_real_copy(tmp_path: Path) -> None:
    folder = SHARED / "trade"
    flows = flows_reading(
        folder / "baci_hs17_flows_2024.parquet", exporters=["IRN"], importers=["IRQ", "AFG", "UZB", "ARM"]
    )
    assert flows.coverage["importers_missing"] == ["DEU", "ESP", "FRA", "GBR", "NLD", "USA"]
    frame = flows.tables["flows"]
    assert frame.filter(exporter="IRN").height == 18_217
    assert {market: frame.filter(importer=market).height for market in ("IRQ", "AFG", "UZB", "ARM")} == {
        "IRQ": 34_564,
        "AFG": 8_698,
        "UZB": 54_053,
        "ARM": 56_597,
    }
    assert frame.filter(exporter="IRN", importer="IRQ").height == 0
    chapters = read_chapter_history(
        folder / "baci_hs92_chapter_pairs_1995_2019.parquet",
        folder / "baci_hs92_chapter_pairs_iran_1995_2023.parquet",
        folder / "baci_hs92_chapter_totals_1995_2023.parquet",
        world_years=range(2015, 2020),
        always=["IRN"],
        totals_from=2010,
    )
    loaded = load(tmp_path, BACI_CHAPTERS, chapters, fetched_on=date(2026, 11, 24))
    assert loaded.issues == ()
    to_iraq = chapters.tables["chapter_pairs"].filter(year=2022, exporter="IRN", importer="IRQ")
    assert round(to_iraq["value_usd"].sum() / 1e6) == 7_325
