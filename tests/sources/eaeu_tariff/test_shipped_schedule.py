"""The schedule that ships with the Armenian pack: against the eye, against itself, against the PDF files."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from importlib.resources import files
from pathlib import Path

import polars as pl
import pytest
from tests.sources.whole_way import SHARED

from karvan.model.rate import parse_rate
from karvan.sources.eaeu_tariff import SCHEDULE, published, read_published, read_tariff

CHECKED = Path(__file__).with_name("checked_lines.csv")
CHAPTERS = SHARED / "access" / "eaeu_common_customs_tariff_pdf"


@pytest.fixture(scope="module")
def shipped() -> pl.DataFrame:
    path = files("karvan") / "packs" / "am-eaeu" / "schedules" / "ett.parquet"
    return pl.read_parquet(path.read_bytes())


def test_lines_read_by_eye_are_the_shipped_ones(shipped):
    text = [line for line in CHECKED.read_text("utf-8").splitlines() if not line.startswith("#")]
    seen = {row["code"]: (row["rate"], row["footnote"]) for row in csv.DictReader(text)}
    found = {
        code: (rate, footnote)
        for code, rate, footnote in shipped.select("code", "rate_text", "footnote").iter_rows()
        if code in seen
    }
    assert len(seen) == 250
    assert (
        sum(("," in rate and " " in rate) or "евро" in rate or "США" in rate for rate, _ in seen.values())
        == 110
    )
    assert found == seen


def test_every_line_is_there_once_and_has_its_kind_of_rate(shipped):
    kinds = Counter(type(parse_rate(rate)).__name__ for rate in shipped["rate"])
    assert dict(shipped.schema) == SCHEDULE
    assert kinds == {"Percent": 11560, "AtLeast": 1072, "Specific": 617, "Plus": 34, "AtMost": 6}
    assert shipped["code"].is_unique().all()
    assert shipped["code"].is_sorted()
    assert shipped["code"].str.contains(r"^\d{10}$").all()
    assert shipped["code"].str.slice(0, 2).n_unique() == 96
    assert shipped.filter(pl.col("description").str.contains("^[А-Я]").not_())["code"].to_list() == []


def test_every_rate_is_read_and_comes_back_as_printed(shipped):
    for text, rate, status in shipped.select("rate_text", "rate", "status").unique().iter_rows():
        read = read_published(text)
        assert (str(read), published(read), str(parse_rate(rate)), status) == (rate, text, rate, "known")


def test_a_line_is_described_with_the_groups_above_it(shipped):
    described = dict(shipped.select("code", "description").iter_rows())
    assert described["2711140001"] == (
        "Газы нефтяные и углеводороды газообразные прочие: сжиженные: этилен, пропилен, бутилен и бутадиен: "
        "смесь, содержащая углеводороды С₄ не менее 98 мас.%, бутадиен-1,3 не менее 40 мас.%, "
        "но менее 90 мас.%"
    )
    assert described["2715000000"].startswith("Смеси битумные на основе природного асфальта")


def test_units_and_editions_are_the_printed_ones(shipped):
    lines = {row[0]: row[1:] for row in shipped.select("code", "unit", "edition").iter_rows()}
    assert lines["2716000000"][0] == "1000 кВт·ч"
    assert lines["2208905602"][0] == "л 100% спирта"
    assert (lines["0210113100"][1], str(lines["0805290000"][1])) == (None, "2024-07-28")


@pytest.mark.slow
@pytest.mark.skipif(not CHAPTERS.is_dir(), reason="the chapters beside the repository are absent")
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_the_chapters_give_the_shipped_schedule(shipped):
    tariff = read_tariff(CHAPTERS)
    assert tariff.issues == ()
    assert tariff.frame().equals(shipped)
