"""Estimates as a question reads them: they belong to their data, and a user's table stands in their place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.world import FETCHED, distances, frame, put, trade_world

from karvan.cube.build import rebuild
from karvan.cube.estimates import write_estimates
from karvan.engines.potential import assess
from karvan.engines.potential.restore.answer import AddedImports, PairEstimate, UserTable
from karvan.engines.potential.restore.read import estimates_belong, read_additions
from karvan.model.known import Known, Unknown, value_or_none
from karvan.store.snapshot import Snapshot, Store

FIGURES = (120.0, 100.0, 150.0, 80.0, 200.0, 40.0, 400.0)


def world(root: Path, *, whole: bool = True) -> Snapshot:
    """The tiny world, with Iran's sales to Iraq estimated at 120 USD of plates."""
    trade_world(root)
    years = [(country, year, 100.0) for country in ("IRN", "IRQ") for year in (2023, 2024)]
    put(root, "world_bank", {"gdp": frame("gdp", years), "population": frame("population", years)})
    snapshot = Store.open(root, bundle=root / "none")
    pair = {"year": 2024, "exporter": "IRN", "importer": "IRQ"}
    tables = {
        "pair_estimates": frame(
            "pair_estimates", [(*pair.values(), *FIGURES, "carried", 2022, 100_000_000.0, "past_windows")]
        ),
        "chapter_estimates": frame("chapter_estimates", [(*pair.values(), "76", 120.0)]),
        "flow_estimates": frame("flow_estimates", [(*pair.values(), "760612", 120.0)]),
        "exporter_product_estimates": frame("exporter_product_estimates", [(2024, "IRN", "760612", 120.0)]),
        "importer_product_estimates": frame(
            "importer_product_estimates", [(2024, "IRQ", "760612", 120.0, 6.0)]
        ),
    }
    coverage = {"complete": True} if whole else {"exporters": [], "importers": []}
    write_estimates(root, snapshot, tables, method="restore/0", coverage=coverage, fetched_on=FETCHED)
    return Store.open(root, bundle=root / "none")


def with_customs(root: Path, rows: list[tuple[str, float | None, int]]) -> Snapshot:
    """A national table of Iran: hs6, value and year of its sales to Iraq."""
    table = [
        ("national", at, "declared_by", "IRN", "", date(year, 3, 20), date(year + 1, 3, 19), hs6, hs6, "IRQ",
         value, None, "USD", None, "known", "{}")
        for at, (hs6, value, year) in enumerate(rows, start=2)
    ]  # fmt: skip
    labels = frame("customs_unmapped", [])
    put(
        root,
        "customs_table",
        {"customs_exports": frame("customs_exports", table), "customs_unmapped": labels},
        hs_rev=2017,
    )
    return Store.open(root, bundle=root / "none")


def test_a_question_gets_its_part(tmp_path: Path) -> None:
    found = read_additions(world(tmp_path), "IRN", "IRQ", 2024)
    assert found is not None
    assert found.estimate == PairEstimate("IRN", "IRQ", 2024, *FIGURES, "carried", 2022, "past_windows")
    assert (found.flows_usd, found.home_exports_usd, found.world_usd) == (
        Known({"760612": 120.0}),
        {"760612": 120.0},
        {"760612": 120.0},
    )
    assert found.market_imports == {"760612": AddedImports(120.0, 720.0)}
    other = read_additions(world(tmp_path), "IRN", "ARM", 2024)
    assert other is not None
    assert (other.estimate, other.flows_usd, other.market_imports) == (None, Known({}), {})


def test_flows_that_are_not_kept_are_unknown_and_not_zero(tmp_path: Path) -> None:
    found = read_additions(world(tmp_path, whole=False), "IRN", "IRQ", 2024)
    assert found is not None
    assert isinstance(found.flows_usd, Unknown)
    answer = assess(world(tmp_path, whole=False), "IRN", "IRQ", ["760612"], 2024, additions=found)
    cell = answer.cells["760612"]
    assert (cell.trade_status, isinstance(cell.realised_usd, Unknown), isinstance(cell.potential_usd, Known)) == (
        "unknown", True, True,
    )  # fmt: skip


def test_estimates_of_other_trade_data_are_not_used(tmp_path: Path) -> None:
    assert estimates_belong(world(tmp_path))
    put(tmp_path, "geodist", {"distances": distances(500.0)}, content_sha256="1" * 64)
    rebuild(tmp_path, fetched_on=FETCHED, bundle=tmp_path / "none")
    snapshot = Store.open(tmp_path, bundle=tmp_path / "none")
    assert snapshot.has("pair_estimates")
    assert not estimates_belong(snapshot)
    assert read_additions(snapshot, "IRN", "IRQ", 2024) is None


def test_the_answer_is_estimated_and_keeps_its_interval(tmp_path: Path) -> None:
    snapshot = world(tmp_path)
    answer = assess(
        snapshot, "IRN", "IRQ", ["760612"], 2024, additions=read_additions(snapshot, "IRN", "IRQ", 2024)
    )
    pair = answer.pair
    assert (pair.trade_status, pair.trade_usd, pair.interval_80) == (
        "estimated",
        Known(120.0),
        Known((80.0, 200.0)),
    )
    assert isinstance(pair.observed_usd, Unknown)
    assert value_or_none(answer.cells["760612"].trade_usd) == 120.0


def test_a_users_table_overrides_the_estimate_everywhere_and_the_difference_is_shown(tmp_path: Path) -> None:
    world(tmp_path)
    snapshot = with_customs(
        tmp_path, [("760612", 90.0, 2024), ("200911", 10.0, 2024), ("760612", 55.0, 2022)]
    )
    found = read_additions(snapshot, "IRN", "IRQ", 2024)
    assert found is not None
    assert found.user_override == UserTable({"200911": 10.0, "760612": 90.0}, 2024, "national")
    assert found.home_exports_usd == {"200911": 10.0, "760612": 90.0}
    assert found.world_usd == {"200911": 10.0, "760612": 90.0}
    assert {hs6: one.value_usd for hs6, one in found.market_imports.items()} == {
        "200911": 10.0,
        "760612": 90.0,
    }
    pair = assess(snapshot, "IRN", "IRQ", ["760612"], 2024, additions=found).pair
    assert (pair.trade_status, pair.trade_usd, pair.override_difference_usd) == (
        "override",
        Known(100.0),
        Known(-20.0),
    )


def test_an_observed_pair_is_not_overridden(tmp_path: Path) -> None:
    world(tmp_path)
    snapshot = with_customs(tmp_path, [("760612", 90.0, 2024)])
    found = read_additions(snapshot, "IRN", "ARM", 2024)
    assert found is not None
    assert found.user_override is None


@pytest.mark.parametrize("rows", [[], [("760612", None, 2024)], [("760612", 5.0, 2020)]])
def test_a_table_without_a_value_of_the_year_overrides_nothing(tmp_path: Path, rows) -> None:
    world(tmp_path)
    found = read_additions(with_customs(tmp_path, rows), "IRN", "IRQ", 2024)
    assert found is not None
    assert (found.user_override, found.home_exports_usd) == (None, {"760612": 120.0})
