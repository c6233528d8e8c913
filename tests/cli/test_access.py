"""`karvan access` as people meet it: one whole answer on an invented law, the lines on the shipped packs, bad words."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.engines.access.law.toy_law import HEAD, JURISDICTION, SCHEDULES, measure, write_law

from karvan.cli import access_lines
from karvan.reports.law_words import LAW_CODES

VAT = measure("vat", "vat", '{state: known, rate: "12%"}', base="[customs_value, mfn_duty]", sequence="50")
SMALL = {
    "pack.yml": HEAD,
    "jurisdiction.yml": JURISDICTION,
    "measures.yml": f"licence: CC0-1.0\nmeasures:\n{VAT}",
    "schedules.yml": SCHEDULES,
}
WHOLE = Path(__file__).with_name("access_whole.json")
ON = ("--on", "2026-11-24", "--known-on", "2026-11-24")
FOIL = ("access", "760711", "--from", "IRN", "--to", "ARM")


def test_the_whole_answer_as_json(say, home):
    """Duty 5 % of 10,000 = 500; VAT 12 % of 10,500 = 1,260; of the other charges the invented law says nothing."""
    write_law(home, SMALL)
    found = say("access", "8413.11.00", "--from", "Andorra", "--to", "KAZ", "--on", "2026-06-01",
                "--known-on", "2026-06-01", "--value", "10000USD", "--json").document  # fmt: skip
    assert [name for name, _ in found.pop("versions") if name == "packs"] == ["packs"]
    assert found == json.loads(WHOLE.read_text("utf-8"))


def test_the_lines_of_an_answer(say, home):
    write_law(home, SMALL)
    told = say("access", "84131100", "--from", "AND", "--to", "KAZ", "--on", "2026-06-01",
               "--known-on", "2026-06-01", "--value", "10000USD").out.splitlines()  # fmt: skip
    assert told == [
        "84131100 (HS 2022), AND to KAZ: the law of 2026-06-01, as known on 2026-06-01",
        "",
        "mfn: whether it applies is unknown — no fact on goods of this origin",
        "  MFN duty: 5 % of customs value = 500.00 USD — pumps, new",
        "      tt:84131100 [2026-03-08 – …; verified; kz:gazette tables]",
        "  VAT: 12 % of customs value + duty = 1260.00 USD — vat",
        "      vat [2020-01-01 – …; single source; kz:gazette art. 1]",
        "  known part: 1760.00 USD",
        "  missing from it: Protective duty (no fact), Excise (no fact), Fee (no fact)",
        "",
        "Export side: no law of this country is loaded",
        "",
        "Import side",
        "",
        "Coverage: duty: verified 1 | other duties: unknown 1 | taxes: single source 1 | fees: unknown 1"
        " | export duty: unknown 1 | prohibitions: unknown 1 | requirements: unknown 1 | documents: unknown 1"
        " | procedure: unknown 1 | control questions: unknown 1 | payment: unknown 1",
        "This informs; it is no legal advice, and nothing here clears a party or a good.",
    ]


def test_the_shipped_law_of_each_market_is_told(say):
    for market in ("ARM", "UZB", "IRQ", "AFG"):
        words = (*FOIL[:4], "--to", market, *ON, "--value", "10000USD", "--json")
        found = say(*words).document
        assert found["is_full"] is False
        assert all(one["total"]["missing"] for one in found["branches"]), (
            market
        )  # nobody publishes every charge


SCHEDULE = Path(__file__).parents[2] / "examples" / "schedule"


@pytest.mark.parametrize("market", ["ARM", "UZB", "IRQ", "AFG"])
def test_a_loaded_schedule_gives_the_duty_of_every_market(say, home, tmp_path, market):
    """10 % of 10,000 USD = 1,000; the pack's own fact about the general duty gives way to the line."""
    table, about = tmp_path / "tariff.csv", tmp_path / "tariff.yml"
    table.write_text("code,import_rate\n7606129900,10%\n", encoding="utf-8")
    text = (SCHEDULE / "tariff.yml").read_text(encoding="utf-8")
    text = text.replace("country: AND", f"country: {market}")
    about.write_text(re.sub("(?m)^(percent|ignored):.*$", "", text), encoding="utf-8")
    assert say("data", "load", "national_schedule", table, "--about", about).status == 0
    found = say("access", "7606129900", "--from", "IRN", "--to", market, *ON, "--value", "10000USD", "--json")
    duties = {
        one["id"]: (charge["levy"]["measure"], charge["amount"])
        for one in found.document["branches"]
        for charge in one["charges"]
        if charge["levy"]["kind"] == "mfn_duty"
    }
    mine = (f"{market}-import-tariff:7606129900", {"amount": "1000.00", "currency": "USD"})
    assert duties == dict.fromkeys(duties, mine)
    assert "mfn" in duties


