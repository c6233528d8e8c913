"""Both downloads of WITS, what their zeros mean, and what is wrong with broken ones. All figures are invented."""

from __future__ import annotations

import zipfile
from pathlib import Path

import polars as pl
import pytest
from tests.sources.whole_way import stored, written

from karvan.errors import CorruptArchive, KarvanError, LayoutChanged, UnknownCode, UnreadableInput
from karvan.sources import trains
from karvan.sources.contract import Issue
from karvan.store.tables import declared

QUERY = """Selected Nomen,Native Nomen,Reporter,Reporter Name,Product,Product Name,Partner,Partner Name,\
Tariff Year,Trade Year,Trade Source,DutyType,Simple Average,Weighted Average,Minimum Rate,Maximum Rate,\
Nbr of Total Lines,Nbr of DomesticPeaks,Imports Value in 1000 USD
H5,H5,860,Uzbekistan,760612,Aluminium,000, World,2023,2023,CMT,MFN,12.5,10,0,20,4,0,12.3
H5,H5,860,Uzbekistan,10121,Horses,364,Iran,2023,2023,CMT,AHS,0,,0,0,2,0,0
HS,H6,IRQ,Iraq,760612,Aluminium,WLD,World,2024,2023,CMT,MFN,5,5,5,5,1,0,1
"""
BULK = """NomenCode,Reporter_ISO_N,Year,ProductCode,Sum_Of_Rates,Min_Rate,Max_Rate,SimpleAverage,Nbr_NA_Lines,\
Nbr_Free_Lines,Nbr_AVE_Lines,Nbr_Dutiable_Lines,TotalNoOfValidLines,TotalNoOfLines,EstCode
H5,51,2022,020110,30,15,15,15,0,0,0,2,2,2,U2
H5,51,2022,220300,0,0,0,0,3,0,0,0,0,3,U2
H5,51,2022,220421,12.5,12.5,12.5,12.5,1,0,1,1,1,2,U2
"""
PREFERENCE = """NomenCode,Reporter_ISO_N,Year,ProductCode,Partner,Sum_Of_Rates,Min_Rate,Max_Rate,SimpleAverage,\
TotalNoOfLines,Nbr_Pref_Lines,Nbr_MFN_Lines,Nbr_NA_Lines,EstCode
H5,51,2022,020110,364,3.75,3.75,3.75,3.75,1,1,0,0,U2
"""
QUERY_ROWS = [
    ("IRQ", "WLD", 2022, "760612", "MFN", 2024, "", "wits_query",
     0.05, 0.05, 0.05, 0.05, 1, None, None, None, "known"),
    ("UZB", "IRN", 2017, "010121", "AHS", 2023, "", "wits_query",
     0.0, None, 0.0, 0.0, 2, None, None, None, "known"),
    ("UZB", "WLD", 2017, "760612", "MFN", 2023, "", "wits_query",
     0.125, 0.1, 0.0, 0.2, 4, None, None, None, "known"),
]  # fmt: skip
BULK_ROWS = [
    ("ARM", "WLD", 2017, "020110", "MFN", 2022, "U2", "trains_bulk",
     0.15, None, 0.15, 0.15, 2, 0, 0, 0, "known"),
    # Three lines, none with an ad valorem rate: the printed 0 is no rate.
    ("ARM", "WLD", 2017, "220300", "MFN", 2022, "U2", "trains_bulk",
     None, None, None, None, 3, 3, 0, 0, "no_ad_valorem"),
    ("ARM", "WLD", 2017, "220421", "MFN", 2022, "U2", "trains_bulk",
     0.125, None, 0.125, 0.125, 2, 1, 0, 1, "partial"),
]  # fmt: skip
PREFERENCE_ROWS = [
    ("ARM", "IRN", 2017, "020110", "PRF", 2022, "U2", "trains_bulk",
     0.0375, None, 0.0375, 0.0375, 1, 0, None, None, "known"),
]  # fmt: skip


def test_the_whole_way_of_a_query(tmp_path: Path) -> None:
    reading = trains.read(written(tmp_path, "wits.csv", QUERY))
    assert (reading.label, reading.published_on, reading.issues) == ("2024", None, ())
    assert reading.coverage["rates"] == [
        {"reporter": "IRQ", "year": 2024, "duty_type": "MFN", "layout": "wits_query", "rows": 1},
        {"reporter": "UZB", "year": 2023, "duty_type": "AHS", "layout": "wits_query", "rows": 1},
        {"reporter": "UZB", "year": 2023, "duty_type": "MFN", "layout": "wits_query", "rows": 1},
    ]
    snapshot = stored(tmp_path / "home", trains.DESCRIPTION, reading)
    assert snapshot.read("trains_rates").rows() == QUERY_ROWS


def bulk_zip(folder: Path) -> Path:
    """A zip of zips, as the bulk download comes."""
    inner = folder / "MFN_H5_ARM_2022_U2.zip"
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("JobID-1_MFN_H5_ARM_2022_U2.CSV", BULK)
        archive.writestr("ReadMe.txt", "left alone")
    outer = folder / "bulk.zip"
    with zipfile.ZipFile(outer, "w") as archive:
        archive.write(inner, "AVEMFN/MFN_H5_ARM_2022_U2.zip")
        archive.writestr("AVEPref/JobID-1_Pref_H5_ARM_2022_U2.CSV", PREFERENCE)
    return outer


def test_the_bulk_download_is_a_zip_of_zips(tmp_path: Path) -> None:
    reading = trains.read(bulk_zip(tmp_path))
    assert reading.tables["trains_rates"].rows() == PREFERENCE_ROWS + BULK_ROWS


