"""What listed owners hold together; every figure here is worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karvan.engines.access.screening.ownership import Holding, holding
from karvan.engines.access.screening.readings import Reading, reading_of
from karvan.errors import QuestionError
from karvan.model.known import Known, Maybe, Unknown
from karvan.model.party import Party, Stake
from karvan.model.truth import Truth

DAY = date(2026, 11, 26)
US, EU, UK, UN = (reading_of(one, DAY) for one in ("US", "EU", "UK", "UN"))
# X is listed, maybe is open, everybody else is not listed.
LISTED = {"X": Truth.YES, "Y": Truth.YES, "maybe": Truth.UNKNOWN}


def listed(party: Party) -> Truth:
    return LISTED.get(party.name, Truth.NO)


def part(share: str | None) -> Maybe[Decimal]:
    return Unknown("not_given") if share is None else Known(Decimal(share))


def firm(name: str, *stakes: tuple[Party | str, str | None] | tuple[Party | str, str | None, Truth]) -> Party:
    """A firm of owners given as (owner, share) or (owner, share, control); control is denied unless given."""
    held = []
    for owner, share, *control in stakes:
        party = owner if isinstance(owner, Party) else Party((owner,), kind="individual")
        held.append(Stake(party, part(share), control[0] if control else Truth.NO))
    return Party((name,), kind="entity", stakes=tuple(held))


def judged(party: Party, reading: Reading) -> tuple[Truth, str, str]:
    found = holding(party, reading, listed)
    return found.is_owned, f"{found.low.normalize():f}", f"{found.high.normalize():f}"


@pytest.mark.parametrize(
    ("stakes", "us", "eu", "uk"),
    [
        # 50 % exactly: enough for the United States and, since July 2024, the EU; not for the United Kingdom.
        ([("X", "0.5"), ("a", "0.5")], "yes", "yes", "no"),
        ([("X", "0.51"), ("a", "0.49")], "yes", "yes", "yes"),
        ([("X", "0.49"), ("a", "0.51")], "no", "no", "no"),
        # Together: 25 + 25 = 50 and 30 + 25 = 55. The United Kingdom does not add up strangers.
        ([("X", "0.25"), ("Y", "0.25"), ("a", "0.5")], "yes", "yes", "no"),
        ([("X", "0.3"), ("Y", "0.25"), ("a", "0.45")], "yes", "yes", "unknown"),
        # 30 listed + 25 open + 45 not: 30 to 55.
        ([("X", "0.3"), ("maybe", "0.25"), ("a", "0.45")], "unknown", "unknown", "unknown"),
        # 10 open, 90 not listed: at most 10.
        ([("maybe", "0.1"), ("a", "0.9")], "no", "no", "no"),
    ],
)
def test_shares_of_known_owners(stakes, us, eu, uk):
    party = firm("firm", *stakes)
    assert [str(holding(party, one, listed).is_owned) for one in (US, EU, UK)] == [us, eu, uk]


def test_what_is_not_declared_is_not_nothing():
    # 30 listed, 20 not listed, 50 undeclared: from 30 to 80.
    assert judged(firm("firm", ("X", "0.3"), ("a", "0.2")), US) == (Truth.UNKNOWN, "0.3", "0.8")
    # 51 not listed: the rest is 49 and cannot reach 50, whoever holds it.
    assert judged(firm("firm", ("a", "0.51")), US) == (Truth.NO, "0", "0.49")
    assert judged(firm("firm", ("X", "0.5")), US) == (Truth.YES, "0.5", "1")
    assert judged(firm("firm"), US) == (Truth.UNKNOWN, "0", "1")


def test_what_keeps_it_open_is_named():
    party = firm("firm", ("X", None, Truth.UNKNOWN), ("maybe", "0.2"), ("a", "0.2"))
    assert holding(party, US, listed) == Holding(
        Truth.UNKNOWN, Decimal(0), Decimal(1) - Decimal("0.2"), False, ("X", "maybe"),
        ("undeclared", "share_unknown", "owner_unknown"),
    )  # fmt: skip
    assert holding(party, EU, listed).lacks == (
        "undeclared", "share_unknown", "owner_unknown", "control_unknown",
    )  # fmt: skip
    assert holding(firm("firm", ("X", "0.3"), ("Y", "0.3"), ("a", "0.4")), UK, listed).lacks == ("joint",)


@pytest.mark.parametrize(
    ("control", "counts", "open_"),
    [
        (Truth.YES, Truth.YES, ()),
        (Truth.UNKNOWN, Truth.UNKNOWN, ("control_unknown",)),
        (Truth.NO, Truth.NO, ()),
    ],
)
def test_control_counts_outside_the_united_states(control, counts, open_):
    party = firm("firm", ("X", "0.1", control), ("a", "0.9", Truth.UNKNOWN))
    assert holding(party, US, listed).is_owned is Truth.NO
    for reading in (EU, UK, UN):
        found = holding(party, reading, listed)
        assert (found.is_owned, found.by_control, found.lacks) == (counts, control is Truth.YES, open_)


class TestTheExamplesOfFaq401:
    """OFAC, FAQ 401: indirect ownership. X is blocked; A, B, C are firms; the rest is nobody's on a list."""

    def test_1_a_half_of_a_half_is_a_half(self):
        a = firm("A", ("X", "0.5"), ("p", "0.5"))
        assert judged(firm("B", (a, "0.5"), ("p", "0.5")), US) == (Truth.YES, "0.5", "0.5")

    def test_2_two_ways_are_added(self):
        a, b = (firm(name, ("X", "0.5"), ("p", "0.5")) for name in "AB")
        assert judged(firm("C", (a, "0.25"), (b, "0.25"), ("p", "0.5")), US) == (Truth.YES, "0.5", "0.5")

    def test_3_direct_and_indirect_are_added(self):
        a = firm("A", ("X", "0.5"), ("p", "0.5"))
        assert judged(firm("B", ("X", "0.1"), (a, "0.4"), ("p", "0.5")), US) == (Truth.YES, "0.5", "0.5")

    def test_a_firm_below_the_half_passes_nothing_on(self):
        # A and B are held to 25 % each and so are not blocked: their halves of C count for nothing.
        a, b = (firm(name, ("X", "0.25"), ("p", "0.75")) for name in "AB")
        assert judged(firm("C", (a, "0.5"), (b, "0.5")), US) == (Truth.NO, "0", "0")


