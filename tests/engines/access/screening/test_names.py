"""Pairs of names worked out by hand, at the product's threshold, and what must hold for any name."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from karvan.engines.access.screening.index import IndexedName, NameIndex
from karvan.engines.access.screening.likeness import coded, likeness, likeness_of_pairs
from karvan.engines.access.screening.match import THRESHOLD, Pairing, explained, score
from karvan.engines.access.screening.words import parts

ONE_PARTY = [
    ("Մեսբահ Էներջի", "Mesbah Energy Company"),
    ("Սարգսյան Արամ", "Aram Sargsyan"),
    ("Мохаммад Реза Нагди", "محمد رضا نقدی"),
    ("ماشین‌سازی اراک", "Machine Sazi Arak"),
    ("ماشین سازی اراک", "Machine Sazi Arak Co. Ltd."),
    ("شرکت ماشین سازی اراک (سهامی عام)", "MACHINE SAZI ARAK"),
    ("آذرآب", "Azarab Industries"),
    ("صنایع آذرآب", "Azarab Industries"),
    ("آذراب", "AZARAB"),
    ("ایرالکو", "IRALCO"),
    ("ایرالکو", "Iran Aluminum Company (IRALCO)"),
    ("شرکت آلومینیوم ایران", "Iran Aluminium Company"),
    ("پتروشیمی شازند", "Shazand Petrochemical Company"),
    ("شرکت پتروشیمی شازند (اراک)", "Shazand Petrochemical Company"),
    ("پالایشگاه امام خمینی شازند", "Imam Khomeini Shazand Oil Refining Company"),
    ("آلومینات (اراک)", "Aluminat"),
    ("آلومینات", "ALUMINAT PRODUCTION AND INDUSTRIAL COMPANY"),
    ("انرژی مصباح", "Mesbah Energy Company"),
    ("کاشی و سرامیک سینا", "Sina Tile and Ceramic Industries"),
    ("کمباین‌سازی ایران", "Iran Combine Manufacturing Co."),
    ("سایه‌بان سپهر دلیجان", "Sayehban Sepehr Delijan"),
    ("سایبان سپهر دلیجان", "Sayehban Sepehr Delijan"),
    ("سینا کامپوزیت دلیجان", "Sina Composite Delijan Company"),
    ("جستار صنعت دلیجان", "Jestar Sanat Delijan"),
    ("هیربد", "Hirbod Co"),
    ("مپنا", "MAPNA Group"),
    ("گروه مپنا", "MAPNA"),
    ("ایدرو", "IDRO"),
    ("بسیج", "Basij Resistance Force"),
    ("نیروی مقاومت بسیج", "Basij Resistance Force"),
    ("بانک مرکزی", "Bank Markazi"),
    ("بانک مرکزی جمهوری اسلامی ایران", "Central Bank of the Islamic Republic of Iran"),
    ("بانک ملی ایران", "Bank Melli Iran"),
    ("بانک سپه", "Bank Sepah"),
    ("محمد رضا نقدی", "Mohammad Reza Naqdi"),
    ("قاسم سلیمانی", "Qasem Soleimani"),
    ("قاسم سلیمانی", "Ghasem Soleymani"),
    ("محسن فخری‌زاده", "Mohsen Fakhrizadeh-Mahabadi"),
    ("فولاد مبارکه", "Mobarakeh Steel Company"),
    ("کشتیرانی جمهوری اسلامی ایران", "Islamic Republic of Iran Shipping Lines"),
    ("خاتم‌الانبیا", "Khatam al-Anbiya"),
    ("عبدالرحمن", "Abdur Rehman"),
    ("Mohammed Al-Qaradawi", "Muhammad el Karadaoui"),
    ("Yusuf Çelik", "Youssef Chelik"),
    ("Юсуф Ахмедов", "Yusuf Akhmedov"),
    ("Abdelaziz Boutaflika", "Abdul Aziz Bouteflika"),
    ("Gholamreza Aghazadeh", "غلامرضا آقازاده"),
    ("Saeed Jalili", "سعید جلیلی"),
    ("صنایع شهید باکری", "Shahid Bakeri Industrial Group"),
    ("هواپیمایی ماهان", "Mahan Air"),
    ("توسعه صادرات ایران", "Export Development Bank of Iran"),
]
TWO_PARTIES = [
    ("استان مرکزی", "Bank Markazi"),
    ("استان مرکزی", "بانک مرکزی"),
    ("استان مرکزی", "Central Bank of Iran"),
    ("اتاق بازرگانی مرکزی", "Bank Markazi"),
    ("اتاق بازرگانی اراک", "Bank Markazi Jomhouri Islami Iran"),
    ("اتاق بازرگانی اراک", "Machine Sazi Arak"),
    ("اتاق بازرگانی، صنایع، معادن و کشاورزی استان مرکزی", "Central Bank of the Islamic Republic of Iran"),
    ("اتاق بازرگانی، صنایع، معادن و کشاورزی استان مرکزی", "بانک مرکزی جمهوری اسلامی ایران"),
    ("استانداری مرکزی", "Bank Markazi"),
    ("محمد", "Mohammad Ali Jafari"),
    ("علی", "Ali Akbar Salehi"),
    ("احمد", "Ahmad Vahidi"),
    ("اراک", "Machine Sazi Arak"),
    ("شرکت صنایع", "Azarab Industries"),
    ("ایران", "Iran Aluminum Company"),
    ("Ali Karimi", "Ali Rahimi"),
    ("رضا محمدی", "Reza Ahmadi"),
    ("حسن روحانی", "Hassan Nasrallah"),
    ("Sina Steel", "Sina Bank"),
    ("بانک سینا", "Sina Tile and Ceramic Industries"),
    ("پتروشیمی تبریز", "Shazand Petrochemical Company"),
    ("آلومینیوم المهدی", "Iran Aluminum Company"),
    ("ماشین‌سازی تبریز", "Machine Sazi Arak"),
    ("Kim Chol", "Kim Chun"),
    ("Hassan Karimi", "Hossein Karimi"),
    ("Abdul Karim Wardak", "Abdul Rahim Wardak"),
    ("Mahmoud Ahmadi", "Mahmoud Hamidi"),
    ("Tehran Steel Company", "Tehran Cement Company"),
    ("فولاد اراک", "Machine Sazi Arak"),
    ("سعد سبعاوی ابراهیم حسن", "Ibrahim Sabawi Ibrahim Hasan"),
    ("بانک ملت", "Bank Melli"),
    ("Arak Petrochemical Transport", "Shazand Petrochemical Company"),
]


@pytest.mark.parametrize(("query", "name"), ONE_PARTY)
def test_spellings_of_one_party(query: str, name: str):
    assert score(query, name) >= THRESHOLD


@pytest.mark.parametrize(("query", "name"), TWO_PARTIES)
def test_names_of_two_parties(query: str, name: str):
    assert score(query, name) < THRESHOLD


LETTERS = "abdeghijklmnorstuwyzآابتجحدرزسشعغفقکگلمنوهی "
NAMES = st.text(LETTERS, min_size=1, max_size=40)


@given(NAMES, NAMES)
@settings(max_examples=150)
def test_a_score_is_a_share_and_the_same_both_ways(one: str, two: str):
    assert 0 <= score(one, two) <= 1
    assert score(one, two) == pytest.approx(score(two, one), abs=1e-6)


@given(NAMES)
@settings(max_examples=150)
def test_a_name_is_itself_however_it_is_typed(name: str):
    assume(parts(name))
    for other in (
        name,
        name.upper(),
        name.replace("ی", "ي").replace("ک", "ك"),
        f"  «{name}» .",
        name.replace(" ", ", "),
        "\u200c".join(name),
        name.replace("م", "م\u0640").replace("ب", "ب\u064e"),
        " ".join(reversed(name.split())),
    ):
        assert score(name, other) == 1.0, other


def test_nothing_but_signs_scores_nothing():
    assert score("...", "Machine Sazi Arak") == score("", "") == 0.0
    assert NameIndex.build([]).search("Machine Sazi Arak") == ()


def test_an_explanation_names_who_met_whom_and_who_was_left():
    value, pairings = explained("پتروشیمی شازند", "Shazand Petrochemical Company")
    assert value == score("پتروشیمی شازند", "Shazand Petrochemical Company")
    assert [(one.query, one.name, one.how) for one in pairings] == [
        ("پتروشیمی", "petrochemical", "meaning"),
        ("شازند", "shazand", "sound"),
        ("", "company", "left over"),
    ]
    assert pairings[0] == Pairing("پتروشیمی", "petrochemical", "meaning", 0.95, 0.6)


WORDS = st.text("ABDHKLMNRSTXZ$aeiwAWY*yhgc日", min_size=1, max_size=14)


@given(st.lists(st.tuples(WORDS, WORDS, st.booleans()), min_size=1, max_size=30))
@settings(max_examples=60)
def test_many_pairs_at_once_are_the_pairs_one_by_one(pairs: list[tuple[str, str, bool]]):
    both = coded([word for one, two, _ in pairs for word in (one, two)])
    found = likeness_of_pairs(both[::2], both[1::2], np.array([one[2] for one in pairs]))
    for (one, two, across), value in zip(pairs, found, strict=True):
        if "日" in one + two:
            assert value != value
        else:
            assert value == pytest.approx(likeness(one, two, across))


LISTED = [
    IndexedName("US", "1", "entity", "Machine Sazi Arak", "primary"),
    IndexedName("US", "1", "entity", "MSA", "aka"),
    IndexedName("EU", "2", "entity", "Azarab Industries", "primary"),
    IndexedName("EU", "3", "entity", "Bank Markazi Jomhouri Islami Iran", "primary"),
    IndexedName("UN", "4", "individual", "Mohammad Reza Naqdi", "primary"),
    IndexedName("UN", "4", "individual", "Muhammad Naqdi", "good"),
    IndexedName("UN", "5", "individual", "Ali Reza Naqdi", "primary"),
]


def test_the_best_name_of_each_party_the_best_first():
    found = NameIndex.build(LISTED).search("محمد رضا نقدی", least=0.1)
    assert [(one.list, one.ref, one.name, one.quality) for one in found] == [
        ("UN", "4", "Mohammad Reza Naqdi", "primary"),
        ("UN", "5", "Ali Reza Naqdi", "primary"),
    ]
    assert found[0].score == score("محمد رضا نقدی", "Mohammad Reza Naqdi") > found[1].score
    assert found[0].explanation == explained("محمد رضا نقدی", "Mohammad Reza Naqdi")[1]


def test_many_queries_are_the_queries_one_by_one():
    queries = ["ماشین سازی اراک", "آذرآب", "استان مرکزی", "اتاق بازرگانی اراک", "محمد رضا نقدی", "?"]
    together = NameIndex.build(LISTED).search_many(queries)
    index = NameIndex.build(LISTED)
    assert together == [index.search(one) for one in queries]
    assert [[one.ref for one in found] for found in together[:4]] == [["1"], ["2"], [], []]


def test_a_kind_keeps_its_own_and_the_unknown():
    index = NameIndex.build([*LISTED, IndexedName("UK", "9", "", "M. Reza Naqdi", "primary")])
    assert [one.ref for one in index.search("Mohammad Reza Naqdi", kind="entity", least=0.3)] == ["9"]
    assert [one.ref for one in index.search("Mohammad Reza Naqdi", kind="vessel", least=0.3)] == ["9"]


def test_the_search_overlooks_none_that_scores_enough():
    names = [IndexedName("L", str(place), "", name, "") for place, (_, name) in enumerate(ONE_PARTY)]
    index = NameIndex.build(names)
    for query, _ in ONE_PARTY:
        told = {one.ref for one in index.search(query, top=len(names))}
        assert told == {one.ref for one in names if score(query, one.name) >= THRESHOLD}


@pytest.mark.parametrize(
    "text", ["x" * 100_000, "شصقجث" * 20_000, "abdullah " * 20_000, "([" * 50_000, ";a" * 5_000]
)
def test_an_endless_text_ends(text: str):
    assert 0 <= score(text, "Machine Sazi Arak") < THRESHOLD
    assert NameIndex.build(LISTED).search(text) == ()
