"""Chapter totals spread to subheadings: sums, cases known by hand, refusals."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.potential.unseen.worlds import small_world

from karvan.engines.potential.spread import Exponents, chapter_hs2, profiles_of_flows, spread_chapters
from karvan.engines.potential.spread.shares import evidence, own_flow
from karvan.engines.potential.spread.spread import CHAPTER_KEYS, whole_dollars
from karvan.errors import QuestionError, UnreadableInput

SMALL = small_world()
KNOWN = profiles_of_flows(SMALL.flows, SMALL.distances, SMALL.size)
CHAPTERS = sorted({code[:2] for code in KNOWN.products})
SUPPLY_ONLY = Exponents((1.0, 0.0, 0.0, 0.0), (0.0,) * 4)


def asked(values: list[float]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "exporter": ["C00"] * len(values),
            "importer": ["C01"] * len(values),
            "chapter": CHAPTERS[: len(values)],
            "value_usd": values,
        }
    )


@given(st.lists(st.integers(1, 10**13), min_size=1, max_size=8))
@settings(max_examples=40, deadline=None)
def test_whole_totals_are_met_exactly_chapter_by_chapter_and_for_the_pair(values: list[int]):
    table = asked([float(one) for one in values])
    found = spread_chapters(table, KNOWN)
    sums = found.group_by(pl.col("hs6").str.slice(0, 2).alias("chapter")).agg(pl.col("value_usd").sum())
    assert dict(sums.rows()) == dict(zip(table["chapter"], map(float, values), strict=True))
    assert found["value_usd"].sum() == float(sum(values))
    assert (found["value_usd"] > 0).all()


@given(
    st.lists(st.floats(1e-6, 1.0), min_size=1, max_size=30),
    st.floats(1e-3, 1e12, allow_subnormal=False),
)
def test_no_dollar_is_lost_or_moved_by_more_than_one(raw: list[float], total: float):
    share = np.array(raw) / sum(raw)
    value = whole_dollars(share, total)
    assert (value >= 0).all()
    assert value.sum() == pytest.approx(total, rel=1e-15, abs=1e-9)
    assert np.abs(value - share * total).max() < 2.0 + 1e-9 * total


def test_the_pair_itself_never_shows_in_its_own_evidence():
    pair = pl.col("exporter").eq("C00") & pl.col("importer").eq("C01")
    other = SMALL.flows.with_columns(
        pl.when(pair & pl.col("hs6").eq(KNOWN.products[0]))
        .then(10.0**9)
        .otherwise("value_usd")
        .alias("value_usd")
    )
    changed = profiles_of_flows(other, SMALL.distances, SMALL.size)
    assert own_flow(changed, 0, 1)[0] == 1e9
    np.testing.assert_allclose(evidence(changed, 0, 1, True), evidence(KNOWN, 0, 1, True), rtol=1e-6)


def test_a_pair_without_flows_is_spread_from_margins_and_own_flows_to_others_alone():
    silent = SMALL.flows.filter(~(pl.col("exporter").eq("C00") & pl.col("importer").eq("C01")))
    bundle = profiles_of_flows(silent, SMALL.distances, SMALL.size)
    assert spread_chapters(asked([1e6]), bundle).equals(spread_chapters(asked([1e6]), KNOWN))


def test_with_supply_alone_the_shares_are_the_exporters_own_profile_up_to_the_floor():
    found = spread_chapters(asked([1e9]), KNOWN, exponents=SUPPLY_ONLY)
    places = [at for at, code in enumerate(KNOWN.products) if code[:2] == CHAPTERS[0]]
    supply = evidence(KNOWN, 0, 1, False)[0, places]
    wanted = supply / supply.sum() + 1e-3
    shares = found["value_usd"].to_numpy() / 1e9
    np.testing.assert_allclose(shares, wanted / wanted.sum(), atol=1e-8)


def test_both_chapter_keys_file_a_code():
    assert {name: key("080251") for name, key in CHAPTER_KEYS.items()} == {"hs2": "08", "mixed": "80"}
    assert chapter_hs2("761290") == CHAPTER_KEYS["mixed"]("761290") == "76"


@pytest.mark.parametrize("bad", [0.0, -1.0, float("nan"), float("inf")])
def test_a_value_that_is_no_value_is_refused(bad: float):
    with pytest.raises(UnreadableInput):
        spread_chapters(asked([bad]), KNOWN)


def test_unknown_chapters_and_countries_and_missing_columns_are_refused():
    with pytest.raises(QuestionError, match="chapter 99"):
        spread_chapters(asked([1.0]).with_columns(pl.lit("99").alias("chapter")), KNOWN)
    with pytest.raises(QuestionError, match="XXX"):
        spread_chapters(asked([1.0]).with_columns(pl.lit("XXX").alias("exporter")), KNOWN)
    with pytest.raises(UnreadableInput, match="chapter"):
        spread_chapters(asked([1.0]).drop("chapter"), KNOWN)
