import zipfile
from datetime import date
from pathlib import Path

import pytest
from tests.sources.whole_way import SHARED, needs_shared, stored, written

from karvan.errors import CorruptArchive, KarvanError, LayoutChanged, UnknownCode
from karvan.sources import world_bank
from karvan.sources.loading import load

GDP = """Country Name,Country Code,Year,Value
Armenia,ARM,2022,19513506644.0
Armenia,ARM,2023,24085749591.5
"Iran, Islamic Rep.",IRN,2023,
Kosovo,XKX,2023,10469000000
Arab World,ARB,2023,3577000000000
"""
POPULATION = """Country Name,Country Code,Year,Value
Armenia,ARM,2023,2990900
World,WLD,2023,8064976384
"""
# As downloaded: byte order mark, two named lines, a comma at the end of each line.
DOWNLOAD = (
    "\ufeff"
    + """"Data Source","World Development Indicators",

"Last Updated Date","2025-01-28",

"Country Name","Country Code","Indicator Name","Indicator Code","2022","2023",
"Armenia","ARM","GDP (current US$)","NY.GDP.MKTP.CD","19513506644.0","24085749591.5",
"Iran, Islamic Rep.","IRN","GDP (current US$)","NY.GDP.MKTP.CD","","",
"Kosovo","XKX","GDP (current US$)","NY.GDP.MKTP.CD","","10469000000",
"Not classified","INX","GDP (current US$)","NY.GDP.MKTP.CD","","",
"""
)
DOWNLOADED_POPULATION = DOWNLOAD.replace("NY.GDP.MKTP.CD", "SP.POP.TOTL").replace("2025-01-28", "2024-12-16")
ROWS = [("ARM", 2022, 19513506644.0), ("ARM", 2023, 24085749591.5), ("XKX", 2023, 10469000000.0)]


def files(folder: Path, gdp: str = GDP, population: str = POPULATION) -> tuple[Path, Path]:
    return written(folder, "gdp.csv", gdp), written(folder, "population.csv", population)


def zipped(folder: Path, members: dict[str, str]) -> Path:
    path = folder / "API_NY.GDP.MKTP.CD_DS2_en_csv_v2_1.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


def test_long_form_the_whole_way(tmp_path: Path) -> None:
    reading = world_bank.read(*files(tmp_path))
    assert (reading.label, reading.published_on) == ("to-2023", None)
    assert reading.coverage["gdp"]["years"] == [2022, 2023]
    assert reading.coverage["gdp"]["countries"] == 2
    assert "IRN" in reading.coverage["gdp"]["missing"]
    snapshot = stored(tmp_path / "home", world_bank.DESCRIPTION, reading)
    assert snapshot.read("gdp").rows() == ROWS
    assert snapshot.read("population").rows() == [("ARM", 2023, 2990900.0)]


def test_the_download_says_the_same_and_when_it_was_revised(tmp_path: Path) -> None:
    reading = world_bank.read(*files(tmp_path, DOWNLOAD, DOWNLOADED_POPULATION))
    assert sorted(reading.tables["gdp"].rows()) == ROWS
    assert (reading.label, reading.published_on) == ("2024-12-16", date(2024, 12, 16))


def test_the_download_as_a_zip(tmp_path: Path) -> None:
    archive = zipped(
        tmp_path,
        {
            "Metadata_Indicator_API_NY.GDP.MKTP.CD_DS2_en_csv_v2_1.csv": "x",
            "API_NY.GDP.MKTP.CD_DS2_en_csv_v2_1.csv": DOWNLOAD,
            "Metadata_Country_API_NY.GDP.MKTP.CD_DS2_en_csv_v2_1.csv": "x",
        },
    )
    reading = world_bank.read(archive, files(tmp_path)[1])
    assert sorted(reading.tables["gdp"].rows()) == ROWS
    assert reading.published_on is None  # the other file carries no day


@pytest.mark.parametrize(
    ("gdp", "error"),
    [
        (GDP.replace("Country Code", "Code"), LayoutChanged),
        (GDP.replace("Value", "Value,Note").replace("\n", ",\n"), LayoutChanged),
        (GDP.replace("XKX", "QQQ"), UnknownCode),
        (GDP.replace("24085749591.5", "n/a"), LayoutChanged),
        (GDP.replace("24085749591.5", "0"), LayoutChanged),
        (GDP.replace("ARM,2022", "ARM,2023"), LayoutChanged),
        (GDP[: GDP.index("24085749591.5") - 1], LayoutChanged),
        (GDP[: GDP.index("\n") + 1], LayoutChanged),
        (DOWNLOADED_POPULATION, LayoutChanged),
        (DOWNLOAD.replace('"2022","2023"', '"2022 [YR2022]","2023"'), LayoutChanged),
        (DOWNLOAD.replace("Last Updated Date", "Updated"), LayoutChanged),
        ('"Data Source","World Development Indicators",\n', LayoutChanged),
    ],
)
def test_broken_twins(tmp_path: Path, gdp: str, error: type[KarvanError]) -> None:
    with pytest.raises(error):
        world_bank.read(*files(tmp_path, gdp))


def test_broken_zips(tmp_path: Path) -> None:
    population = files(tmp_path)[1]
    with pytest.raises(LayoutChanged):
        world_bank.read(zipped(tmp_path, {"API_SP.POP.TOTL_DS2.csv": DOWNLOAD}), population)
    whole = zipped(tmp_path, {"API_NY.GDP.MKTP.CD_DS2.csv": DOWNLOAD})
    whole.write_bytes(whole.read_bytes()[:200])
    with pytest.raises(CorruptArchive):
        world_bank.read(whole, population)


def test_a_file_of_few_rows_is_not_put_in_force(tmp_path: Path) -> None:
    reading = world_bank.read(*files(tmp_path))
    with pytest.raises(LayoutChanged):
        load(tmp_path / "home", world_bank.DESCRIPTION, reading, fetched_on=date(2026, 11, 24))
    assert not (tmp_path / "home").exists()


@needs_shared
def test_the_real_files(tmp_path: Path) -> None:
    folder = SHARED / "reference"
    reading = world_bank.read(folder / "world_bank_gdp.csv", folder / "world_bank_population.csv")
    loaded = load(tmp_path, world_bank.DESCRIPTION, reading, fetched_on=date(2026, 11, 24))
    rows = {name: entry.rows for name, entry in loaded.manifest.tables.items()}
    assert rows == {"gdp": 11129, "population": 14010}
    assert loaded.issues == ()
