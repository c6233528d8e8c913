"""A stop bars, a flag stands beside; in doubt a stop applies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karvan.engines.access.answer import ProducerFinding, StopFact
from karvan.engines.access.stops import Rule, judge, producer_group

BAN = StopFact(
    "ban", "export_ban", "stop", "Ban", "منع", "All food.", "همهٔ غذا.",
    date(2026, 3, 3), None, "unknown", "single_source", date(2026, 11, 24), date(2026, 12, 24), False, ("toy:ban",),
)  # fmt: skip
FLAG = replace(BAN, id="flag", kind="sector_exposure", effect="flag")


def producer(screening: str) -> ProducerFinding:
    return ProducerFinding("Fictional Works", "کارخانهٔ فرضی", screening, "", "", "Toy list", ("toy:list",))


def verdict(codes: list[str], rule: Rule, on: date = date(2026, 11, 24), producers: tuple = ()):
    found = judge(codes, home="IRN", market="IRQ", on=on, rules=[rule], producers=producers)
    return [s.id for s in found.stops], [f.id for f in found.flags]


@pytest.mark.parametrize(
    ("on", "stopped"),
    [(date(2026, 3, 2), []), (date(2026, 3, 3), ["ban"]), (date(2030, 1, 1), ["ban"])],
)
def test_a_ban_without_an_end_holds_from_its_first_day(on: date, stopped: list[str]) -> None:
    assert verdict(["2009"], Rule(BAN, "IRN", "", ("20",)), on) == (stopped, [])


def test_a_lifted_ban_ends_with_its_last_day() -> None:
    lifted = Rule(replace(BAN, valid_to=date(2026, 6, 1), lifting="lifted"), "IRN", "", ("20",))
    assert verdict(["2009"], lifted, date(2026, 6, 1)) == (["ban"], [])
    assert verdict(["2009"], lifted, date(2026, 6, 2)) == ([], [])


@pytest.mark.parametrize(
    ("origin", "market", "codes", "stopped"),
    [
        ("IRN", "", ("20",), ["ban"]),
        ("", "IRQ", ("2009",), ["ban"]),
        ("", "AFG", ("2009",), []),
        ("TUR", "", ("20",), []),
        ("", "", ("200911",), ["ban"]),  # part of the line is barred: the line is barred
        ("", "", ("76",), []),
    ],
)
def test_scope(origin: str, market: str, codes: tuple[str, ...], stopped: list[str]) -> None:
    assert verdict(["2009"], Rule(BAN, origin, market, codes)) == (stopped, [])


def test_a_flag_does_not_bar() -> None:
    assert verdict(["2009"], Rule(FLAG, "", "", ("20",))) == ([], ["flag"])


@pytest.mark.parametrize(
    ("screenings", "group"),
    [
        ((), "unknown"),
        (("listed",), "listed_only"),
        (("listed", "unknown"), "some_listed"),
        (("not_found", "listed"), "some_listed"),
        (("not_found",), "not_found"),
        (("not_found", "unknown"), "unknown"),
    ],
)
def test_groups(screenings: tuple[str, ...], group: str) -> None:
    assert producer_group([producer(one) for one in screenings]) == group


def test_only_listed_producers_is_a_stop_that_names_them() -> None:
    found = judge(
        ["7601"], home="IRN", market="IRQ", on=date(2026, 11, 24), rules=[], producers=[producer("listed")]
    )
    assert [(s.id, s.citations, s.text_en) for s in found.stops] == [
        ("only_listed_producers", ("toy:list",), "The only producers we know of are listed: Fictional Works.")
    ]


@given(st.lists(st.sampled_from(["listed", "not_found", "unknown"])), st.booleans())
def test_one_more_listed_producer_never_frees_a_line(screenings: list[str], banned: bool) -> None:
    rules = [Rule(BAN, "", "", ("76",))] if banned else []

    def stops(found: list[str]) -> int:
        return len(judge(["7606"], home="IRN", market="IRQ", on=date(2026, 11, 24), rules=rules,
                         producers=[producer(one) for one in found]).stops)  # fmt: skip

    if screenings and set(screenings) == {"listed"}:
        assert stops([*screenings, "listed"]) == stops(screenings) == 1 + banned
    assert stops(screenings) >= banned
