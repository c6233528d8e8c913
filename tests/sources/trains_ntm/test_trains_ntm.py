"""Both downloads of non-tariff measures, and what is wrong with broken ones. All measures are invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.whole_way import stored, written

from karvan.errors import Incomplete, KarvanError, LayoutChanged, QuestionError, UnknownCode, UnreadableInput
from karvan.sources import trains_ntm
from karvan.sources.contract import Issue
from karvan.sources.trains_ntm import cells
from karvan.store.tables import declared

RESEARCH = """reporter,Reporter_ISO_N,partner,Partner_ISO_N,hs6,ntmcode,nbr,Year,NTMNomenclature,NomenCode,\
ntm_1_digit,StartDate,EndDate,Dataset_id
UZB,860,WLD,0,80251,A14,2,2017,M3,H4,A,1996,9999,77
UZB,860,IRN,364,760612,B31,1,2017,M3,H4,B,2010,2015,77
ARM,51,WLD,0,220421,A83,1,2016,M3,H4,A,2015,9999,12
"""
ONLINE_HEADINGS = [
    "Country imposing NTMs", "Affected countries", "NTM code", "Measure description", "HS code",
    "Issuing agency", "Regulation title", "Regulation symbol", "Implementation date", "Repeal date",
    "Regulation file", "Years of data collection",
]  # fmt: skip
ONLINE = [
    ["Uzbekistan", "World", "B31", "Labels in the state language", "0802.51, 760612",
     "Fictional agency", "Decree on labels", "No. 5", "2019-02-01T00:00:00", "-", "decree.pdf", "2017"],
    ["Uzbekistan", "Iran, Islamic Republic of, Korea, Republic of, Armenia", "A14", "Permit", "01 - 03",
     "", "Decree on animals", "", "03/04/2015", "", "", ""],
]  # fmt: skip
RESEARCH_ROWS = [
    ("ARM", "WLD", "A83", "A", 2012, "220421", "", "12/2016/2015/9999", "", "", "", "",
     date(2015, 1, 1), None, "year", "2016", 1),
    ("UZB", "IRN", "B31", "B", 2012, "760612", "", "77/2017/2010/2015", "", "", "", "",
     date(2010, 1, 1), date(2015, 12, 31), "year", "2017", 1),
    ("UZB", "WLD", "A14", "A", 2012, "080251", "", "77/2017/1996/9999", "", "", "", "",
     date(1996, 1, 1), None, "year", "2017", 2),
]  # fmt: skip


def animals(partner: str, code: str, row: int) -> tuple:
    words = ("Decree on animals", f"row {row}", "", "Permit", "", "")
    return ("UZB", partner, "A14", "A", 2022, code, *words, None, None, "unknown", "", None)


def labels(code: str, row: int) -> tuple:
    words = ("Decree on labels", f"row {row}", "No. 5", "Labels in the state language", "Fictional agency")
    days = (date(2019, 2, 1), None, "day")
    return ("UZB", "WLD", "B31", "B", 2022, code, *words, "decree.pdf", *days, "2017", None)


def online_rows(first: int) -> list[tuple]:
    permits = [
        animals(partner, code, first + 1) for partner in ("ARM", "IRN", "KOR") for code in ("01", "02", "03")
    ]
    return [*permits, labels("080251", first), labels("760612", first)]


def book(folder: Path, *rows: list[str]) -> Path:
    made = openpyxl.Workbook()
    for row in rows:
        made.worksheets[0].append(row)
    made.save(folder / "MeasuresForSelectedFilters.xlsx")
    return folder / "MeasuresForSelectedFilters.xlsx"


def test_the_whole_way_of_the_researchers_file(tmp_path: Path) -> None:
    reading = trains_ntm.read(written(tmp_path, "ntm.csv", RESEARCH))
    assert (reading.label, reading.published_on, reading.issues) == ("ARM-UZB", None, ())
    assert reading.coverage == {
        "reporters": [{"reporter": "ARM", "rows": 1}, {"reporter": "UZB", "rows": 2}],
        "rows_left_out": 0,
    }
    snapshot = stored(tmp_path / "home", trains_ntm.DESCRIPTION, reading)
    assert snapshot.read("trains_ntm").rows() == RESEARCH_ROWS


def test_the_exported_list_has_titles_above_its_headings(tmp_path: Path) -> None:
    path = book(tmp_path, ["TRAINS Online"], ["Filters: all"], [], ONLINE_HEADINGS, *ONLINE)
    reading = trains_ntm.read(path, hs_rev=2022)
    assert reading.tables["trains_ntm"].rows() == online_rows(5)
    told = "valid_from: «03/04/2015» is no day that can be told; it is unknown"
    assert reading.issues == (Issue(f"{path}:6", told),)


def test_the_exported_list_must_be_told_its_revision(tmp_path: Path) -> None:
    with pytest.raises(Incomplete) as caught:
        trains_ntm.read(book(tmp_path, ONLINE_HEADINGS, *ONLINE))
    assert caught.value.fix == "Say it with --hs-rev, as TRAINS states it beside the list."


def test_only_the_countries_asked_for(tmp_path: Path) -> None:
    reading = trains_ntm.read(written(tmp_path, "ntm.csv", RESEARCH), reporters=["ARM"])
    assert reading.tables["trains_ntm"].rows() == RESEARCH_ROWS[:1]
    assert reading.coverage["rows_left_out"] == 2


def test_only_the_same_reporter_is_replaced(tmp_path: Path) -> None:
    first = trains_ntm.read(written(tmp_path, "ntm.csv", RESEARCH)).tables["trains_ntm"]
    newer = "".join(RESEARCH.splitlines(keepends=True)[i] for i in (0, 3)).replace("220421", "220410")
    both = trains_ntm.read(written(tmp_path, "newer.csv", newer), carry=first).tables["trains_ntm"]
    assert both.rows() == [(*RESEARCH_ROWS[0][:5], "220410", *RESEARCH_ROWS[0][6:]), *RESEARCH_ROWS[1:]]
    assert both.schema == declared("trains_ntm").schema


def test_the_same_measure_twice_is_told_and_kept_once(tmp_path: Path) -> None:
    path = written(tmp_path, "ntm.csv", RESEARCH + RESEARCH.splitlines(keepends=True)[1])
    reading = trains_ntm.read(path)
    assert reading.tables["trains_ntm"].rows() == RESEARCH_ROWS
    assert reading.issues == (Issue(f"{path}:5", "the same measure again; kept once"),)


def test_a_partner_that_is_no_country_stays_as_printed(tmp_path: Path) -> None:
    path = book(tmp_path, ONLINE_HEADINGS, [ONLINE[0][0], "Members of a fictional union", *ONLINE[0][2:]])
    reading = trains_ntm.read(path, hs_rev=2022)
    assert reading.tables["trains_ntm"]["partner"].to_list() == ["Members of a fictional union"] * 2
    told = "partner «Members of a fictional union» is no country; kept as printed"
    assert reading.issues == (Issue(f"{path}:2", told),)


@pytest.mark.parametrize(
    ("broken", "error"),
    [
        ("", UnreadableInput),
        (RESEARCH.splitlines()[0] + "\n", UnreadableInput),
        (RESEARCH.replace("StartDate", "Begin"), LayoutChanged),
        (RESEARCH.replace("Dataset_id", "Data set number"), LayoutChanged),
        (RESEARCH.replace("ntmcode", "kind"), LayoutChanged),
        (RESEARCH.replace("UZB,860,WLD", "XYZ,860,WLD"), UnknownCode),
        (RESEARCH.replace(",A14,", ",Z14,"), LayoutChanged),
        (RESEARCH.replace(",A14,", ",,"), LayoutChanged),
        (RESEARCH.replace(",80251,", ",nuts,"), LayoutChanged),
        (RESEARCH.replace(",80251,", ",,"), LayoutChanged),
        (RESEARCH.replace(",80251,", ",01-030000,"), LayoutChanged),
        (RESEARCH.replace(",H4,A,1996", ",S3,A,1996"), LayoutChanged),
        (RESEARCH[:-20], LayoutChanged),
        (RESEARCH + RESEARCH.splitlines()[1].replace("A14,2", "A14,3") + "\n", LayoutChanged),
    ],
)
def test_broken_twins(tmp_path: Path, broken: str, error: type[KarvanError]) -> None:
    with pytest.raises(error):
        trains_ntm.read(written(tmp_path, "ntm.csv", broken))


def test_what_is_new_and_missing_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, "ntm.csv", RESEARCH.replace("StartDate", "Begin"))
    with pytest.raises(LayoutChanged) as caught:
        trains_ntm.read(path)
    assert caught.value.facts == {"layout": "research", "missing": "StartDate", "new": "Begin"}


@pytest.mark.parametrize("asked", [{"hs_rev": 2020}, {"reporters": ["XYZ"]}])
def test_what_cannot_be_asked(tmp_path: Path, asked: dict) -> None:
    with pytest.raises(QuestionError):
        trains_ntm.read(written(tmp_path, "ntm.csv", RESEARCH), **asked)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("760612", ["760612"]),
        ("10121", ["010121"]),
        ("7606.12", ["760612"]),
        ("0802, 76", ["0802", "76"]),
        ("7606121000", ["760612"]),
        ("010121;010129", ["010121", "010129"]),
        ("010129 010121", ["010129", "010121"]),
        ("01 to 03", ["01", "02", "03"]),
        ("010121-010123", ["010121", "010122", "010123"]),
        ("All products", [""]),
    ],
)
def test_codes_of_goods(text: str, codes: list[str]) -> None:
    assert cells.goods(text, "test") == codes


@pytest.mark.parametrize(
    ("text", "is_last", "found"),
    [
        ("2015-03-04", False, (date(2015, 3, 4), "day")),
        ("2015-03-04T00:00:00", True, (date(2015, 3, 4), "day")),
        ("25/12/2015", False, (date(2015, 12, 25), "day")),
        ("12/25/2015", False, (date(2015, 12, 25), "day")),
        ("04/04/2015", False, (date(2015, 4, 4), "day")),
        ("03/04/2015", False, (None, "unreadable")),
        ("2015-02-30", False, (None, "unreadable")),
        ("2015", False, (date(2015, 1, 1), "year")),
        ("2015", True, (date(2015, 12, 31), "year")),
        ("9999", True, (None, "unknown")),
        ("-", True, (None, "unknown")),
    ],
)
def test_days(text: str, is_last: bool, found: tuple) -> None:
    assert cells.day(text, is_last=is_last) == found


@given(
    st.lists(st.sampled_from(["Iran, Islamic Republic of", "Iraq", "Korea, Republic of", "UZB"]), unique=True)
)
def test_names_with_commas_are_told_apart(names: list[str]) -> None:
    codes = {"Iran, Islamic Republic of": "IRN", "Iraq": "IRQ", "Korea, Republic of": "KOR", "UZB": "UZB"}
    expected = tuple(codes[name] for name in names)
    assert cells.partners(", ".join(names)) == (expected, ())
    assert cells.partners("; ".join(names)) == (expected, ())
