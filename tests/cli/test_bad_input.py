"""Whatever a user feeds in: one paragraph that says what, where and what to do, and the store as before."""

from __future__ import annotations

import hashlib
import random
import shutil
import zipfile
from pathlib import Path

import pytest
from tests.cli.conftest import FX
from tests.sources.baci.test_baci import folder_of, zip_of

from karvan.sources.packs import keep_in_force

MAPPING = Path(__file__).parents[2] / "examples" / "customs" / "exports.yml"
SCHEDULE = Path(__file__).parents[2] / "examples" / "schedule" / "tariff.yml"
FIFTY_MB = 50 * 1024 * 1024


def empty(path: Path) -> None:
    path.write_bytes(b"")


def blank(path: Path) -> None:
    path.write_text(" \n\u200c\n", encoding="utf-8")


def binary(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(100_000))


def wrongly_encoded(path: Path) -> None:
    """Four bytes a letter: nobody writes files so, but some exports do."""
    path.write_bytes("on,base\nهمایش صادرات,USD\n".encode("utf-32"))


def huge(path: Path) -> None:
    path.write_bytes(("صادرات به عراق " * 40 + "\n").encode() * (FIFTY_MB // 1000))


def absent(_path: Path) -> None:
    return


def a_folder(path: Path) -> None:
    path.mkdir()


FILES = [empty, blank, binary, wrongly_encoded, huge, absent, a_folder]
COMMANDS = {
    "read": ("txt", ["read", "{file}"]),
    "plan": ("txt", ["plan", "{file}"]),
    "replay": ("json", ["plan", "--replay", "{file}"]),
    "fx_rates": ("csv", ["data", "load", "fx_rates", "{file}"]),
    "fx_rates as xlsx": ("xlsx", ["data", "load", "fx_rates", "{file}"]),
    "customs_table": ("csv", ["data", "load", "customs_table", "{file}", "--mapping", str(MAPPING)]),
    "a mapping": ("yml", ["data", "load", "customs_table", "{file}", "--mapping", "{file}"]),
    "region_evidence": ("yml", ["data", "load", "region_evidence", "{file}"]),
    "national_schedule": ("csv", ["data", "load", "national_schedule", "{file}", "--about", str(SCHEDULE)]),
    "national_schedule as xlsx": (
        "xlsx", ["data", "load", "national_schedule", "{file}", "--about", str(SCHEDULE)],
    ),
    "about a schedule": ("yml", ["data", "load", "national_schedule", "{file}", "--about", "{file}"]),
    "trains": ("csv", ["data", "load", "trains", "{file}"]),
    "trains as zip": ("zip", ["data", "load", "trains", "{file}"]),
    "trains_ntm": ("csv", ["data", "load", "trains_ntm", "{file}", "--hs-rev", "2022"]),
    "trains_ntm as xlsx": ("xlsx", ["data", "load", "trains_ntm", "{file}", "--hs-rev", "2022"]),
    "backtest silent": (
        "parquet",
        ["backtest", "silent", "--pairs", "{file}", "--known-until", "2016", "--score-year", "2019"],
    ),
    "backtest silent as csv": (
        "csv",
        ["backtest", "silent", "--pairs", "{file}", "--known-until", "2016", "--score-year", "2019"],
    ),
    "backtest unseen": ("parquet", ["backtest", "unseen", "--flows", "{file}"]),
    "backtest spread": ("parquet", ["backtest", "spread", "--flows", "{file}"]),
    "backtest flows": ("parquet", ["backtest", "flows", "--flows", "{file}", "--pairs", "{file}"]),
    "backtest region": ("csv", ["backtest", "region", "{file}"]),
    "region_evidence as xlsx": ("xlsx", ["data", "load", "region_evidence", "{file}"]),
    "origin": ("yml", ["origin", "{file}", "--to", "ARM", "--rule", "CC"]),
    "origin as csv": ("csv", ["origin", "{file}", "--to", "ARM", "--rule", "CC"]),
    "origin as xlsx": ("xlsx", ["origin", "{file}", "--to", "ARM", "--rule", "CC"]),
    "baci": ("zip", ["data", "load", "baci", "{file}"]),
    "world_bank": ("csv", ["data", "load", "world_bank", "--gdp", "{file}", "--population", "{file}"]),
    "geodist": ("csv", ["data", "load", "geodist", "{file}"]),
    "geodist as parquet": ("parquet", ["data", "load", "geodist", "{file}"]),
    "un_sanctions": ("xml", ["data", "load", "un_sanctions", "{file}"]),
    "ofac_sdn": ("xml", ["data", "load", "ofac_sdn", "{file}"]),
    "ofac_sdn as csv": ("csv", ["data", "load", "ofac_sdn", "{file}", "--list-date", "2026-11-20"]),
    "eu_sanctions": ("xml", ["data", "load", "eu_sanctions", "{file}"]),
    "uk_sanctions": ("csv", ["data", "load", "uk_sanctions", "{file}"]),
    "opensanctions": ("json", ["data", "load", "opensanctions", "{file}", "--list-date", "2026-11-20"]),
    "hs_nomenclature": (
        "json",
        ["data", "load", "hs_nomenclature", "--hs2017", "{file}", "--hs2022", "{file}", "--concordances", "{file}"],
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def packs_in_force(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("packs") / "home"
    keep_in_force(folder)
    return folder


@pytest.fixture
def refused(say, home, tmp_path, monkeypatch, packs_in_force):
    """Run a command that must fail as it should."""
    monkeypatch.chdir(tmp_path)
    # With the packs in force nothing but the command under test can change the store.
    shutil.copytree(packs_in_force, home)

    def call(*words):
        before = tree(home)
        said = say("--json", *words)
        error = said.error
        assert said.out == ""
        assert error["exit_code"] == said.status
        assert said.status in {2, 3, 5}, error
        assert error["message"], error
        assert error["fix"], error
        assert not any("\n" in error[part] for part in ("message", "where", "fix"))
        assert tree(home) == before
        assert not (tmp_path / "out").exists()
        return error

    return call


def tree(folder: Path) -> dict[str, str]:
    """Every file of a store with its sum; locks are no data."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.parent.name != "locks"
    }


@pytest.mark.parametrize(
    ("kind", "command"),
    [(kind, command) for kind in FILES for command in COMMANDS],
)
def test_no_command_takes_a_file_that_is_none(refused, tmp_path, command, kind):
    suffix, words = COMMANDS[command]
    path = tmp_path / f"input.{suffix}"
    kind(path)
    error = refused(*(word.format(file=path) for word in words))
    assert str(path) in error["where"]


def test_an_unknown_country(refused):
    error = refused("plan", "--region", "markazi", "--markets", "IRQ,Atlantis")
    assert (error["code"], error["message"]) == ("UnknownMarket", "'Atlantis' is not a country we know.")


def test_an_unknown_region(refused):
    assert refused("plan", "--region", "atlantis", "--markets", "IRQ")["code"] == "UnknownRegion"


@pytest.mark.parametrize(
    "words", [("--as-of", "1405-13-01"), ("--on", "yesterday"), ("--as-of", "2026-02-30")]
)
def test_a_day_that_is_none(refused, words):
    error = refused("plan", "--region", "markazi", "--markets", "IRQ", *words)
    assert error["code"] == "UnreadableInput"


def test_a_text_about_nothing(refused, tmp_path):
    path = tmp_path / "text.txt"
    path.write_text("The weather was fine on Monday.\n", encoding="utf-8")
    assert refused("plan", path)["code"] == "Incomplete"


def test_a_truncated_zip(refused, tmp_path):
    path = zip_of(tmp_path)
    path.write_bytes(path.read_bytes()[:-40])
    assert refused("data", "load", "baci", path)["code"] == "CorruptArchive"


def test_a_zip_with_a_damaged_member(refused, tmp_path):
    path = zip_of(tmp_path)
    with zipfile.ZipFile(path) as archive:
        at = archive.getinfo("BACI_HS17_Y2024_V202601.csv").header_offset + 45
    whole = bytearray(path.read_bytes())
    whole[at + 20] ^= 0xFF
    path.write_bytes(whole)
    assert refused("data", "load", "baci", path)["code"] == "CorruptArchive"


def test_a_csv_with_a_missing_column(refused, tmp_path):
    path = tmp_path / "rates.csv"
    path.write_text(FX.replace("kind,", "").replace("market,", ""), encoding="utf-8")
    error = refused("data", "load", "fx_rates", path)
    assert (error["code"], error["where"]) == ("LayoutChanged", str(path))
    assert "missing kind, new none" in error["message"]


def test_a_release_with_a_missing_column(refused, tmp_path):
    folder = folder_of(
        tmp_path / "release", **{"BACI_HS17_Y2024_V202601.csv": "t,i,j,k,v\n2024,364,51,10121,1\n"}
    )
    assert refused("data", "load", "baci", folder)["code"] == "LayoutChanged"


def test_an_address_that_is_none(refused):
    assert refused("data", "load", "baci", "ftp://example.invalid/x.zip")["code"] == "FetchFailed"


def test_a_pack_of_the_user_that_does_not_load(refused, home):
    own = home / "packs" / "markazi"
    own.mkdir(parents=True)
    (own / "region.yml").write_text("region: [\n", encoding="utf-8")
    error = refused("plan", "--region", "markazi", "--markets", "IRQ")
    assert error["code"] == "PackError"
    assert error["where"].startswith(f"{own / 'region.yml'}:")