def test_persian_digits_and_both_calendars_ask_the_same(say):
    plain = say(*FOIL, *ON, "--weight", "2500", "--json").document
    same = say("access", "۷۶۰۷۱۱", "--from", "ایران", "--to", "ارمنستان", "--on", "۱۴۰۵/۰۹/۰۳",
               "--known-on", "1405-09-03", "--weight", "۲۵۰۰", "--json").document  # fmt: skip
    assert same == plain


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        (("access", "7607ab", *FOIL[2:]), 2, "UnknownProduct"),
        (("access", "7", *FOIL[2:]), 2, "UnknownProduct"),
        (("access", "7607111909123", *FOIL[2:]), 2, "UnknownProduct"),
        ((*FOIL, "--hs-rev", "2020"), 2, "UnknownProduct"),
        ((*FOIL[:4], "--to", "Atlantis"), 2, "UnknownMarket"),
        ((*FOIL[:4], "--to", "Iran"), 2, "QuestionError"),
        ((*FOIL, "--value", "-10000USD"), 2, "QuestionError"),
        ((*FOIL, "--weight", "-1"), 2, "QuestionError"),
        ((*FOIL, "--weight", "much"), 2, "QuestionError"),
        ((*FOIL, "--quantity", "bushel=3"), 2, "QuestionError"),
        ((*FOIL, "--on", "2026-02-30"), 2, "UnreadableInput"),
    ],
)
def test_bad_words_are_told_in_one_line(say, words, status, code):
    said = say(*words, "--json")
    assert (said.status, said.out, said.error["code"]) == (status, "", code)
    assert said.error["fix"]


def phrases() -> Iterator[str]:
    """Every phrase of the face, and the longest plain piece of it."""
    tree = ast.parse(Path(access_lines.__file__).read_text("utf-8"))
    calls = [
        one for one in ast.walk(tree) if isinstance(one, ast.Call) and getattr(one.func, "id", "") == "marked"
    ]
    texts = [call.args[0].value for call in calls]
    for text in (*texts, *(word for words in LAW_CODES.values() for word in words.values())):
        yield max(re.split(r"\{\w+\}", text), key=len).strip()


def test_the_persian_answer_has_no_phrase_left_in_english(say):
    for market in ("ARM", "IRQ"):
        told = say(
            "access", "760711", "--from", "IRN", "--to", market, *ON, "--value", "10000USD", "--lang", "fa"
        ).out
        ours = re.sub(
            r"\[[^]]*\]", "", told
        )  # without citations: places are named in their publishers' words
        assert len(ours) > 1_000
        assert [phrase for phrase in phrases() if len(phrase) > 8 and phrase in ours] == []


def test_an_old_rate_of_exchange_is_asked_for_anew_and_a_used_one_is_named(say, home, tmp_path):
    """Beer: 0.018 EUR a litre, 500 l at 1.10 USD a EUR = 9.90 USD."""
    words = ("access", "2203000100", "--from", "IRN", "--to", "ARM", *ON, "--value", "1000USD",
             "--quantity", "l=500")  # fmt: skip
    table = tmp_path / "fx.csv"
    for day, told in (
        (
            "2015-11-01",
            "      to reckon it, give: an official rate EUR/USD of at most 31 days before (fx_rates)",
        ),
        ("2026-11-20", "Exchange: 1 EUR = 1.10 USD, official rate of 2026-11-20 (Fictional Bank)"),
    ):
        table.write_text(
            f"on,base,quote,kind,rate,source\n{day},EUR,USD,official,1.10,Fictional Bank\n", encoding="utf-8"
        )
        assert say("data", "load", "fx_rates", table).status == 0
        assert told in say(*words).out.splitlines()
    duty = say(*words, "--json").document["branches"][0]["charges"][0]
    assert duty["amount"] == {"amount": "9.90", "currency": "USD"}


def test_a_listed_party_is_said_before_any_price(say):
    told = say(*FOIL, *ON, "--value", "10000USD", "--producer", "Machine Sazi Arak").out.splitlines()
    assert told[0] == (
        "STOP: Machine Sazi Arak: listed by what the region's pack says."
        " The screening stands at the end; ask a lawyer."
    )


def test_a_flag_is_explained_and_a_step_says_what_it_waits_for(say):
    told = say(*FOIL, *ON).out.splitlines()
    notes = [at for at, text in enumerate(told) if text.startswith("NOTE: ")]
    assert notes
    assert all(told[at + 1].startswith("    ") and len(told[at + 1]) > 40 for at in notes)
    (first,) = [at for at, text in enumerate(told) if text.startswith("  7. Declare for export")]
    assert told[first + 1].endswith("Form: Export declaration. After: 4, 5, 6.")
    steps = [text.split(".")[0].strip() for text in told if re.match(r"  \d+\. ", text)]
    assert steps == [*map(str, range(1, 12)), *map(str, range(1, 6))]


def test_a_fact_of_an_old_source_is_not_called_overdue(say):
    told = say(*FOIL, *ON).out
    assert "Fee: stale (its source is old)" in told
    assert "Fee: stale (its review is overdue)" in say(*FOIL, "--on", "2031-01-01").out


def test_what_is_no_amount(say):
    for value in ("9" * 38 + "USD", "100XXX", "1.1234567USD"):
        told = say(*FOIL, *ON, "--value", value, "--json")
        assert (told.status, told.error["message"]) == (2, f"{value} is no amount of money.")
    assert say(*FOIL, *ON, "--weight", "9" * 38).status == 2
    told = say(*FOIL, *ON, "--quantity", "pc", "--json")
    assert (told.status, told.error["message"]) == (2, "«» is no number of 0 or more.")


@pytest.mark.parametrize(("code", "hs_rev", "is_code"), [("760613", 2022, False), ("854150", 2022, False),
                                                         ("854150", 2017, True), ("7606122008", 2022, True)])  # fmt: skip
def test_a_code_that_the_nomenclature_does_not_have_is_said_to_be_none(say, code, hs_rev, is_code):
    words = ("access", code, *FOIL[2:], *ON, "--hs-rev", str(hs_rev))
    assert say(*words, "--json").document["is_code"] is is_code
    note = f"NOTE: {code} is not in HS {hs_rev}: check the digits before you read on."
    assert (note in say(*words).out) is not is_code
