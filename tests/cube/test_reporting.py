"""Silence is inferred from trade that vanished between countries, and only there."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from karvan.cube.reporting import Reporter, infer_reporters

COUNTRIES = [f"C{n:02d}" for n in range(14)]
ALL_PAIRS = list(permutations(COUNTRIES, 2))


def visible_when(silent: set[str]) -> set[tuple[str, str]]:
    return {pair for pair in ALL_PAIRS if not set(pair) <= silent}


@given(st.sets(st.sampled_from(COUNTRIES), min_size=3, max_size=10))
def test_a_silenced_world_is_recovered(silent: set[str]) -> None:
    found = infer_reporters(ALL_PAIRS, visible_when(silent), COUNTRIES)
    assert {r.country for r in found if not r.reports} == silent


def test_one_dead_pair_makes_nobody_silent() -> None:
    found = infer_reporters(ALL_PAIRS, set(ALL_PAIRS) - {("C00", "C01")}, COUNTRIES)
    assert [r.reports for r in found] == [True] * len(COUNTRIES)


def test_a_reporter_that_lost_one_silent_partner_still_reports() -> None:
    silent = {"C00", "C01", "C02", "C03", "C04"}
    found = infer_reporters(ALL_PAIRS, visible_when(silent) - {("C00", "C09")}, COUNTRIES)
    assert found[9] == Reporter("C09", True, "high", 1, 0.9)
    assert found[0] == Reporter("C00", False, "high", 9, 0.0)


def test_nothing_tested_is_low_confidence() -> None:
    assert infer_reporters([], set(), ["ABW"]) == [Reporter("ABW", True, "low", 0, None)]
