"""Lint names every fault at once, and doubts that do not stop a load."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.sources.packs.tiny import FILES, PRODUCTS, STOPS, broken, write_pack

from karvan.errors import PackError
from karvan.sources.packs import Finding, lint

LATE = date(2027, 1, 1)


def told(root: Path, **options: object) -> list[str]:
    """Findings with paths from the folder of packs on."""
    return [str(one).removeprefix(f"{root}/") for one in lint([root], **options)]


def test_a_whole_pack_is_clean(tmp_path: Path) -> None:
    codes = {2017: {"07", "08", "0808", "080810"}}
    assert told(write_pack(tmp_path, FILES), as_of=date(2026, 12, 24), nomenclature=codes) == []


def test_all_faults_at_once(tmp_path: Path) -> None:
    files = broken("products.yml", "sector: agriculture", "sector: fruit")
    files["products.yml"] = files["products.yml"].replace("2025-10-22", "soon")
    files["stops.yml"] = STOPS.replace("IRN", "XXX")
    assert told(write_pack(tmp_path, files)) == [
        "toy/products.yml:8: error: fruit is not known here. "
        "Use one of: industry, agriculture, food, energy, mining, craft.",
        "toy/products.yml:12: error: soon is not an ISO date. Write the day as YYYY-MM-DD (Gregorian).",
        "toy/stops.yml:6: error: XXX is not a country code. Use ISO 3166-1 alpha-3, for example IRN.",
    ]


def test_doubts(tmp_path: Path) -> None:
    files = broken("products.yml", "سیب", "Apples")
    files["stops.yml"] = STOPS.replace("ممنوعیت", "ممنوعيت")
    assert told(write_pack(tmp_path, files), as_of=LATE, nomenclature={2017: {"08", "0808"}}) == [
        "toy/producers.yml:1: warning: To be reviewed by 2026-12-24, and it is 2027-01-01. Read the sources again.",
        "toy/products.yml:6: warning: HS 2017 has no 080810. Check the code and its revision.",
        "toy/products.yml:6: warning: The Persian name has no Persian letter. Write it in Persian.",
        "toy/stops.yml:3: warning: HS 2017 has no 07. Check the code and its revision.",
        "toy/stops.yml:3: warning: The Persian title has an Arabic yeh or kaf. Use ی and ک.",
        "toy/stops.yml:3: warning: To be reviewed by 2026-12-24, and it is 2027-01-01. Read the sources again.",
    ]


def test_a_revision_that_is_not_loaded_is_not_judged(tmp_path: Path) -> None:
    assert told(write_pack(tmp_path, FILES), nomenclature={2022: {"0808"}}) == []


@pytest.mark.parametrize("asked", ["toy", "toy/stops.yml"])
def test_one_pack_or_one_file(tmp_path: Path, asked: str) -> None:
    write_pack(tmp_path, broken("stops.yml", "origin: IRN", "origin: XXX"))
    write_pack(tmp_path, {"pack.yml": ""}, "another")
    path = tmp_path / "toy" / "stops.yml"
    message = "XXX is not a country code. Use ISO 3166-1 alpha-3, for example IRN."
    assert lint([tmp_path / asked]) == [Finding(str(path), 6, "error", message)]


@pytest.mark.parametrize("inner", ["tests", "schedules"])
def test_one_pack_with_folders_of_its_own(tmp_path: Path, inner: str) -> None:
    write_pack(tmp_path, FILES)
    (tmp_path / "toy" / inner).mkdir()
    assert lint([tmp_path / "toy"]) == []


def test_an_overriding_file_is_completed_by_the_shipped_pack(tmp_path: Path) -> None:
    shipped = write_pack(tmp_path / "shipped", FILES)
    mine = write_pack(tmp_path / "mine", {"products.yml": PRODUCTS})
    assert lint([mine], shipped=shipped) == []
    assert [one.message for one in lint([mine])] == [
        "The pack toy has no pack.yml. Add one: it names the pack's licence, maintainer and citations."
    ]


def test_no_such_path(tmp_path: Path) -> None:
    with pytest.raises(PackError) as caught:
        lint([tmp_path / "absent"])
    assert str(caught.value) == f"There is no such file or folder. [{tmp_path}/absent] Check the path."
