"""`potential`, `why`, `markets`, `diversify` and `backtest silent` as a user meets them, on the shipped data."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.engines.potential.silent.worlds import pairs

KEYS = (
    "period",
    "observed_usd",
    "trade_usd",
    "interval_80",
    "status",
    "potential_usd",
    "potential_range",
    "realised_usd",
)


def total(say, market: str, *more: str):
    return say("potential", "--exporter", "IRN", "--market", market, "--total", "--json", *more).document


def test_an_observed_pair_has_its_trade_and_no_interval(say) -> None:
    found = total(say, "ARM")
    assert [found[key] for key in KEYS[:5]] == [2024, 598_079_545.0, 598_079_545.0, None, "observed"]
    low, high = found["potential_range"]
    assert low <= found["potential_usd"] <= high
    assert 0 < found["realised_usd"] <= min(found["potential_usd"], found["trade_usd"])


def test_a_silent_pair_is_estimated_with_an_interval(say) -> None:
    found = total(say, "IRQ")
    assert (found["observed_usd"], found["status"]) == (None, "estimated")
    low, high = found["interval_80"]
    assert low < found["trade_usd"] < high
    assert found["potential_usd"] > 73e6  # what gravity on mirror data alone would say
    assert found["potential_range"][0] < found["potential_usd"] < found["potential_range"][1]


def test_switched_off_the_silent_pair_is_unknown(say) -> None:
    found = total(say, "IRQ", "--raw")
    assert [found[key] for key in KEYS] == [2024, None, None, None, "unknown", None, None, None]


def test_a_market_that_is_not_in_the_data_is_unknown(say) -> None:
    found = total(say, "DEU")
    assert (found["status"], found["trade_usd"], found["potential_usd"]) == ("unknown", None, None)


def test_a_heading_shows_its_subheadings_with_thresholds(say) -> None:
    found = say(
        "potential", "--exporter", "Iran", "--market", "ارمنستان", "--product", "7214", "--top", "2", "--json"
    ).document
    assert (found["exporter"], found["market"], len(found["products"])) == ("IRN", "ARM", 2)
    first = found["products"][0]
    assert (first["hs6"], first["publication"]) == ("721420", "published")


def test_why_multiplies_out_to_the_potential(say) -> None:
    cell = say("why", "IRN", "ARM", "760612", "--json").document["product"]
    product = 1.0
    for name in (
        "supply_share", "supply_growth_factor", "net_exporter_factor", "historic_tariff_factor", "demand_usd",
        "demand_growth_factor", "forward_tariff_factor", "distance_factor", "ease",
    ):  # fmt: skip
        product *= cell[name]["value"] if cell[name]["status"] == "known" else 1.0
    assert cell["potential_usd"]["value"] == pytest.approx(product, rel=1e-9)
    assert cell["historic_tariff_factor"]["status"] == "not_applied"
    said = say("why", "IRN", "ARM", "760612").out
    assert "exporter_product_totals" in said
    assert "estimates/" in said


def test_named_markets_stand_beside_all_others(say) -> None:
    found = say(
        "markets", "--region", "markazi", "--named", "IRQ,UZB", "--as-of", "2026-11-26", "--json"
    ).document
    rows = [row for row in found["ranked"] if row["is_named"]]
    assert [(row["figures"]["market"], row["figures"]["trade_status"]) for row in rows] == [
        ("IRQ", "estimated"), ("UZB", "observed"),
    ]  # fmt: skip
    assert [row["rank"] for row in found["ranked"]] == list(range(1, len(found["ranked"]) + 1))
    told = say(
        "markets", "--region", "markazi", "--named", "IRQ", "--as-of", "2026-11-26", "--lang", "fa"
    ).out
    assert "مزیت‌های IRQ:" in told


def test_new_products_are_ranked_and_never_in_dollars(say) -> None:
    found = say("diversify", "--region", "markazi", "--market", "UZB", "--top", "3", "--json").document
    assert [one["rank"] for one in found["candidates"]] == [1, 2, 3]
    assert found["is_ranking"] is True
    assert not [key for key in found["candidates"][0] if key.startswith("potential")]


def test_the_back_test_of_silence_prints_its_figures(say, tmp_path: Path) -> None:
    table, kept = tmp_path / "pairs.parquet", tmp_path / "record.json"
    pairs().write_parquet(table)
    asked = (
        "backtest",
        "silent",
        "--pairs",
        table,
        "--known-until",
        2005,
        "--score-year",
        2008,
        "--seeds",
        1,
    )
    found = say(*asked, "--out", kept, "--json").document
    assert (found["pairs"], found["known_until"], found["score_year"]) == (90, 2005, 2008)
    assert kept.is_file()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("potential", "--exporter", "IRN", "--market", "IRN", "--total"), "QuestionError"),
        (("potential", "--exporter", "Nowhere", "--market", "IRQ"), "UnknownMarket"),
        (("potential", "--exporter", "IRN", "--market", "IRQ", "--product", "999999"), "UnknownProduct"),
        (("potential", "--exporter", "IRN", "--market", "IRQ", "--product", "76x6"), "UnknownProduct"),
        (("potential", "--exporter", "IRN", "--market", "IRQ", "--top", "0"), "QuestionError"),
        (("why", "IRN", "ARM", "7606"), "QuestionError"),
        (("markets", "--region", "atlantis"), "UnknownRegion"),
        (("markets", "--region", "markazi", "--named", "DEU"), "QuestionError"),
        (("diversify", "--market", "UZB"), "QuestionError"),
        (("diversify", "--market", "DEU", "--exporter", "IRN"), "QuestionError"),
        (("backtest", "unseen"), "QuestionError"),
    ],
)
def test_a_question_without_an_answer_says_what_to_do(say, words, code) -> None:
    told = say(*words, "--json")
    assert (told.status, told.error["code"]) == (2, code)
