from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from tests.sources.whole_way import SHARED, needs_shared, stored, written

from karvan.errors import LayoutChanged
from karvan.sources import geodist
from karvan.sources.contract import Issue
from karvan.sources.loading import load

HEAD = "iso_o,iso_d,contig,comlang_off,comlang_ethno,colony,comcol,curcol,col45,smctry,dist,distcap,distw,distwces"
SAMPLE = f"""{HEAD}
IRN,ARM,1,0,0,0,0,0,0,0,789.0012,789.0012,908.78859999999997,752.34730000000002
IRN,ROM,0,0,0,0,0,0,0,0,2320.5,2320.5,2400.25,2399.5
IRN,YUG,0,0,0,0,0,0,0,0,2797.908,2797.908,2856.9209999999998,2813.9780000000001
IRN,MAC,0,0,0,0,0,0,0,0,6200,6200,.,.
ZAR,PAL,0,0,1,1,0,0,0,0,4000.5,4000.5,,
"""
ROWS = [
    ("COD", "PSE", 4000.5, 4000.5, None, False, False, True, True),
    ("IRN", "ARM", 789.0012, 789.0012, 908.7886, True, False, False, False),
    ("IRN", "MAC", 6200.0, 6200.0, None, False, False, False, False),
    ("IRN", "ROU", 2320.5, 2320.5, 2400.25, False, False, False, False),
    ("IRN", "SCG", 2797.908, 2797.908, 2856.921, False, False, False, False),
]


def test_csv_the_whole_way(tmp_path: Path) -> None:
    reading = geodist.read(written(tmp_path, "dist_cepii.csv", SAMPLE), {"IRN", "ROU", "SRB", "MNE", "S19"})
    assert reading.coverage == {"countries": 7, "missing": ["MNE", "S19", "SRB"]}
    assert reading.issues == ()
    assert stored(tmp_path / "home", geodist.DESCRIPTION, reading).read("distances").rows() == ROWS


def test_workbook_and_parquet_say_the_same(tmp_path: Path) -> None:
    lines = [line.split(",") for line in SAMPLE.splitlines()]
    book = openpyxl.Workbook()
    for line in lines:
        book.worksheets[0].append([float(cell) if cell[:1].isdigit() else cell or None for cell in line])
    book.save(tmp_path / "dist_cepii.xlsx")
    frame = pl.DataFrame(lines[1:], schema=lines[0], orient="row").with_columns(
        pl.exclude("iso_o", "iso_d", "distw", "distwces").cast(pl.Float64)
    )
    frame.write_parquet(tmp_path / "dist_cepii.parquet")
    for kind in ("xlsx", "parquet"):
        reading = geodist.read(tmp_path / f"dist_cepii.{kind}")
        assert sorted(reading.tables["distances"].rows()) == ROWS


def test_a_code_nobody_can_place_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, "dist_cepii.csv", SAMPLE.replace("IRN,MAC", "IRN,QQQ"))
    reading = geodist.read(path)
    assert sorted(reading.tables["distances"].rows()) == [row for row in ROWS if row[1] != "MAC"]
    assert reading.issues == (
        Issue(
            "dist_cepii.csv",
            "country code QQQ is neither ISO 3166-1 nor in lookups.yml: its rows are left out",
        ),
    )


@pytest.mark.parametrize(
    "broken",
    [
        SAMPLE.replace("distcap,", "dist_cap,"),
        SAMPLE.replace("distwces", "distwces,new").replace("\n", ",\n").replace("new,", "new"),
        SAMPLE.replace("IRN,MAC", "IRN,ROU"),  # the old and the new code of one country
        SAMPLE.replace("6200,6200", "far,6200"),
        SAMPLE.replace("6200,6200", ".,6200"),
        SAMPLE.replace("6200,6200", "0,6200"),
        SAMPLE.replace("IRN,ARM,1", "IRN,ARM,2"),
        SAMPLE[:-30],
    ],
)
def test_broken_twins(tmp_path: Path, broken: str) -> None:
    with pytest.raises(LayoutChanged):
        geodist.read(written(tmp_path, "dist_cepii.csv", broken))


@needs_shared
def test_the_real_file(tmp_path: Path) -> None:
    reading = geodist.read(SHARED / "reference" / "cepii_geodist.parquet", {"IRN", "ROU", "SRB", "SSD"})
    loaded = load(tmp_path, geodist.DESCRIPTION, reading, fetched_on=date(2026, 11, 24))
    assert loaded.manifest.rows == 224 * 224
    assert loaded.manifest.coverage == {"countries": 224, "missing": ["SRB", "SSD"]}
    assert loaded.issues == ()
