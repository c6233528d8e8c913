"""Parties before lists: each list apart, with the real index of names and a warehouse of their own."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from tests.engines.access.screening.toy_lists import FOIL, OTHER, PERSON, put_list
from tests.sources.whole_way import SHARED, needs_shared
from tests.world import frame, put

from karvan.engines.access.screening import Books, PartyAnswer, State, screen
from karvan.engines.access.screening.ask import open_books
from karvan.engines.access.screening.decide import decided
from karvan.engines.access.screening.decisions import Decision, DecisionBook
from karvan.engines.access.screening.gate import Gate, Reason, may_recommend
from karvan.errors import QuestionError
from karvan.model.known import Known
from karvan.model.party import Identifier, Party, Stake
from karvan.model.truth import Truth
from karvan.store.snapshot import Store

DAY = date(2026, 11, 26)
FRESH = date(2026, 11, 20)
# Declared in whole, and no firm: what is left open in these tests is what the lists say.
INNOCENT = Party(("Kamgar Fictional",), kind="individual")


def firm(*names: str, **more: object) -> Party:
    more.setdefault("stakes", (Stake(INNOCENT, Known(Decimal(1)), Truth.NO),))
    return Party(names, kind="entity", country="IRN", **more)


@pytest.fixture
def books(tmp_path: Path) -> Books:
    """UN and EU fresh, the United States stale, the United Kingdom not loaded."""
    put_list(tmp_path, "UN", [FOIL, PERSON, OTHER], FRESH, "1" * 64)
    put_list(tmp_path, "EU", [OTHER], FRESH, "2" * 64)
    put_list(tmp_path, "US", [FOIL], DAY - timedelta(days=31), "3" * 64)
    return open_books(Store.open(tmp_path, bundle=tmp_path / "none"), tmp_path, DAY)


def states(answer: PartyAnswer) -> dict[str, str]:
    return {one.jurisdiction: str(one.state) for one in answer.lists}


def list_of(answer: PartyAnswer, jurisdiction: str):
    return next(one for one in answer.lists if one.jurisdiction == jurisdiction)


def test_each_list_answers_for_itself(books):
    answer = screen(firm("Zarrin Foil Fictional Company"), books, DAY)
    assert states(answer) == {"UN": "hit", "EU": "not_on_list", "UK": "unknown", "US": "hit"}
    assert [
        (one.published_on, one.age_days, one.is_stale, one.snapshot, one.reason) for one in answer.lists
    ] == [
        (FRESH, 6, False, "1" * 64, ""),
        (FRESH, 6, False, "2" * 64, ""),
        (None, None, False, "", "list_not_loaded"),
        (date(2026, 10, 26), 31, True, "3" * 64, ""),
    ]
    assert {one.method for one in answer.lists} == {books.method}


def test_silence_of_an_old_list_is_stale_and_of_none_unknown(books):
    assert states(screen(firm("Quite Different Fictional Mill"), books, DAY)) == {
        "UN": "not_on_list", "EU": "not_on_list", "UK": "unknown", "US": "stale",
    }  # fmt: skip


@pytest.mark.parametrize(("age", "state"), [(30, "not_on_list"), (31, "stale")])
def test_a_list_is_stale_after_thirty_days(tmp_path, age, state):
    put_list(tmp_path, "EU", [OTHER], DAY - timedelta(days=age))
    books = open_books(Store.open(tmp_path, bundle=tmp_path / "none"), tmp_path, DAY)
    assert states(screen(firm("Quite Different Fictional Mill"), books, DAY))["EU"] == state


def test_a_list_without_a_day_is_stale(tmp_path):
    put_list(tmp_path, "EU", [OTHER], None)
    books = open_books(Store.open(tmp_path, bundle=tmp_path / "none"), tmp_path, DAY)
    assert states(screen(firm("Quite Different Fictional Mill"), books, DAY))["EU"] == "stale"


@pytest.mark.parametrize("name", ["Մեսբահ Էներջի", "伊朗铝业", "1234 5678"])
def test_a_name_in_letters_that_nobody_reads_is_unknown(books, name):
    answer = screen(firm(name), books, DAY)
    assert set(states(answer).values()) == {"unknown"}
    assert list_of(answer, "UN").reason == "script_not_read"
    # With a name that is read beside it, silence is silence again.
    assert states(screen(firm(name, "Quite Different Fictional Mill"), books, DAY))["UN"] == "not_on_list"
    owned = firm(
        "Mill of Fiction", stakes=(Stake(Party((name,), kind="individual"), Known(Decimal(1)), Truth.NO),)
    )
    assert list_of(screen(owned, books, DAY), "UN").ownership.state == "unknown"


@pytest.mark.parametrize("name", ["Заррин Фойл Фикшонал", "زرین فویل فیکشنال", "Zarin Foil Fictional Co."])
def test_three_scripts_meet_one_listed_name(books, name):
    assert "X-1" in [one.ref for one in list_of(screen(firm(name), books, DAY), "UN").matches]


def test_the_same_number_is_a_hit_whatever_the_name(books):
    party = firm("Golden Leaf", identifiers=(Identifier("شناسه ملی", "۱۰۱۰۹۹۹۸۸۸۷"),))
    (match,) = list_of(screen(party, books, DAY), "UN").matches
    assert (match.ref, match.state, match.is_same_number, match.score, match.weighed) == (
        "X-1", State.HIT, True, 0.0, 1.0,
    )  # fmt: skip
    assert [one.code for one in match.evidence] == ["identifier_equal", "country_agrees"]


def test_the_same_digits_of_another_kind_are_only_possible(books):
    party = firm("Golden Leaf", identifiers=(Identifier("passport", "10109998887"),))
    (match,) = list_of(screen(party, books, DAY), "UN").matches
    assert (match.state, match.is_same_number) == (State.POSSIBLE_HIT, False)


@pytest.mark.parametrize(
    ("birth", "country", "state", "codes"),
    [
        ("", "", "possible_hit", []),
        ("1961-05-05", "IRN", "hit", ["birth_agrees", "country_agrees"]),
        # 1340 of the Iranian calendar lies in 1961 and 1962.
        ("۱۳۴۰", "", "hit", ["birth_agrees"]),
        ("1980", "", "possible_hit", ["birth_differs"]),
        ("1961", "AFG", "possible_hit", ["birth_agrees", "country_differs"]),
    ],
)
def test_a_persons_name_alone_is_possible_only(books, birth, country, state, codes):
    party = Party(("Farhad Khiyali",), kind="individual", birth=birth, country=country)
    (match,) = list_of(screen(party, books, DAY), "UN").matches
    assert (str(match.state), [one.code for one in match.evidence]) == (state, codes)
    assert match.weighed == min(1.0, max(0.0, match.score + sum(one.change for one in match.evidence)))


def test_a_party_declared_as_something_else_is_still_found(books):
    (match,) = list_of(screen(firm("Farhad Khiyali"), books, DAY), "UN").matches
    assert (match.ref, match.state) == ("X-2", State.POSSIBLE_HIT)


def test_owners_are_judged_list_by_list(books):
    owner = Party(("Zarrin Foil Fictional Company",), kind="entity", country="IRN")
    party = firm("Quite Different Fictional Mill", stakes=(Stake(owner, Known(Decimal(1)), Truth.NO),))
    answer = screen(party, books, DAY)
    # Not on the EU's list, but its own owners are not declared; not asked in the UK; found in an old list of the US.
    assert {one.jurisdiction: one.ownership.state for one in answer.lists} == {
        "UN": "yes", "EU": "unknown", "UK": "unknown", "US": "yes",
    }  # fmt: skip
    assert [one.code for one in may_recommend([answer], None).reasons] == [
        "ownership_yes", "ownership_unknown", "unknown", "stale", "ownership_yes",
    ]  # fmt: skip


def test_a_list_less_is_an_unknown_more(tmp_path, books):
    party = firm("Quite Different Fictional Mill")
    full = screen(party, books, DAY)
    for gone in books.lists:
        less = screen(party, replace(books, lists={**books.lists, gone: None}), DAY)
        assert list(states(less).values()).count("unknown") >= list(states(full).values()).count("unknown")
        assert list_of(less, gone).state is State.UNKNOWN
        assert list_of(less, gone).ownership.state == "unknown"


def decision(answer: PartyAnswer, jurisdiction: str, ref: str, verdict: str, **more: object) -> Decision:
    found = list_of(answer, jurisdiction)
    plain = {
        "party": answer.key, "party_name": answer.name, "list": jurisdiction, "ref": ref,
        "snapshot": found.snapshot, "method": found.method, "verdict": verdict, "reason": "Looked at.",
        "evidence": ("registration=12345",) if verdict == "false_match" else (), "officer": "One",
        "second_officer": "Two", "decided_on": DAY,
    }  # fmt: skip
    return Decision(**{**plain, **more})


def with_decisions(books: Books, *decisions: Decision) -> Books:
    return replace(books, decisions=DecisionBook(decisions))


class TestDecisions:
    party = firm("Zarrin Foil Fictional Company")

    def test_a_match_called_false_by_two_stays_visible_and_stops_no_more(self, books):
        answer = screen(self.party, books, DAY)
        after = screen(
            self.party,
            with_decisions(books, decided(answer, decision(answer, "UN", "X-1", "false_match"))),
            DAY,
        )
        found = list_of(after, "UN")
        assert (found.state, found.matches[0].is_released) == (State.NOT_ON_LIST, True)
        # Only for the list it was taken on.
        assert list_of(after, "US").state is State.HIT

    def test_it_falls_with_the_next_list(self, books, tmp_path):
        answer = screen(self.party, books, DAY)
        false = decided(answer, decision(answer, "UN", "X-1", "false_match"))
        put_list(tmp_path, "UN", [FOIL, PERSON], DAY, "9" * 64)
        anew = open_books(Store.open(tmp_path, bundle=tmp_path / "none"), tmp_path, DAY)
        assert list_of(screen(self.party, with_decisions(anew, false), DAY), "UN").state is State.HIT

    def test_it_falls_with_another_declaration(self, books):
        answer = screen(self.party, books, DAY)
        held = with_decisions(books, decided(answer, decision(answer, "UN", "X-1", "false_match")))
        other = replace(self.party, place="Saveh")
        assert list_of(screen(other, held, DAY), "UN").state is State.HIT
        # The role says what it does, not who it is.
        carrier = replace(self.party, role="carrier")
        assert list_of(screen(carrier, held, DAY), "UN").state is State.NOT_ON_LIST

    @pytest.mark.parametrize("evidence", ["national-id=10109998887", "x=1010-999-8887"])
    def test_the_listed_partys_own_number_is_no_evidence(self, books, evidence):
        answer = screen(self.party, books, DAY)
        with pytest.raises(QuestionError, match="listed party's own"):
            decided(answer, decision(answer, "UN", "X-1", "false_match", evidence=(evidence,)))

    def test_a_true_hit_is_not_released(self, books):
        same = replace(self.party, identifiers=(Identifier("national id", "10109998887"),))
        answer = screen(same, books, DAY)
        wish = decision(answer, "UN", "X-1", "false_match")
        with pytest.raises(QuestionError, match="true hit"):
            decided(answer, wish)
        # Also when somebody wrote it into the file by another way.
        assert list_of(screen(same, with_decisions(books, wish), DAY), "UN").state is State.HIT

    def test_a_confirmed_match_is_a_hit_for_good(self, books):
        person = Party(("Farhad Khiyali",), kind="individual")
        answer = screen(person, books, DAY)
        true = decided(answer, decision(answer, "UN", "X-2", "true_match"))
        confirmed = screen(person, with_decisions(books, true), DAY)
        assert list_of(confirmed, "UN").state is State.HIT
        with pytest.raises(QuestionError, match="true hit"):
            decided(confirmed, decision(confirmed, "UN", "X-2", "false_match"))

    def test_only_what_is_open_can_be_accepted(self, books):
        answer = screen(firm("Quite Different Fictional Mill"), books, DAY)
        for jurisdiction in ("UK", "US"):
            wanted = decision(answer, jurisdiction, "", "accept")
            assert decided(answer, wanted) == wanted
        with pytest.raises(QuestionError, match="nothing to accept"):
            decided(answer, decision(answer, "UN", "", "accept"))
        with pytest.raises(QuestionError, match="nothing to accept"):
            decided(answer, decision(answer, "UN", "ownership", "accept"))
        with pytest.raises(QuestionError, match="does not meet X-1"):
            decided(answer, decision(answer, "UN", "X-1", "false_match"))

    def test_an_owner_told_apart_from_a_listed_person_counts_no_more(self, books):
        owner = Party(("Farhad Khiyali",), kind="individual")
        party = firm("Mill of Fiction", stakes=(Stake(owner, Known(Decimal(1)), Truth.YES),))
        before = list_of(screen(party, books, DAY), "UN").ownership
        assert (before.state, before.lacks) == ("unknown", ("owner_unknown", "control_unknown"))
        of_owner = screen(owner, books, DAY)
        false = decided(of_owner, decision(of_owner, "UN", "X-2", "false_match"))
        assert list_of(screen(party, with_decisions(books, false), DAY), "UN").ownership.state == "no"
        true = decided(of_owner, decision(of_owner, "UN", "X-2", "true_match"))
        owned = list_of(screen(party, with_decisions(books, true), DAY), "UN").ownership
        assert (owned.state, owned.low, owned.by_control) == ("yes", Decimal(1), True)

    def test_what_listed_persons_own_cannot_be_accepted(self, books):
        party = firm("Mill of Fiction", stakes=(Stake(self.party, Known(Decimal(1)), Truth.NO),))
        answer = screen(party, books, DAY)
        with pytest.raises(QuestionError, match="nobody can decide that away"):
            decided(answer, decision(answer, "UN", "ownership", "accept"))

    def test_the_gate_opens_when_all_is_decided_and_closes_with_the_next_list(self, books):
        party = firm("Quite Different Fictional Mill")
        answer = screen(party, books, DAY)
        assert may_recommend([answer], None) == Gate(
            False,
            (
                Reason("unknown", party.name, "UK"),
                Reason("stale", party.name, "US"),
                Reason("ownership_unknown", party.name, "US"),
            ),
        )
        wanted = [("UK", ""), ("US", ""), ("US", "ownership")]
        taken = [decided(answer, decision(answer, where, ref, "accept")) for where, ref in wanted]
        held = with_decisions(books, *taken)
        assert may_recommend([screen(party, held, DAY)], None) == Gate(True, ())
        us = books.lists["US"]
        newer = replace(us, head=replace(us.head, snapshot="8" * 64))
        after = replace(held, lists={**books.lists, "US": newer})
        assert [one.code for one in may_recommend([screen(party, after, DAY)], None).reasons] == [
            "stale", "ownership_unknown",
        ]  # fmt: skip


@needs_shared
def test_listed_firms_of_the_region_are_found_by_their_persian_names(tmp_path):
    """The public file of listed firms as a list of their English names, asked in Persian."""
    text = (SHARED / "region" / "markazi_listed_entities.csv").read_text("utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    listed = [(f"M-{at}", "entity", "test", [row["name_en"]], [], [], []) for at, row in enumerate(rows)]
    put_list(tmp_path, "US", listed, FRESH)
    books = open_books(Store.open(tmp_path, bundle=tmp_path / "none"), tmp_path, DAY)
    missed = [
        row["name_fa"]
        for at, row in enumerate(rows)
        if row["name_fa"] != "-"
        and f"M-{at}" not in [m.ref for m in list_of(screen(firm(row["name_fa"]), books, DAY), "US").matches]
    ]
    assert missed == []


def test_the_province_its_chamber_and_the_central_bank_are_three(tmp_path):
    names = ["استان مرکزی", "اتاق بازرگانی، صنایع، معادن و کشاورزی استان مرکزی", "بانک مرکزی"]
    for at, name in enumerate(names):
        root = tmp_path / str(at)
        put_list(root, "EU", [("C-1", "entity", "test", [name], [], [], [])], FRESH)
        books = open_books(Store.open(root, bundle=root / "none"), root, DAY)
        found = [str(list_of(screen(firm(one), books, DAY), "EU").state) for one in names]
        assert found == ["hit" if one == name else "not_on_list" for one in names]


def test_the_shipped_list_is_stale_today_and_its_iranian_part_contested(tmp_path):
    from karvan.sources.packs import keep_in_force

    keep_in_force(tmp_path)
    books = open_books(Store.open(tmp_path), tmp_path, DAY)
    found = list_of(screen(firm("انرژی مصباح"), books, DAY), "UN")
    assert (found.published_on, found.is_stale, found.state) == (date(2026, 2, 27), True, State.POSSIBLE_HIT)
    assert [one.ref for one in found.matches] == ["IRe.041"]
    assert (found.contested.id, found.contested.standing) == ("un-snapback-2025", "conflict")
    assert list_of(screen(firm("Samsam Fictional Exchange"), books, DAY), "UN").contested is None


def test_the_packs_word_stands_beside_the_lists(tmp_path):
    from karvan.sources.packs import keep_in_force

    keep_in_force(tmp_path)
    put_list(tmp_path, "US", [OTHER], FRESH)
    books = open_books(Store.open(tmp_path), tmp_path, DAY)
    answer = screen(firm("شرکت آلومینیوم ایران (ایرالکو)"), books, DAY)
    assert (answer.pack.screening, states(answer)["US"], answer.differs_from_pack) == (
        "listed",
        "not_on_list",
        True,
    )
    assert may_recommend([answer], None).reasons[0] == Reason("pack_listed", answer.name)


def test_a_joined_file_stands_beside_the_four_and_tells_linked_from_listed(tmp_path):
    listings = [
        ("us_ofac_sdn", ref, ref, "entity", "sanction", name, None, None, None, "", "[]", "[]", "[]")
        for ref, name in (("Q1", "Zarrin Foil Fictional Company"), ("Q2", "Simin Foil Fictional Company"))
    ]
    names = [(row[0], row[1], 0, row[5], "primary") for row in listings]
    tables = {
        "opensanctions_listings": frame("opensanctions_listings", listings),
        "opensanctions_listing_names": frame("opensanctions_listing_names", names),
        "opensanctions_topics": frame(
            "opensanctions_topics", [("Q1", "sanction"), ("Q1", "role.oligarch"), ("Q2", "sanction.linked")]
        ),
    }
    put(tmp_path, "opensanctions", tables)
    books = open_books(Store.open(tmp_path, bundle=tmp_path / "none"), tmp_path, DAY)
    assert list(books.lists) == ["UN", "EU", "UK", "US", "OS"]
    for name, state, codes in (("Zarrin", State.HIT, []), ("Simin", State.POSSIBLE_HIT, ["only_linked"])):
        answer = screen(firm(f"{name} Foil Fictional Company"), books, DAY)
        match = list_of(answer, "OS").matches[0]
        assert (match.state, [one.code for one in match.evidence]) == (state, codes)
        # It stands for none of the four: what it joins, and of which day, its publisher knows.
        assert {states(answer)[one] for one in ("UN", "EU", "UK", "US")} == {"unknown"}
