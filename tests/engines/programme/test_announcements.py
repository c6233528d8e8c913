"""Announcements of different wording and damage, each with what a person reads in it.

The expected files were read line by line. Three rounds were written after the rules, to see what unseen
wording does to them, before the rules were mended for it: of `14` to `21` five of eight were wholly right, of
`22` to `33` the markets of eight of twelve and eleven regions, of `34` to `41` seven of eight and seven.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from karvan.engines.programme.announcement.bodies import merged
from karvan.engines.programme.announcement.gazetteer import Entry, Gazetteer, gazetteer
from karvan.engines.programme.announcement.read import read
from karvan.engines.programme.announcement.source_text import LARGEST_BYTES, text_of_bytes
from karvan.engines.programme.ask import _countries, _subdivisions
from karvan.errors import UnreadableInput
from karvan.model.text import ZWNJ

FOLDER = Path(__file__).parent / "announcements"
CASES = sorted(path for path in FOLDER.iterdir() if path.suffix != ".json")
PACKED = sorted((Path(__file__).parents[3] / "src" / "karvan" / "packs").glob("*/names.yml"))


@pytest.fixture(scope="session")
def names() -> Gazetteer:
    files = (YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")) for path in PACKED)
    rows = [row for file in files for row in file["names"]]
    packed = [Entry(row["code"], row["lang"], row["kind"], row["name"]) for row in rows]
    return gazetteer([*packed, *_countries(), *_subdivisions()])


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_what_a_person_reads(case: Path, names: Gazetteer) -> None:
    found = read(text_of_bytes(case.read_bytes(), case.name), names).to_json()
    expected = json.loads(case.with_suffix(".json").read_text(encoding="utf-8"))
    shown = {key: json.loads(json.dumps(found[key])) for key in expected if key != "missing"}
    assert shown | {"missing": [gap["field"] for gap in found["missing"]]} == expected


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_evidence_quotes_the_text_as_it_stands(case: Path, names: Gazetteer) -> None:
    text = text_of_bytes(case.read_bytes(), case.name)
    for seen in read(text, names).evidence:
        assert text[seen.start : seen.end] == seen.text
        assert seen.text


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_losing_every_zwnj_changes_no_market_and_no_region(case: Path, names: Gazetteer) -> None:
    text = text_of_bytes(case.read_bytes(), case.name)
    whole, damaged = read(text, names), read(text.replace(ZWNJ, ""), names)
    assert (damaged.region, damaged.markets) == (whole.region, whole.markets)


ADVERTS = [
    "خرید اینترنتی بلیط استانبول با تخفیف ویژه",
    "تبلیغات: اقامت ترکیه و امارات",
    "صفحه نخست | جهان | عراق | ترکیه | ورزش",
    "Advertisement: fly to Brazil, 50% off",
]


@given(lines=st.lists(st.sampled_from(ADVERTS), max_size=4), at_end=st.booleans())
def test_advertisements_around_the_article_change_nothing(
    names: Gazetteer, lines: list[str], at_end: bool
) -> None:
    text = (FOLDER / "01_markazi.txt").read_text(encoding="utf-8")
    parts = [text, *lines] if at_end else [*lines, text]
    found = read("\n".join(parts), names)
    assert (found.region.code, found.markets) == ("IR-00", ("AFG", "ARM", "IRQ", "UZB"))


@given(word=st.sampled_from(["گفتوگو", "پروژه", "امور مالی", "چادر", "هندسه", "عمانیان", "اردنگی", "توگوش"]))
def test_words_that_hold_a_country_are_no_country(names: Gazetteer, word: str) -> None:
    assert read(f"همایش صادرات استان یزد با هدف {word} برگزار می‌شود.", names).markets == ()


def test_nothing_found_names_the_options(names: Gazetteer) -> None:
    gaps = {gap.field: gap.option for gap in read("باران می‌بارد.", names).missing}
    assert {field: option for field, option in gaps.items() if option} == {
        "region": "--region", "home": "--region", "markets": "--markets",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("names_in_text", "expected"),
    [
        (["اتاق بازرگانی", "اتاق بازرگانی اراک"], [("اتاق بازرگانی اراک", ("اتاق بازرگانی",))]),
        (["سازمان صمت", "سازمان صنعت، معدن و تجارت"], [("سازمان صنعت، معدن و تجارت", ("سازمان صمت",))]),
        (["خانه صنعت و معدن", "اتاق بازرگانی"], [("خانه صنعت و معدن", ()), ("اتاق بازرگانی", ())]),
        (["شرکت شهرک‌های صنعتی", "شرکت شهرکهای صنعتی"], [("شرکت شهرک‌های صنعتی", ())]),
        (
            ["Arak Chamber of Commerce", "Chamber of Commerce"],
            [("Arak Chamber of Commerce", ("Chamber of Commerce",))],
        ),
    ],
)
def test_variants_of_one_name_are_merged(names_in_text: list[str], expected: list) -> None:
    assert merged(names_in_text) == expected


def test_encodings(names: Gazetteer) -> None:
    text = (
        (FOLDER / "10_gilan_passing.txt")
        .read_text(encoding="utf-8")
        .replace("ی", "ي")
        .replace("ک", "ك")
        .replace("ۀ", "ه")
        .replace(ZWNJ, "")
    )
    assert {text_of_bytes(text.encode(one), "x") for one in ("utf-8", "utf-8-sig", "utf-16")} == {text}
    old = text.translate({ord("ٔ"): None})
    assert text_of_bytes(old.encode("cp1256"), "x") == old
    assert read(old, names).markets == ("BLR", "RUS")


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "The file is empty."),
        (b" \n\t", "The file is empty."),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary|neither UTF-8"),
        ("Größe überprüfen äöü".encode("latin-1"), "neither UTF-8, UTF-16 nor Windows-1256"),
        (b"12345 67890 ...", "no words"),
        (b"a" * (LARGEST_BYTES + 1), "an announcement has at most"),
    ],
)
def test_what_is_no_announcement(raw: bytes, message: str) -> None:
    with pytest.raises(UnreadableInput, match=message) as caught:
        text_of_bytes(raw, "notice.txt")
    assert caught.value.where == "notice.txt"