def test_an_open_owner_of_an_owner_keeps_it_open():
    a = firm("A", ("maybe", "0.6"), ("p", "0.4"))
    assert judged(firm("B", (a, "0.5"), ("p", "0.5")), US) == (Truth.UNKNOWN, "0", "0.5")


def test_a_person_has_no_owners():
    assert judged(Party(("p",), kind="individual"), US) == (Truth.NO, "0", "0")


def test_readings_are_dated():
    assert reading_of("EU", date(2024, 7, 2)).includes_half is False
    assert reading_of("EU", date(2024, 7, 3)).includes_half is True
    assert (reading_of("US", date(2014, 8, 12)).adds_up, reading_of("US", date(2014, 8, 13)).adds_up) == (
        False,
        True,
    )


def test_more_than_the_whole_is_refused():
    with pytest.raises(QuestionError):
        firm("firm", ("a", "0.6"), ("b", "0.5"))


NAMES = st.sampled_from(["X", "Y", "maybe", "a", "b"])
CONTROL = st.sampled_from(list(Truth))


@st.composite
def firms(draw: st.DrawFn) -> Party:
    """A firm of up to four owners that hold at most the whole, some of them firms."""
    left, stakes = Decimal(1), []
    for at in range(draw(st.integers(0, 4))):
        share = draw(st.none() | st.integers(0, int(left * 100)).map(lambda one: Decimal(one) / 100))
        left -= share or 0
        name = draw(NAMES)
        inner = Party((name,), kind=draw(st.sampled_from(["individual", "entity"])))
        owner = firm(f"firm {at}", (name, "0.5"), ("b", "0.2")) if draw(st.booleans()) else inner
        stakes.append(Stake(owner, Unknown("not_given") if share is None else Known(share), draw(CONTROL)))
    return Party(("firm",), kind="entity", stakes=tuple(stakes))


@given(firms(), st.sampled_from([US, EU, UK, UN]), st.integers(0, 100), CONTROL)
def test_a_listed_owner_more_never_makes_it_better(party, reading, percent, control):
    left = Decimal(1) - sum(one.share.value for one in party.stakes if isinstance(one.share, Known))
    added = Stake(Party(("X",), kind="individual"), Known(left * percent / 100), control)
    more = Party(party.names, kind="entity", stakes=(*party.stakes, added))
    before, after = holding(party, reading, listed), holding(more, reading, listed)
    assert after.low >= before.low
    assert after.high == before.high
    if before.is_owned is Truth.YES:
        assert after.is_owned is Truth.YES
    if before.is_owned is Truth.UNKNOWN:
        assert after.is_owned is not Truth.NO


@given(firms(), st.sampled_from([US, EU, UK, UN]))
def test_the_range_is_a_range_and_decides(party, reading):
    found = holding(party, reading, listed)
    assert 0 <= found.low <= found.high <= 1
    if reading.reached(found.low) and reading.adds_up:
        assert found.is_owned is Truth.YES
    if found.is_owned is Truth.NO:
        assert not reading.reached(found.high)
    assert bool(found.lacks) == (found.is_owned is Truth.UNKNOWN)


@given(firms(), st.sampled_from([US, EU, UK, UN]))
def test_nobody_listed_and_all_open_differ(party, reading):
    """With no list at all nothing is denied, unless nobody could reach the threshold."""
    blind = holding(party, reading, lambda _: Truth.UNKNOWN)
    assert blind.is_owned is not Truth.YES
    assert holding(party, reading, listed).is_owned is not Truth.UNKNOWN or blind.is_owned is Truth.UNKNOWN