def test_a_folder_of_files(tmp_path: Path) -> None:
    (tmp_path / "all").mkdir()
    written(tmp_path / "all", "a.csv", BULK)
    written(tmp_path / "all", "b.CSV", PREFERENCE)
    written(tmp_path / "all", "note.txt", "left alone")
    assert trains.read(tmp_path / "all").tables["trains_rates"].rows() == PREFERENCE_ROWS + BULK_ROWS


def test_names_in_windows_letters_do_not_stop_the_load(tmp_path: Path) -> None:
    path = tmp_path / "wits.csv"
    path.write_bytes(QUERY.replace(",Iraq,", ",Côte d'Ivoire,").encode("cp1252"))
    assert trains.read(path).tables["trains_rates"].rows() == QUERY_ROWS


def test_only_the_same_reporter_year_and_kind_is_replaced(tmp_path: Path) -> None:
    first = trains.read(written(tmp_path, "wits.csv", QUERY)).tables["trains_rates"]
    newer = QUERY.replace("760612,Aluminium,000", "760611,Aluminium,000").splitlines(keepends=True)
    path = written(tmp_path, "newer.csv", "".join(newer[:2]))
    both = trains.read(path, carry=first).tables["trains_rates"]
    assert both.rows() == [*QUERY_ROWS[:2], (*QUERY_ROWS[2][:3], "760611", *QUERY_ROWS[2][4:])]
    assert both.schema == declared("trains_rates").schema


def test_the_same_rate_twice_is_told_and_kept_once(tmp_path: Path) -> None:
    path = written(tmp_path, "wits.csv", QUERY + QUERY.splitlines(keepends=True)[1])
    reading = trains.read(path)
    assert reading.tables["trains_rates"].rows() == QUERY_ROWS
    assert reading.issues == (Issue(f"{path}:5", "the same rate again; kept once"),)


def test_groups_of_partners_stay_as_printed(tmp_path: Path) -> None:
    text = PREFERENCE.replace(",364,", ",A01,")
    reading = trains.read(written(tmp_path, "p.csv", text))
    assert reading.tables["trains_rates"]["partner"].to_list() == ["A01"]
    assert reading.coverage["no_countries"] == ["A01"]


def test_an_empty_average_is_not_given(tmp_path: Path) -> None:
    text = QUERY.replace("MFN,12.5,10,0,20,4", "MFN,,,,,4")
    frame = trains.read(written(tmp_path, "wits.csv", text)).tables["trains_rates"]
    row = frame.row(2, named=True)
    assert (row["simple_average"], row["min_rate"], row["status"]) == (None, None, "not_given")


@pytest.mark.parametrize(
    ("broken", "error"),
    [
        ("", UnreadableInput),
        (QUERY.splitlines()[0] + "\n", UnreadableInput),
        (QUERY.replace("Simple Average", "Mean"), LayoutChanged),
        (QUERY.replace("Trade Source", "Trade Origin"), LayoutChanged),
        (QUERY.replace("Reporter Name", "Partner Name"), LayoutChanged),
        (QUERY.replace("H5,H5,860", "GP,H5,860", 1), LayoutChanged),
        (QUERY.replace(",860,", ",999,"), UnknownCode),
        (QUERY.replace(",760612,", ",01-05_Animal,"), LayoutChanged),
        (QUERY.replace("MFN,12.5", "XXX,12.5"), LayoutChanged),
        (QUERY.replace("MFN,12.5", "MFN,twelve"), LayoutChanged),
        (QUERY.replace("MFN,12.5", "MFN,-1"), LayoutChanged),
        (QUERY.replace(",0,20,4,", ",0,20,four,"), LayoutChanged),
        (QUERY.replace(",2024,", ",24,"), LayoutChanged),
        (QUERY.replace(",World,2024", ',"World,2024'), LayoutChanged),
        (QUERY[:-30], LayoutChanged),
        (QUERY + QUERY.splitlines()[1].replace("12.5", "13") + "\n", LayoutChanged),
        (PREFERENCE.replace(",364,", ",,"), UnknownCode),
        (BULK.replace("TotalNoOfLines", "Lines"), LayoutChanged),
    ],
)
def test_broken_twins(tmp_path: Path, broken: str, error: type[KarvanError]) -> None:
    with pytest.raises(error):
        trains.read(written(tmp_path, "wits.csv", broken))


def test_what_is_new_and_missing_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, "wits.csv", QUERY.replace("Simple Average", "Mean"))
    with pytest.raises(LayoutChanged) as caught:
        trains.read(path)
    assert caught.value.where == str(path)
    assert caught.value.facts == {"layout": "wits_query", "missing": "Simple Average", "new": "Mean"}


def test_other_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(LayoutChanged):
        trains.read(written(tmp_path, "wits.txt", QUERY))
    with pytest.raises(CorruptArchive):
        trains.read(written(tmp_path, "bulk.zip", "PK no zip"))
    whole = bulk_zip(tmp_path).read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(CorruptArchive):
        trains.read(tmp_path / "cut.zip")
    with pytest.raises(UnreadableInput):
        trains.read(tmp_path / "absent.csv")
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadableInput):
        trains.read(tmp_path / "empty")


def test_every_row_is_as_declared(tmp_path: Path) -> None:
    frame = trains.read(written(tmp_path, "b.csv", BULK)).tables["trains_rates"]
    assert frame.equals(pl.DataFrame(BULK_ROWS, schema=declared("trains_rates").schema, orient="row"))
