import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.whole_way import SHARED, needs_shared, stored, written

from karvan.errors import KarvanError, LayoutChanged, UnknownCode
from karvan.sources import hs_nomenclature
from karvan.sources.contract import Issue
from karvan.sources.hs_nomenclature.concordances import read_concordances
from karvan.sources.loading import load

H5 = """id,text,parent,isLeaf,aggrlevel,standardUnitAbbr
TOTAL,Total - All H5 commodities,#,0,0,n/a
01,01 - Animals; live,TOTAL,0,2,n/a
0101,"0101 - Horses, asses; live",01,0,4,n/a
010121,010121 - Horses;  live,0101,1,6,u
010130,010130 - Asses; live,0101,1,6,u
"""
H6 = H5.replace("H5", "H6")
PAIRS = """code.after,code.before,Relationship,adjustment
10121,10121,1:1,2022 to 2017
10130,10130,1:1,2022 to 2017
10121,10110,n:n,2017 to 2012
10121,10111,n:n,2017 to 2012
382499,382490,n:1,2017 to 2012
10130,10110,n:n,2017 to 2012
11,111,n:1,1976 to 1962
"""
LABELS_2017 = [
    (2017, "01", "", "Animals; live", "n/a"),
    (2017, "0101", "01", "Horses, asses; live", "n/a"),
    (2017, "010121", "0101", "Horses; live", "u"),
    (2017, "010130", "0101", "Asses; live", "u"),
]
CONCORDANCE = [
    (2017, 2012, "010121", "010110", "n:n"),
    (2017, 2012, "010121", "010111", "n:n"),
    (2017, 2012, "010130", "010110", "n:n"),
    (2017, 2012, "382499", "382490", "n:1"),
    (2022, 2017, "010121", "010121", "1:1"),
    (2022, 2017, "010130", "010130", "1:1"),
]


def as_json(text: str, level: str = "aggrlevel") -> str:
    """The publisher's form: the level is a number, the leaf a text."""
    frame = pl.read_csv(text.encode(), infer_schema=False)
    rows = [{**row, "aggrlevel": int(row["aggrlevel"])} for row in frame.to_dicts()]
    results = [{level if key == "aggrlevel" else key: value for key, value in row.items()} for row in rows]
    return json.dumps({"more": False, "classCode": "H5", "className": "HS 2017", "results": results})


def files(folder: Path, h5: str = H5, pairs: str = PAIRS) -> tuple[dict[int, Path], Path]:
    labels = {2022: written(folder, "H6.csv", H6), 2017: written(folder, "H5.csv", h5)}
    return labels, written(folder, "pairs.csv", pairs)


def test_the_whole_way(tmp_path: Path) -> None:
    reading = hs_nomenclature.read(*files(tmp_path))
    assert reading.label == "hs-2017-2022"
    assert reading.coverage["labels"] == [2017, 2022]
    assert reading.coverage["concordances"] == ["2017 to 2012", "2022 to 2017"]
    assert reading.issues == (
        Issue(
            "pairs.csv",
            "HS 2017 against the older revision: without a counterpart none; paired but not listed 382499",
        ),
    )
    snapshot = stored(tmp_path / "home", hs_nomenclature.DESCRIPTION, reading)
    assert snapshot.read("hs_labels", {"hs_rev": 2017}).rows() == LABELS_2017
    assert snapshot.read("hs_concordance").rows() == CONCORDANCE


@pytest.mark.parametrize("level", ["aggrlevel", "aggrLevel"])
def test_json_and_parquet_say_the_same(tmp_path: Path, level: str) -> None:
    labels, pairs = files(tmp_path)
    labels[2017] = written(tmp_path, "H5.json", as_json(H5, level))
    assert hs_nomenclature.read(labels, pairs).tables["hs_labels"].rows()[:4] == LABELS_2017
    frame = pl.read_csv(H5.encode(), infer_schema=False).with_columns(pl.col("aggrlevel").cast(pl.Int64))
    frame.write_parquet(tmp_path / "H5.parquet")
    labels[2017] = tmp_path / "H5.parquet"
    assert hs_nomenclature.read(labels, pairs).tables["hs_labels"].rows()[:4] == LABELS_2017


