"""The plan of the tiny world, and that it is the same plan when asked again."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from tests.world import put, toy_flows, toy_packs, trade_world

from karvan.dossier.build import build
from karvan.dossier.decode import question_of, versions_of
from karvan.dossier.encode import encode
from karvan.dossier.plan import Plan, Question
from karvan.dossier.question import ask
from karvan.errors import Cancelled, Incomplete, UnknownRegion
from karvan.model.known import Known, PartialSum, Unknown
from karvan.store.snapshot import Snapshot, Store

DAY = date(2026, 11, 24)


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    trade_world(tmp_path)
    toy_packs(tmp_path)
    return Store.open(tmp_path, bundle=tmp_path / "none")


def asked(snapshot: Snapshot, **more: object) -> Question:
    given = {"as_of": DAY, "on": DAY, "region": "markazi", "markets": ["IRQ", "ARM"], **more}
    return ask(snapshot, **given)


def planned(snapshot: Snapshot, **more: object) -> Plan:
    return build(snapshot, asked(snapshot, **more), karvan_version="0")


def test_ranking_stops_and_sections(snapshot: Snapshot) -> None:
    shown = [
        (
            m.market,
            s.code,
            [(one.rank, one.product) for one in s.recommended],
            [(one.product, [x.kind for x in one.stops]) for one in s.stopped],
        )
        for m in planned(snapshot).markets
        for s in m.sections
    ]
    expected = [
        ("industry", [(1, "plate")], [("sheet", ["only_listed_producers"])]),
        ("agriculture", [], [("juice", ["export_ban"])]),
    ]
    assert shown == [(market, *rest) for market in ("IRQ", "ARM") for rest in expected]


def test_the_silent_market_is_unknown_and_shows_its_last_year(snapshot: Snapshot) -> None:
    iraq = planned(snapshot).markets[0]
    assert (iraq.pair.status, iraq.potential_usd) == (
        "not_observed",
        Unknown("not_observed", ("IRN-IRQ 2024",)),
    )
    last = iraq.pair.last_observed
    assert (last.year, last.total_usd) == (2022, 100_000_000.0)
    assert [(c.hs2_key, c.label.en, c.value_usd, c.is_mixed) for c in last.chapters] == [
        ("72", "Iron and steel", 70_000_000.0, False),
        ("80", "Tin", 30_000_000.0, True),
    ]
    assert iraq.recommended == PartialSum(0.0, ("760612",))
    line = iraq.sections[0].recommended[0]
    assert (line.ranked_by, line.potential_usd.reason, isinstance(line.benchmark_usd, Known)) == (
        "benchmark", "not_observed", True,
    )  # fmt: skip
    assert [n.code for n in iraq.notices] == ["law_not_checked", "pair_not_observed"]


def test_notices_come_from_the_data(snapshot: Snapshot) -> None:
    assert [n.code for n in planned(snapshot).notices] == [
        "one_year", "data_before_event", "supply_understated", "national_potential", "neutral_factors",
        "tariffs_not_applied", "law_not_checked", "codes_assigned",
    ]  # fmt: skip
    early = planned(snapshot, as_of=date(2026, 1, 1))
    assert "data_before_event" not in [n.code for n in early.notices]


def test_supply_is_counted_once_in_the_gravest_group(snapshot: Snapshot) -> None:
    split = planned(snapshot).supply
    # 760612 belongs to plate (producer unknown) and sheet (listed): it counts as listed.
    assert (split.listed_only_usd, split.some_listed_usd, split.not_found_usd, split.unknown_usd) == (
        40,
        0,
        0,
        20,
    )


def test_citations_used_are_listed_once(snapshot: Snapshot) -> None:
    assert [c.id for c in planned(snapshot).citations] == ["toy:ban", "toy:list", "toy:made"]


def test_scope_puts_its_sections_first(snapshot: Snapshot) -> None:
    from dataclasses import replace

    question = replace(asked(snapshot), sector_scope=("agriculture",))
    shown = build(snapshot, question, karvan_version="0").markets[0].sections
    assert [(s.code, s.in_scope) for s in shown] == [("agriculture", True), ("industry", False)]


def test_every_figure_of_a_cell_names_the_row_it_came_from(snapshot: Snapshot) -> None:
    cell = planned(snapshot).markets[1].sections[0].recommended[0].cells[0]
    versions = snapshot.versions()
    for one in cell.evidence:
        source, version = one.snapshot.split("/")
        assert versions[source] == version
        rows = snapshot.read(one.table, dict(one.key))
        column = "mean_log_distance" if one.figure == "distance_factor" else "value_usd"
        assert (rows[column].item() if rows.height else None) == one.value
    assert {e.figure: e.value for e in cell.evidence if e.figure != "distance_factor"} == {
        "supply_usd": 40.0, "world_usd": 94.0, "net_exporter_factor": 28.0, "demand_usd": 12.0, "observed_usd": 10.0,
    }  # fmt: skip


def test_a_plan_replays_byte_equal_after_a_refresh(tmp_path: Path, snapshot: Snapshot) -> None:
    first = encode(planned(snapshot))
    put(tmp_path, "baci", {"flows": toy_flows()}, hs_rev=2017, coverage={"years": [2024], "complete": True})
    document = json.loads(first)
    pinned = Store.open(tmp_path, versions=versions_of(document), bundle=tmp_path / "none")
    assert encode(build(pinned, question_of(document), karvan_version="0")) == first
    refreshed = Store.open(tmp_path, bundle=tmp_path / "none")
    assert encode(planned(refreshed)) != first


def test_questions_that_cannot_be_answered(snapshot: Snapshot) -> None:
    with pytest.raises(UnknownRegion, match=r"there are: markazi \(IR-00\)"):
        asked(snapshot, region="atlantis")
    with pytest.raises(Incomplete, match="--markets"):
        asked(snapshot, markets=[])
    with pytest.raises(Incomplete, match="cannot be one of its export markets"):
        asked(snapshot, markets=["IRN"])


def test_iso_code_and_slug_name_the_same_region(snapshot: Snapshot) -> None:
    assert asked(snapshot, region="ir-00") == asked(snapshot, region="markazi")


def test_a_cancelled_plan_stops(snapshot: Snapshot) -> None:
    with pytest.raises(Cancelled):
        build(snapshot, asked(snapshot), karvan_version="0", cancelled=lambda: True)


def test_progress_tells_every_market(snapshot: Snapshot) -> None:
    told: list[tuple[str, int, int]] = []
    build(snapshot, asked(snapshot), karvan_version="0", progress=lambda *step: told.append(step))
    assert told == [
        ("potential IRQ", 0, 2),
        ("potential IRQ", 2, 2),
        ("potential ARM", 0, 2),
        ("potential ARM", 2, 2),
    ]
