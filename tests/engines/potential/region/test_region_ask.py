"""From loaded files to shares: the user's file, a customs table and the packs, through a real warehouse."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.world import frame, put, trade_world

from karvan.engines.potential.region import REST, Grade, Level, region_allocation
from karvan.errors import QuestionError
from karvan.model.known import Known, Unknown
from karvan.sources.region_evidence import read
from karvan.store.snapshot import Snapshot, Store

AS_OF = date(2026, 11, 24)
YEAR = (date(2024, 1, 1), date(2024, 12, 31))
FILE = """dataset: toy
home: IRN
hs_rev: 2017
observed_on: 2026-01-01
review_by: 2027-01-01
licence: CC0-1.0
publisher: Fictional
title: Fictional statement
standing: single_source
evidence:
  - {kind: stated, region: IR-00, hs: "20", basis: exports, share: 0.25, address: page 1}
  - {kind: stated, region: IR-07, hs: "20", basis: exports, share: 0.5, address: page 2}
"""


def opened(root: Path) -> Snapshot:
    return Store.open(root, bundle=root / "none")


def customs(rows: list[tuple[str, str, str, float | None]]):
    """(dataset, basis, region, USD of 760612)."""
    return frame(
        "customs_exports",
        [
            (dataset, at, basis, "IRN", region, *YEAR, "76061200", "760612", None, usd, None, "USD", None,
             "known", "{}")
            for at, (dataset, basis, region, usd) in enumerate(rows)
        ],
    ).sort("dataset", "row")  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Path:
    trade_world(tmp_path)
    return tmp_path


def test_the_users_file_allocates_and_others_are_left_out(home: Path):
    file = home / "toy.yml"
    file.write_text(FILE, "utf-8")
    put(home, "region_evidence", dict(read(file).tables))
    found = region_allocation(opened(home), "IRN", ["IR-00"], 2024, as_of=AS_OF)
    assert found.codes == ("200911", "760612")
    one = found.of("IR-00", "200911")
    assert (one.share, one.grade, one.level) == (Known(0.25), Grade.LOW, Level.STATED)
    assert [cited.id for cited in one.citations] == ["toy:11"]
    assert found.of(REST, "200911").share == Known(0.75)
    assert found.of("IR-00", "760612").reason == "no_evidence"


def test_customs_by_place_of_production_over_the_national_table(home: Path):
    rows = [
        ("province", "produced_in", "IR-00", 10.0),
        ("province", "produced_in", "IR-00", 5.0),
        ("nation", "declared_by", "", 30.0),
        ("offices", "cleared_at", "IR-00", 27.0),
    ]
    put(home, "customs_table", {"customs_exports": customs(rows)}, hs_rev=2017)
    one = region_allocation(opened(home), "IRN", ["IR-00"], 2024, as_of=AS_OF).of("IR-00", "760612")
    assert (one.share, one.grade, one.basis) == (Known(0.5), Grade.HIGH, "produced_in")
    assert [(claim.role, claim.share) for claim in one.alternatives] == [("hint", Known(0.9))]


def test_customs_without_a_national_table_over_the_flows(home: Path):
    put(
        home,
        "customs_table",
        {"customs_exports": customs([("p", "produced_in", "IR-00", 10.0)])},
        hs_rev=2017,
    )
    one = region_allocation(opened(home), "IRN", ["IR-00"], 2024, as_of=AS_OF).of("IR-00", "760612")
    assert (one.share, one.reason) == (Known(0.25), "customs_over_national_flows")


def test_a_sum_that_lacks_dollars_is_unknown(home: Path):
    rows = [("p", "produced_in", "IR-00", 10.0), ("p", "produced_in", "IR-00", None)]
    put(home, "customs_table", {"customs_exports": customs(rows)}, hs_rev=2017)
    one = region_allocation(opened(home), "IRN", ["IR-00"], 2024, as_of=AS_OF).of("IR-00", "760612")
    assert one.reason == "not_valued"


def test_an_old_customs_table_stops(home: Path):
    put(
        home,
        "customs_table",
        {"customs_exports": customs([("p", "produced_in", "IR-00", 10.0)])},
        hs_rev=2017,
    )
    late = region_allocation(opened(home), "IRN", ["IR-00"], 2024, as_of=date(2030, 1, 1))
    assert late.of("IR-00", "760612").share == Unknown(
        "stale", ("customs table, registry, stated share or fallback",)
    )


def test_packs_and_the_population_of_the_loaded_tables(home: Path):
    pack = {
        "pack_shares": frame(
            "pack_shares",
            [
                ("IR-00", "people", "fallback", 2017, "", "population", None, 20.0, None, "persons",
                 date(2016, 3, 20), date(2017, 3, 20), "n", "n", date(2026, 1, 1), date(2027, 1, 1), "census",
                 "toy"),
            ],
        ),
        "pack_citations": frame(
            "pack_citations",
            [("toy", "census", "t", "p", "a", None, date(2026, 1, 1), "l", "single_source")],
        ),
    }  # fmt: skip
    put(home, "packs", pack)
    world_bank = {
        "population": frame("population", [("IRN", 2016, 80.0)]),
        "gdp": frame("gdp", [("IRN", 2016, 1.0)]),
    }
    put(home, "world_bank", world_bank)
    one = region_allocation(opened(home), "IRN", ["IR-00"], 2024, as_of=AS_OF).of("IR-00", "760612")
    assert (one.share, one.grade, one.reason) == (Known(0.25), Grade.FALLBACK, "share_of_population")
    assert [cited.id for cited in one.citations] == ["toy:census", "population"]


def test_a_country_without_exports_is_refused(home: Path):
    with pytest.raises(QuestionError):
        region_allocation(opened(home), "ITA", ["IT-45"], 2024, as_of=AS_OF)
