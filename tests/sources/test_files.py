import hashlib
from datetime import datetime
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from tests.sources.whole_way import written

from karvan.errors import CorruptArchive, KarvanError, LayoutChanged, UnreadableInput
from karvan.sources.files import content_sha256, csv_rows, read_parquet, read_sheet, text_frame


def test_a_csv_is_read_as_text_and_its_mark_is_no_letter(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", '\ufeffcode,name\n0101,"a, b"\n\n0102,\n')
    expected = pl.DataFrame({"code": ["0101", "0102"], "name": ["a, b", ""]})
    assert_frame_equal(read_sheet(path), expected)


def test_a_workbook_reads_as_the_same_text(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["on", "rate", "note"],
        [datetime(2025, 11, 24), 1310.0, None],  # noqa: DTZ001  (a spreadsheet has no zone)
        ["۱۴۰۴/۰۹/۰۳", 0.00001, "x"],
    ):
        book.worksheets[0].append(row)
    book.save(tmp_path / "a.xlsx")
    expected = pl.DataFrame(
        {"on": ["2025-11-24", "۱۴۰۴/۰۹/۰۳"], "rate": ["1310", "0.00001"], "note": ["", "x"]}
    )
    assert_frame_equal(read_sheet(tmp_path / "a.xlsx"), expected)


@pytest.mark.parametrize(
    ("raw", "error", "problem"),
    [
        (b"", UnreadableInput, "it is empty"),
        (b" \n\n", UnreadableInput, "it is empty"),
        ("نام,ارزش".encode("cp1256"), UnreadableInput, "it is not UTF-8 text"),
        (b"a,b\n\0\0,1\n", UnreadableInput, "it is binary"),
    ],
)
def test_what_is_no_text_is_refused(
    tmp_path: Path, raw: bytes, error: type[KarvanError], problem: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(raw)
    with pytest.raises(error) as caught:
        read_sheet(path)
    assert caught.value.facts == {"problem": problem}
    assert caught.value.where == str(path)


def test_a_row_cut_short_names_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", "a,b,c\n1,2,3\n4,5\n")
    with pytest.raises(LayoutChanged) as caught:
        read_sheet(path)
    assert caught.value.where == f"{path}:3"
    assert caught.value.facts == {"found": 2, "expected": 3}


def test_a_workbook_may_have_empty_cells_beyond_its_headings_but_no_filled_ones(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["a", "b"])
    sheet.append([1])
    sheet.cell(5, 6, "").number_format = "0.00"
    book.save(tmp_path / "a.xlsx")
    assert_frame_equal(read_sheet(tmp_path / "a.xlsx"), pl.DataFrame({"a": ["1"], "b": [""]}))
    sheet.cell(5, 6, "stray")
    book.save(tmp_path / "b.xlsx")
    with pytest.raises(LayoutChanged) as caught:
        read_sheet(tmp_path / "b.xlsx")
    assert caught.value.where == f"{tmp_path / 'b.xlsx'}:5"


def test_two_equal_headings_and_unknown_kinds_are_refused(tmp_path: Path) -> None:
    with pytest.raises(LayoutChanged):
        read_sheet(written(tmp_path, "a.csv", "a,a\n1,2\n"))
    with pytest.raises(LayoutChanged) as caught:
        read_sheet(written(tmp_path, "a.xls", "old"))
    assert caught.value.facts == {"kind": ".xls"}


def test_damaged_containers(tmp_path: Path) -> None:
    for name, read in (("a.xlsx", read_sheet), ("a.parquet", read_parquet)):
        with pytest.raises(CorruptArchive):
            read(written(tmp_path, name, "not what it says"))
        with pytest.raises(UnreadableInput):
            read(tmp_path / f"absent-{name}")


def test_the_sum_of_one_file_is_its_own_and_of_two_depends_on_their_order(tmp_path: Path) -> None:
    one, two = written(tmp_path, "1", "a"), written(tmp_path, "2", "b")
    assert content_sha256(one) == hashlib.sha256(b"a").hexdigest()
    assert content_sha256(one, two) != content_sha256(two, one)


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=5)


@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=5))
def test_every_cell_of_a_csv_comes_back(rows: list[tuple[str, str]]) -> None:
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    frame = text_frame(csv_rows("\n".join(["x,y", *quoted])), "test")
    assert frame.rows() == rows