@pytest.mark.parametrize(
    "broken",
    [
        H6,  # the list of another revision
        H5.replace("text,", "label,"),
        H5.replace("standardUnitAbbr", "standardUnitAbbr,new").replace("\n", ",\n").replace("new,", "new"),
        H5.replace("TOTAL,Total - All H5 commodities,#,0,0,n/a\n", ""),
        H5.replace("010121 - Horses", "010129 - Horses"),
        H5.replace("010130,010130 - Asses; live,0101,1,6", "010130,010130 - Asses; live,0102,1,6"),
        H5.replace("010130,010130 - Asses; live,0101,1,6", "010130,010130 - Asses; live,0101,1,4"),
        H5.replace("010130", "010121"),
        H5.replace("010130", "10130"),
        H5.replace('0101,"0101 - Horses, asses; live",01,0,4,n/a\n', ""),
        H5[:-6],
    ],
)
def test_broken_labels(tmp_path: Path, broken: str) -> None:
    with pytest.raises(LayoutChanged):
        hs_nomenclature.read(*files(tmp_path, h5=broken))


@pytest.mark.parametrize(
    "broken",
    [
        as_json(H5)[:-40],
        as_json(H5).replace("results", "rows"),
        "[]",
        as_json(H5).replace('"u"', 'null, "x": 1', 1),
    ],
)
def test_broken_json(tmp_path: Path, broken: str) -> None:
    labels, pairs = files(tmp_path)
    labels[2017] = written(tmp_path, "H5.json", broken)
    with pytest.raises(LayoutChanged):
        hs_nomenclature.read(labels, pairs)


@pytest.mark.parametrize(
    ("broken", "error"),
    [
        (PAIRS.replace("code.after", "after"), LayoutChanged),
        (PAIRS.replace("2022 to 2017", "2027 to 2022"), LayoutChanged),
        (PAIRS.replace("2022 to 2017", "2017 to 2022"), LayoutChanged),
        (PAIRS.replace("n:n", "m:n"), LayoutChanged),
        (PAIRS.replace("10121,10110", "10121,10111"), LayoutChanged),
        (PAIRS.replace("382499,", "3824,"), UnknownCode),
        (PAIRS.replace("382499,", "3824990,"), UnknownCode),
        (PAIRS.replace("382499,", "38249X,"), UnknownCode),
        (PAIRS[: PAIRS.index(",n:1")], LayoutChanged),
    ],
)
def test_broken_concordances(tmp_path: Path, broken: str, error: type[KarvanError]) -> None:
    with pytest.raises(error):
        hs_nomenclature.read(*files(tmp_path, pairs=broken))


subheadings = st.builds(
    "{:02d}{:04d}".format, st.integers(min_value=1, max_value=97), st.integers(min_value=0, max_value=9999)
)


@given(after=subheadings, before=subheadings)
def test_a_lost_zero_comes_back(tmp_path_factory: pytest.TempPathFactory, after: str, before: str) -> None:
    text = f"code.after,code.before,Relationship,adjustment\n{int(after)},{int(before)},1:1,2022 to 2017\n"
    path = written(tmp_path_factory.getbasetemp(), "pairs.csv", text)
    frame = read_concordances(path, hs_nomenclature.DESCRIPTION)
    assert frame.rows() == [(2022, 2017, after, before, "1:1")]


@needs_shared
def test_the_real_files(tmp_path: Path) -> None:
    folder = SHARED / "nomenclature"
    lists = {year: folder / f"hs{year}_en.parquet" for year in (2017, 2022)}
    reading = hs_nomenclature.read(lists, folder / "hs_revision_concordances.csv")
    loaded = load(tmp_path, hs_nomenclature.DESCRIPTION, reading, fetched_on=date(2026, 11, 24))
    rows = {name: entry.rows for name, entry in loaded.manifest.tables.items()}
    assert rows == {"hs_labels": 6708 + 6939, "hs_concordance": 43863}
    # Every restored code of 2022 and 2017 has a label; one code of 2017 was dropped without a successor.
    assert loaded.issues[0].what == (
        "HS 2017 against the newer revision: without a counterpart 300219; paired but not listed none"
    )
    assert {issue.what.rsplit(": ", 1)[1] for issue in loaded.issues[1:]} == {"no bridge"}
