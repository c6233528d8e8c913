"""A table as customs offices print it, its workbook twin, and what is wrong with broken ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.whole_way import stored
from tests.world import frame

from karvan.errors import CorruptArchive, KarvanError, LayoutChanged, UnreadableInput
from karvan.sources.customs_table import description_of, read
from karvan.sources.customs_table.cells import country, national_code, number

EXAMPLE = Path(__file__).parents[3] / "examples" / "customs"
TABLE, MAPPING = EXAMPLE / "exports.csv", EXAMPLE / "exports.yml"
NAME = "example-province-1403"
SHOWN = ["row", "national_code", "hs6", "importer", "value", "currency", "weight_t", "value_usd", "status"]
ROWS = [
    (3, "76061200", "760612", "IRQ", "4250000000", "IRR", 12.5, None, "no_rate"),
    (4, "01012100", "010121", "ARM", "180500000.0", "IRR", 0.9, None, "no_rate"),
    (5, "69072100", "690721", None, "700000000", "IRR", 40.0, None, "no_rate"),
]
RATES = frame(
    "fx",
    [
        (date(2025, 3, 10), "USD", "IRR", "nima", "500000", "Fictional bank"),
        (date(2025, 3, 10), "USD", "IRR", "market", "900000", "Fictional bazaar"),
        (date(2025, 3, 25), "USD", "IRR", "nima", "1", "Fictional bank, after the year"),
    ],
)


def shown(reading, columns: Sequence[str] = SHOWN) -> list[tuple]:
    return reading.tables["customs_exports"].select(columns).rows()


def test_the_example(tmp_path: Path) -> None:
    reading = read(TABLE, MAPPING)
    assert shown(reading) == ROWS
    assert reading.tables["customs_exports"].select(
        "period_start", "period_end", "basis", "home"
    ).unique().rows() == [(date(2024, 3, 20), date(2025, 3, 20), "cleared_at", "IRN")]
    unmapped = reading.tables["customs_unmapped"].select("row", "column", "value", "reason").rows()
    assert [(row, column, reason) for row, column, _, reason in unmapped] == [
        (5, "کشور مقصد", "unknown_country"),
        (6, "کد تعرفه", "not_a_code"),
        (6, "*", "row_not_used"),
        (7, "*", "total_row"),
    ]
    assert unmapped[0][2] == "كشور ناشناخته"


def test_the_whole_way_keeps_other_datasets(tmp_path: Path) -> None:
    description = description_of(MAPPING)
    assert (description.origin.publisher, description.origin.licence) == (
        "The karvan authors (fictional example)", "CC0-1.0",
    )  # fmt: skip
    snapshot = stored(tmp_path / "home", description, read(TABLE, MAPPING))
    carry = {name: snapshot.read(name) for name in ("customs_exports", "customs_unmapped")}
    second = changed_mapping(tmp_path, f"dataset: {NAME}", "dataset: another")
    both = stored(tmp_path / "home", description, read(TABLE, second, carry=carry))
    counted = both.read("customs_exports").group_by("dataset").len().sort("dataset").rows()
    assert counted == [("another", 3), (NAME, 3)]
    carry = {name: both.read(name) for name in carry}
    again = read(TABLE, MAPPING, carry=carry)
    assert again.tables["customs_exports"].group_by("dataset").len().sort("dataset").rows() == counted


def test_dollars_only_by_the_named_rate_of_the_time() -> None:
    reading = read(TABLE, MAPPING, fx=RATES)
    assert shown(reading, ["value_usd", "status"]) == [
        (8500.0, "known"), (361.0, "known"), (1400.0, "unmapped_country"),
    ]  # fmt: skip


def test_a_rate_of_another_time_does_not_count() -> None:
    old = RATES.with_columns(on=pl.lit(date(2024, 1, 1)))
    assert shown(read(TABLE, MAPPING, fx=old), ["status"]) == [("no_rate",)] * 3


def test_toman_is_ten_rials(tmp_path: Path) -> None:
    mapping = changed_mapping(tmp_path, "currency: IRR", "currency: TOMAN")
    assert shown(read(TABLE, mapping), ["value", "currency"])[0] == ("42500000000", "IRR")


def test_tonnes_and_dollars(tmp_path: Path) -> None:
    mapping = changed_mapping(tmp_path, "weight_unit: kg", "weight_unit: t", "currency: IRR", "currency: USD")
    assert shown(read(TABLE, mapping), ["weight_t", "value_usd", "status"])[0] == (12500.0, 4.25e9, "known")


def test_a_workbook_says_the_same(tmp_path: Path) -> None:
    assert shown(read(workbook(tmp_path), MAPPING)) == ROWS


def test_a_formula_without_a_value_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LayoutChanged, match="a formula has no stored value"):
        read(workbook(tmp_path, formula="=SUM(G3:G5)"), MAPPING)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("hs: کد تعرفه", "hs: کد", "missing کد, not mentioned کد تعرفه"),
        ("ignored: [ردیف, شرح کالا]", "ignored: [ردیف]", "missing none, not mentioned شرح کالا"),
        ("basis: cleared_at", "basis: somewhere", "basis somewhere is none of"),
        ("home: IRN", "home: PERSIA", "home PERSIA is not an ISO"),
        ("hs_rev: 2022", "hs_rev: 2020", "hs_rev 2020 is no HS revision"),
        ("weight_unit: kg", "weight_unit: stone", "weight_unit is neither"),
        ("published_on: 2025-06-01", "published_on: soon", "published_on is not a day"),
        ("سایر: ARE", "سایر: UAE", "countries maps to UAE"),
        ("period: {column: سال}", "period: {month: 3}", "period is none of"),
        ("licence: CC0-1.0", "license: CC0-1.0", "missing licence; not known license"),
        ("file: {header_row: 2}", "file: {header: 2}", "file has the key header"),
        ("file: {header_row: 2}", "file: {header_row: 1}", "a row is longer than the headings"),
        ("dataset:", "dataset: [", "not YAML"),
    ],
)
def test_wrong_mappings(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(KarvanError, match=message):
        read(TABLE, changed_mapping(tmp_path, old, new))


@pytest.mark.parametrize(
    ("raw", "error", "message"),
    [
        (b"", UnreadableInput, "it is empty"),
        ("Größe".encode("latin-1"), UnreadableInput, "it is not text in utf-8"),
        (b"a,b\0\n", UnreadableInput, "it is binary"),
    ],
)
def test_what_is_no_table(tmp_path: Path, raw: bytes, error: type[KarvanError], message: str) -> None:
    path = tmp_path / "exports.csv"
    path.write_bytes(raw)
    with pytest.raises(error, match=message):
        read(path, MAPPING)


def test_a_table_given_as_its_own_mapping(tmp_path: Path) -> None:
    path = tmp_path / "huge.yml"
    path.write_bytes(b"x" * 1_000_001)
    with pytest.raises(UnreadableInput, match="a mapping has at most 1000000"):
        read(TABLE, path)


def test_no_workbook_and_no_file(tmp_path: Path) -> None:
    path = tmp_path / "exports.xlsx"
    path.write_bytes(b"PK\x03\x04 not a workbook")
    with pytest.raises(CorruptArchive):
        read(path, MAPPING)
    with pytest.raises(UnreadableInput):
        read(tmp_path / "absent.csv", MAPPING)


DIGITS = ["0123456789", "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩"]


@given(st.integers(min_value=0, max_value=10**12), st.sampled_from(DIGITS), st.booleans())
def test_amounts_in_any_digits(value: int, digits: str, grouped: bool) -> None:
    text = f"{value:,}".replace(",", "٬" if digits != DIGITS[0] else ",") if grouped else str(value)
    assert number(text.translate({ord(str(n)): digits[n] for n in range(10)})) == Decimal(value)


@given(st.permutations(range(2, 5)))
def test_the_order_of_rows_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, order: list[int]
) -> None:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    path = tmp_path_factory.mktemp("rows") / "exports.csv"
    path.write_text("\n".join([*lines[:2], *(lines[n] for n in order)]) + "\n", encoding="utf-8")
    columns = [name for name in SHOWN if name != "row"]
    assert sorted(shown(read(path, MAPPING), columns), key=str) == sorted((row[1:] for row in ROWS), key=str)


@given(st.lists(st.sampled_from(["76061200", "x", "010121"]), min_size=1, max_size=8))
def test_every_row_is_mapped_or_listed(tmp_path_factory: pytest.TempPathFactory, codes: list[str]) -> None:
    lines = TABLE.read_text(encoding="utf-8").splitlines()[:2]
    body = [f"{n},1403,{code},x,IRQ,1,{n + 1}" for n, code in enumerate(codes)]
    path = tmp_path_factory.mktemp("rows") / "exports.csv"
    path.write_text("\n".join([*lines, *body]), encoding="utf-8")
    tables = read(path, MAPPING).tables
    lost = tables["customs_unmapped"].filter(pl.col("reason") == "row_not_used")["row"].to_list()
    assert sorted([*tables["customs_exports"]["row"].to_list(), *lost]) == list(range(3, 3 + len(codes)))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("۷۶۰۶۱۲۰۰", "76061200"), ("7606.12", "760612"), ("1012100", "01012100"), ("101 21", "010121"),
        ("7606121000", "7606121000"), ("7606", None), ("abc", None), ("", None), ("760612100012", None),
    ],
)  # fmt: skip
def test_national_codes(text: str, code: str | None) -> None:
    assert national_code(text) == code


def test_countries_in_any_spelling() -> None:
    spoken = ["عراق", "ازبكستان", "Iraq", "irq", "تركيه", "امارات", "Neverland"]
    assert [country(one, {"امارات": "ARE"}) for one in spoken] == [
        "IRQ", "UZB", "IRQ", "IRQ", "TUR", "ARE", None,
    ]  # fmt: skip


def changed_mapping(folder: Path, *swaps: str) -> Path:
    """The example's mapping with texts swapped pairwise."""
    text = MAPPING.read_text(encoding="utf-8")
    for old, new in zip(swaps[::2], swaps[1::2], strict=True):
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / "changed.yml"
    path.write_text(text, encoding="utf-8")
    return path


def workbook(folder: Path, formula: str = "") -> Path:
    """The example as a workbook; numbers as numbers where Excel would."""
    book = openpyxl.Workbook()
    page = book.active
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        import csv

        page.append(
            [
                int(c) if c.isascii() and c.isdigit() and not c.startswith("0") else c
                for c in next(csv.reader([line]))
            ]
        )
    if formula:
        page["G7"] = formula
    path = folder / "exports.xlsx"
    book.save(path)
    return path
