"""A real-shaped release, and its broken twins."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from tests.sources.whole_way import stored

from karvan.errors import Cancelled, CorruptArchive, KarvanError, LayoutChanged, UnknownCode, UnreadableInput
from karvan.sources.baci import DESCRIPTION, read
from karvan.sources.contract import Issue

COUNTRIES = """country_code,country_name,country_iso2,country_iso3
51,Armenia,AM,ARM
364,Iran,IR,IRN
490,"Other Asia, not elsewhere specified",N/A,S19
"""
FLOWS_2024 = """t,i,j,k,v,q
2024,364,51,10121,1.234,        0.5
2024,364,51,760612,20.000,NA
2024,51,490,760612,0.001,
"""
FLOWS_2023 = "t,i,j,k,v,q\n2023,364,51,760612,5.5,12\n"
FILES = {
    "BACI_HS17_Y2023_V202601.csv": FLOWS_2023,
    "BACI_HS17_Y2024_V202601.csv": FLOWS_2024,
    "country_codes_V202601.csv": COUNTRIES,
    "product_codes_HS17_V202601.csv": "code,description\n010121,Horses\n",
    "Readme.txt": "Fictional",
}
ROWS_2024 = [
    (2024, "ARM", "S19", "760612", 1.0, None),
    (2024, "IRN", "ARM", "010121", 1234.0, 0.5),
    (2024, "IRN", "ARM", "760612", 20000.0, None),
]
ROW_2023 = (2023, "IRN", "ARM", "760612", 5500.0, 12.0)


def folder_of(root: Path, **changed: str | None) -> Path:
    """A release as a folder; a file given as None is left out."""
    root.mkdir(parents=True, exist_ok=True)
    for name, text in {**FILES, **changed}.items():
        if text is not None:
            (root / name).write_text(text, encoding="utf-8")
    return root


def zip_of(root: Path, prefix: str = "") -> Path:
    path = root / "BACI_HS17_V202601.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in FILES.items():
            archive.writestr(prefix + name, text)
    return path


@pytest.mark.parametrize("form", ["folder", "zip", "zip with a folder", "file"])
def test_the_latest_year_in_every_form(tmp_path: Path, form: str) -> None:
    folder = folder_of(tmp_path / "release")
    path = {
        "folder": folder,
        "zip": zip_of(tmp_path),
        "zip with a folder": zip_of(tmp_path, "BACI_HS17/"),
        "file": folder / "BACI_HS17_Y2024_V202601.csv",
    }[form]
    reading = read(path)
    snapshot = stored(tmp_path / "home", DESCRIPTION, reading)
    assert snapshot.read("flows").rows() == ROWS_2024
    held = snapshot.manifest("flows")
    assert (held.tables["flows"].hs_rev, held.version.rsplit("-", 1)[0]) == (2017, "HS17-V202601")
    assert held.coverage == {
        "years": [2024], "exporters": "all", "importers": "all", "complete": True, "release": "V202601",
    }  # fmt: skip


def test_wanted_years(tmp_path: Path) -> None:
    path = zip_of(tmp_path)
    rows = stored(tmp_path / "home", DESCRIPTION, read(path, years=[2023, 2024])).read("flows").rows()
    assert rows == [ROW_2023, *ROWS_2024]
    assert read(path, years=[2023]).issues == ()
    assert read(path).issues == (Issue(str(path), "years not read: 2023; ask for them with --years"),)
    with pytest.raises(UnreadableInput, match="The release has no year 1990; it has 2023 to 2024"):
        read(path, years=[1990, 2024])


@pytest.mark.parametrize(
    ("changed", "error", "message"),
    [
        ({"BACI_HS17_Y2024_V202601.csv": FLOWS_2024.replace("k,v,q", "k,v")}, LayoutChanged, "missing q, new none"),
        ({"BACI_HS17_Y2024_V202601.csv": FLOWS_2024.replace("v,q", "v,q,z")}, LayoutChanged, "missing none, new z"),
        ({"BACI_HS17_Y2024_V202601.csv": FLOWS_2024.replace("20.000", "many")}, LayoutChanged, r"csv:3\]"),
        ({"BACI_HS17_Y2024_V202601.csv": FLOWS_2024.replace("20.000,NA", "20.000,lots")}, LayoutChanged, "a quantity"),
        ({"BACI_HS17_Y2024_V202601.csv": FLOWS_2024.replace("10121", "ABC")}, LayoutChanged, "a product code"),
        ({"BACI_HS17_Y2024_V202601.csv": FLOWS_2024.replace("2024,51", "2022,51")}, LayoutChanged, "another year"),
        ({"BACI_HS17_Y2024_V202601.csv": FLOWS_2024.replace(",490,", ",999,")}, UnknownCode, "importer code 999"),
        ({"BACI_HS17_Y2024_V202601.csv": ""}, UnreadableInput, "it is empty"),
        ({"BACI_HS17_Y2024_V202601.csv": "t,i,j\0"}, UnreadableInput, "it is binary"),
        ({"country_codes_V202601.csv": None}, LayoutChanged, "0 files named like country_codes"),
        ({"country_codes_V202601.csv": COUNTRIES.replace("country_iso3", "iso")}, LayoutChanged, "missing country_iso3"),
        ({"BACI_HS12_Y2022_V202601.csv": FLOWS_2023}, LayoutChanged, "several releases or HS revisions"),
        ({"prices.csv": "a\n"}, LayoutChanged, "files that no release has: prices.csv"),
        ({name: None for name in FILES if name.startswith("BACI")}, LayoutChanged, "no file named like BACI"),
    ],
)  # fmt: skip
def test_broken_twins(tmp_path: Path, changed: dict, error: type[KarvanError], message: str) -> None:
    with pytest.raises(error, match=message):
        read(folder_of(tmp_path / "release", **changed))


def test_an_unknown_revision_is_refused(tmp_path: Path) -> None:
    only = {name: None for name in FILES if name.startswith("BACI")} | {
        "BACI_HS99_Y2024_V202601.csv": FLOWS_2024
    }
    with pytest.raises(LayoutChanged, match="HS99 is an HS revision this reader does not know"):
        read(folder_of(tmp_path / "release", **only))


@pytest.mark.parametrize("kept", [10, 200, 0.5, 0.9])
def test_a_truncated_zip(tmp_path: Path, kept: float) -> None:
    path = zip_of(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[: kept if isinstance(kept, int) else int(len(whole) * kept)])
    with pytest.raises(CorruptArchive, match="truncated or damaged"):
        read(path)


def test_a_damaged_member(tmp_path: Path) -> None:
    path = zip_of(tmp_path)
    raw = bytearray(path.read_bytes())
    at = raw.index(b"BACI_HS17_Y2024") + len("BACI_HS17_Y2024_V202601.csv") + 12
    raw[at : at + 8] = b"\xff" * 8
    path.write_bytes(raw)
    with pytest.raises(CorruptArchive):
        read(path)


def test_names_that_climb_out_are_only_names(tmp_path: Path) -> None:
    path = zip_of(tmp_path, "../../")
    assert read(path).tables["flows"].height == 3
    assert sorted(one.name for one in tmp_path.parent.iterdir() if one.suffix == ".csv") == []


def test_a_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DESCRIPTION.extra, "largest_member_bytes", 10)
    with pytest.raises(LayoutChanged, match="more than a year of the whole world's trade"):
        read(zip_of(tmp_path))


def test_nothing_there_and_cancelled(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="no such file"):
        read(tmp_path / "absent")
    with pytest.raises(Cancelled):
        read(zip_of(tmp_path), cancelled=lambda: True)
