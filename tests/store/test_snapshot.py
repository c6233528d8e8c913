"""A snapshot is pinned, whole, checked; the bundle stands in for what is not loaded."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polars as pl
import pytest
from tests.world import frame, put

from karvan.errors import (
    FormatTooNew,
    SchemaMismatch,
    SnapshotCorrupt,
    SnapshotMissing,
    SnapshotPinned,
    StoreError,
    StoreLocked,
)
from karvan.model.progress import never
from karvan.store import layout, warehouse
from karvan.store.lock import source_lock
from karvan.store.manifest import FORMAT_VERSION, MANIFEST, load
from karvan.store.snapshot import Store
from karvan.store.tables import TABLES
from karvan.store.write import write_snapshot


def gdp(value: float) -> pl.DataFrame:
    return frame("gdp", [("IRN", 2024, value)])


def put_gdp(root: Path, value: float) -> str:
    population = frame("population", [("IRN", 2024, 1.0)])
    return put(root, "world_bank", {"gdp": gdp(value), "population": population}).version


def open_alone(root: Path, **more: object):
    return Store.open(root, bundle=root / "no-bundle", **more)


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    put_gdp(tmp_path, 5.0)
    assert open_alone(tmp_path).read("gdp").rows() == [("IRN", 2024, 5.0)]


def test_filters_take_a_value_or_a_collection(tmp_path: Path) -> None:
    rows = [("ARM", 2023, 1.0), ("ARM", 2024, 2.0), ("UZB", 2024, 3.0)]
    put(tmp_path, "world_bank", {"gdp": frame("gdp", rows), "population": frame("population", [])})
    snapshot = open_alone(tmp_path)
    assert snapshot.read("gdp", {"year": 2024}).rows() == [rows[1], rows[2]]
    assert snapshot.read("gdp", {"country": {"ARM"}, "year": [2023]}, ["gdp_usd"]).rows() == [(1.0,)]


def test_an_open_snapshot_does_not_see_a_later_load(tmp_path: Path) -> None:
    put_gdp(tmp_path, 1.0)
    before = open_alone(tmp_path)
    put_gdp(tmp_path, 2.0)
    assert (before.read("gdp").rows(), open_alone(tmp_path).read("gdp").rows()) == (
        [("IRN", 2024, 1.0)],
        [("IRN", 2024, 2.0)],
    )


def test_the_same_content_is_the_same_version(tmp_path: Path) -> None:
    assert put_gdp(tmp_path, 1.0) == put_gdp(tmp_path, 1.0)
    assert layout.versions_in(tmp_path, "world_bank") == [put_gdp(tmp_path, 1.0)]


def test_a_wanted_version_is_pinned_exactly(tmp_path: Path) -> None:
    old = put_gdp(tmp_path, 1.0)
    put_gdp(tmp_path, 2.0)
    assert open_alone(tmp_path, versions={"world_bank": old}).read("gdp").rows() == [("IRN", 2024, 1.0)]
    with pytest.raises(SnapshotMissing):
        open_alone(tmp_path, versions={"world_bank": "gone-000000000000"})


def test_the_bundle_stands_in_until_the_user_loads(tmp_path: Path) -> None:
    bundle, home = tmp_path / "bundle", tmp_path / "home"
    put_gdp(bundle, 1.0)
    assert Store.open(home, bundle=bundle).read("gdp").rows() == [("IRN", 2024, 1.0)]
    put_gdp(home, 2.0)
    assert Store.open(home, bundle=bundle).read("gdp").rows() == [("IRN", 2024, 2.0)]


def test_a_table_nobody_loaded_is_missing_not_empty(tmp_path: Path) -> None:
    with pytest.raises(SnapshotMissing, match="karvan data load geodist"):
        open_alone(tmp_path).read("distances")


@pytest.mark.parametrize(
    "broken",
    [
        gdp(1.0).drop("gdp_usd"),
        gdp(1.0).with_columns(extra=pl.lit(1)),
        gdp(1.0).with_columns(pl.col("year").cast(pl.Int64)),
        gdp(1.0).with_columns(gdp_usd=pl.lit(None, dtype=pl.Float64)),
        pl.concat([gdp(1.0), gdp(2.0)]),
        gdp(1.0).select("year", "country", "gdp_usd"),
    ],
    ids=["missing", "undeclared", "type", "null", "key", "order"],
)
def test_rows_that_do_not_fit_are_refused_and_nothing_changes(tmp_path: Path, broken: pl.DataFrame) -> None:
    version = put_gdp(tmp_path, 1.0)
    with pytest.raises(SchemaMismatch):
        put(tmp_path, "world_bank", {"gdp": broken, "population": frame("population", [])})
    assert sorted(p.name for p in layout.source_folder(tmp_path, "world_bank").iterdir()) == sorted(
        [version, "current"]
    )


def test_a_table_of_another_source_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="belongs to another source"):
        put(tmp_path, "geodist", {"gdp": gdp(1.0)})


def test_bare_hs_codes_need_their_revision(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="needs the HS revision"):
        put(tmp_path, "baci", {"flows": frame("flows", [])})


def test_names_cannot_leave_the_warehouse(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is not a name"):
        layout.checked_name("../elsewhere")


def test_two_loads_of_one_source_do_not_run_together(tmp_path: Path) -> None:
    with source_lock(tmp_path, "world_bank"), pytest.raises(StoreLocked):
        put_gdp(tmp_path, 1.0)
    assert open_alone(tmp_path).versions() == {}


def test_concurrent_loads_leave_one_whole_version_in_force(tmp_path: Path) -> None:
    barrier = threading.Barrier(4)

    def attempt(value: float) -> str:
        barrier.wait()
        try:
            return put_gdp(tmp_path, value)
        except StoreLocked:
            return "locked"

    with ThreadPoolExecutor(4) as pool:
        outcomes = set(pool.map(attempt, (1.0, 2.0, 3.0, 4.0)))
    current = open_alone(tmp_path).versions()["world_bank"]
    assert current in outcomes
    assert [warehouse.verify(one) for one in warehouse.held(tmp_path)] == [[]] * len(outcomes - {"locked"})


def test_many_threads_read_one_snapshot(tmp_path: Path) -> None:
    put_gdp(tmp_path, 1.0)
    snapshot = open_alone(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: snapshot.read("gdp").rows(), range(64)))
    assert found == [[("IRN", 2024, 1.0)]] * 64


def test_a_newer_format_is_refused(tmp_path: Path) -> None:
    path = _manifest_path(tmp_path)
    path.write_text(json.dumps({**json.loads(path.read_text()), "format_version": FORMAT_VERSION + 1}))
    with pytest.raises(FormatTooNew, match=f"has format {FORMAT_VERSION + 1}"):
        open_alone(tmp_path)


def test_format_1_is_migrated(tmp_path: Path) -> None:
    path = _manifest_path(tmp_path)
    new = load(path.parent)
    plain = json.loads(path.read_text())
    old = {key: value for key, value in plain.items() if key not in ("origin", "inputs", "method", "notes")}
    path.write_text(json.dumps({**old, **plain["origin"], "format_version": 1}))
    assert load(path.parent) == new


def test_a_broken_manifest_says_which(tmp_path: Path) -> None:
    path = _manifest_path(tmp_path)
    path.write_text("{")
    with pytest.raises(SnapshotCorrupt, match="karvan data load world_bank"):
        open_alone(tmp_path)


def test_verify_finds_a_changed_and_a_missing_file(tmp_path: Path) -> None:
    folder = _manifest_path(tmp_path).parent
    (folder / "gdp.parquet").write_bytes(b"no longer the same")
    (folder / "population.parquet").unlink()
    problems = [(d.file, d.problem) for one in warehouse.held(tmp_path) for d in warehouse.verify(one)]
    assert problems == [("gdp.parquet", "sha256 differs"), ("population.parquet", "missing")]
    with pytest.raises(SnapshotCorrupt):
        open_alone(tmp_path).read("gdp")


def test_verify_all_names_a_broken_manifest_and_goes_on(tmp_path: Path) -> None:
    path = _manifest_path(tmp_path)
    path.write_text("{")
    other = put(tmp_path, "geodist", {"distances": frame("distances", [])})
    assert warehouse.verify_all(tmp_path) == (
        2,
        [warehouse.Damage("world_bank", path.parent.name, "manifest.json", "cannot be read")],
    )
    assert other.rows == 0


def test_remove_refuses_what_a_plan_pins(tmp_path: Path) -> None:
    version = put_gdp(tmp_path, 1.0)
    warehouse.record_plan(tmp_path, "a" * 64, {"world_bank": version})
    with pytest.raises(SnapshotPinned, match="1 recorded plan"):
        warehouse.remove(tmp_path, "world_bank", version)
    assert warehouse.forget_plan(tmp_path, "a" * 64) is True
    warehouse.remove(tmp_path, "world_bank", version)
    assert open_alone(tmp_path).versions() == {}


def test_every_declared_table_survives_an_empty_round_trip(tmp_path: Path) -> None:
    by_source: dict[str, dict[str, pl.DataFrame]] = {}
    for table in TABLES:
        by_source.setdefault(table.source, {})[table.name] = frame(table.name, [])
    for source, tables in by_source.items():
        put(tmp_path, source, tables, hs_rev=2017)
    snapshot = open_alone(tmp_path)
    assert {t.name: snapshot.read(t.name).schema for t in TABLES} == {
        t.name: pl.Schema(t.schema) for t in TABLES
    }


def test_a_cancelled_load_leaves_nothing(tmp_path: Path) -> None:
    from tests.world import FETCHED, ORIGIN

    from karvan.errors import Cancelled
    from karvan.store.write import Draft

    draft = Draft("world_bank", "toy", ORIGIN, None, FETCHED, "0", {"gdp": gdp(1.0)})
    with pytest.raises(Cancelled):
        write_snapshot(tmp_path, draft, cancelled=lambda: True)
    assert list(layout.source_folder(tmp_path, "world_bank").iterdir()) == []
    assert write_snapshot(tmp_path, draft, cancelled=never).rows == 1


def _manifest_path(root: Path) -> Path:
    return layout.version_folder(root, "world_bank", put_gdp(root, 1.0)) / MANIFEST
