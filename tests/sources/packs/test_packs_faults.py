"""Each rule has a broken twin of the tiny pack, and says what, where and what to do."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.sources.packs.tiny import FILES, broken, write_pack

from karvan.errors import PackError
from karvan.sources import packs

TWINS = [
    # file, old, new, line, what, fix
    ("pack.yml", "pack: toy", "pack: other", 1, "The pack calls itself other, but its folder is toy.", "Give both the same name."),
    ("pack.yml", "kind: region", "kind: planet", 2, "planet is not known here.", "Use one of: region, country, names."),
    ("pack.yml", "licence: CC0-1.0\nmain", "main", 1, "A pack lacks licence.", "Add it: a fact without citation, dates or licence does not load."),
    ("pack.yml", "    observed_on: 2026-11-24\n", "", 8, "A citation lacks observed_on.", "Add it: a fact without citation, dates or licence does not load."),
    ("pack.yml", "published_on: null", "published_on: 2026-11-25", 7, "observed_on (2026-11-24) is before published_on (2026-11-25).", "Correct one of the two dates."),
    ("pack.yml", "standing: single_source", "standing: sure", 14, "sure is not known here.", "Use one of: verified, single_source, conflict, stale, assigned, unknown."),
    ("region.yml", "IR-00", "IR-99", 4, "IR-99 is not a region code.", "Use ISO 3166-2, for example IR-00."),
    ("region.yml", "IRN", "IRX", 6, "IRX is not a country code.", "Use ISO 3166-1 alpha-3, for example IRN."),
    ("region.yml", "slug: toy", "slug: Toy Land", 5, "Toy Land is not a short name.", "Use small Latin letters, digits and single hyphens."),
    ("region.yml", "citations: [paper]", "citations: []", 8, "A list of at least 1 is missing here.", "Write it as [one, two]."),
    ("region.yml", "review_by: 2027-11-24", "review_by: 2026-11-23", 1, "review_by (2026-11-23) is before observed_on (2026-11-24).", "Correct one of the two dates."),
    ("products.yml", "licence: CC0-1.0\n", "", 1, "The file lacks licence.", "Add it: a fact without citation, dates or licence does not load."),
    ("products.yml", "observed_on: 2026-11-24\n", "", 1, "The file lacks observed_on.", "Add it: a fact without citation, dates or licence does not load."),
    ("products.yml", "    citations: [paper]\n", "", 6, "A product lacks citations.", "Add it: a fact without citation, dates or licence does not load."),
    ("products.yml", "[paper]", "[papers]", 13, "No citation is called papers.", "Declare it under citations in pack.yml of the same pack."),
    ("products.yml", "sector: agriculture", "sector: food\n    colour: red", 9, "A product has the unknown key colour.", "Known keys: id, name, sector, codes, code_standing, evidence, valid_from, citations."),
    ("products.yml", "sector: agriculture", "sector: food\n    sector: craft", 9, "The key sector stands twice; the first is on line 8.", "Keep one of the two."),
    ("products.yml", '"0808"', '"08.08"', 9, "08.08 is not an HS code.", "Write 2, 4 or 6 digits, without dots and with the leading zero."),
    ("products.yml", "080810", "80810", 9, "80810 is not an HS code.", "Write 2, 4 or 6 digits, without dots and with the leading zero."),
    ("products.yml", "080810", '"0808"', 9, "0808 stands twice in the list.", "Keep one."),
    ("products.yml", "hs_rev: 2017", "hs_rev: 2018", 4, "2018 is not known here.", "Use one of: 1992, 1996, 2002, 2007, 2012, 2017, 2022."),
    ("products.yml", "2025-10-22", "22.10.2025", 12, "22.10.2025 is not an ISO date.", "Write the day as YYYY-MM-DD (Gregorian)."),
    ("products.yml", "2025-10-22", "2025-02-30", 12, "2025-02-30 is not an ISO date.", "Write the day as YYYY-MM-DD (Gregorian)."),
    ("products.yml", "{en: Apples, fa: سیب}", "{en: Apples}", 7, "A text in two languages is missing here.", "Give the keys en and fa, and no other."),
    ("products.yml", "en: Apples", "en: ", 7, "A text is missing here.", "Write it on this line."),
    ("products.yml", "{en: Apples, fa: سیب}", "&a {en: Apples, fa: سیب}", 7, "The file uses the anchor a.", "Write the fact out in full where it is needed."),
    ("products.yml", "products:\n  - id: apples\n   ", "products:\n    id: apples\n   ", 6, "products is no list.", "Begin each fact with a dash."),
    ("producers.yml", "[apples]", "[pears]", 6, "The producer orchard makes pears, which products.yml does not have.", "Correct the id, or add the product."),
    ("producers.yml", "screening: listed", "screening: not_found", 6, "The producer orchard has a listing date but is not listed.", "Set screening to listed, or listed_from to null."),
    ("producers.yml", "screening: listed", "screening: cleared", 9, "cleared is not known here.", "Use one of: listed, not_found, unknown."),
    ("shares.yml", "basis: output", "basis: population", 6, "A stated share has no basis population.", "Use one of: exports, output."),
    ("shares.yml", "codes: []", 'codes: ["08"]', 18, "A stated share is of codes, a fallback of none.", "Write codes, or [] for a fallback."),
    ("shares.yml", "share: 0.25", "share: 25", 6, "The share 25.0 is above 1.", "Write it as a fraction."),
    ("shares.yml", "share: 0.25", "share: nan", 12, "nan is no amount.", "Write a number of 0 or more with a point before the decimals, or null."),
    ("shares.yml", "share: 0.25", "share: null", 6, "A share is given as share or as amount.", "Write one of them, and null for the other."),
    ("shares.yml", "unit: persons", "unit: null", 18, "An amount has no unit.", "Name it under unit."),
    ("shares.yml", "amount: 10\n", "amount: 41\n", 18, "The region's amount is above the nation's.", "Correct one of the two."),
    ("shares.yml", "id: people", "id: orchards", 18, "orchards stands twice; first at shares.yml:6.", "Give each its own, or remove one."),
    ("stops.yml", "valid_to: null", "valid_to: 2026-03-02", 3, "valid_to (2026-03-02) is before valid_from (2026-03-03).", "Correct one of the two dates."),
    ("stops.yml", "lifting: unknown", "lifting: lifted", 3, "The stop ban has lifting lifted and valid_to null.", "A lifted stop has a last day, an open one has null."),
    ("stops.yml", "market: any", "market: Iraq", 7, "Iraq is not a country code.", "Use ISO 3166-1 alpha-3, for example IRN."),
    ("names.yml", "code: IR-00", "code: XX", 5, "XX is not a country code.", "Use ISO 3166-1 alpha-3, for example IRN."),
    ("names.yml", "  - code", "  - {code: IR-00, lang: fa, kind: name, name: استان نمونه, citations: [paper]}\n  - code", 6, "IR-00 fa name استان نمونه stands twice; first at names.yml:5.", "Give each its own, or remove one."),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "line", "what", "fix"), TWINS)
def test_broken_twin(tmp_path: Path, file: str, old: str, new: str, line: int, what: str, fix: str) -> None:
    root = write_pack(tmp_path, broken(file, old, new))
    with pytest.raises(PackError) as caught:
        packs.read(root)
    assert str(caught.value) == f"{what} [{root}/toy/{file}:{line}] {fix}"


def test_not_yaml(tmp_path: Path) -> None:
    root = write_pack(tmp_path, broken("stops.yml", "codes: [", "codes: [[ "))
    with pytest.raises(PackError) as caught:
        packs.read(root)
    assert caught.value.message == "The file is not YAML 1.2 text: {problem}."
    assert caught.value.where.startswith(f"{root}/toy/stops.yml:")


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"", "The file is empty. [{0}:1] Write facts into it, or remove it."),
        (
            "licence: é".encode("latin-1"),
            "The file is not YAML 1.2 text: not UTF-8: unexpected end of data. [{0}:1] "
            "Save it as UTF-8 and check indentation, colons and quotes near this line.",
        ),
        (
            b"- a\n- b\n",
            "The file must be written as keys and values. [{0}:1] "
            "Needed keys: licence, observed_on, review_by, names.",
        ),
    ],
)
def test_another_kind_of_file(tmp_path: Path, raw: bytes, what: str) -> None:
    root = write_pack(tmp_path, FILES)
    path = root / "toy" / "names.yml"
    path.write_bytes(raw)
    with pytest.raises(PackError) as caught:
        packs.read(root)
    assert str(caught.value) == what.format(path)


def test_files_out_of_place(tmp_path: Path) -> None:
    root = write_pack(tmp_path, {**FILES, "product.yml": "x"})
    (root / "stops.yml").write_text("x")
    write_pack(root, {"stops.yml": FILES["stops.yml"]}, "headless")
    found = [f"{one.message} [{Path(one.file).relative_to(root)}:{one.line}]" for one in packs.lint([root])]
    assert found == [
        "The pack headless has no pack.yml. Add one: it names the pack's licence, maintainer and citations. "
        "[headless/pack.yml:1]",
        "stops.yml lies beside the packs, in none of them. Move it into the folder of its pack. [stops.yml:1]",
        "product.yml is not a file of a pack. A pack holds pack.yml, region.yml, products.yml, producers.yml, "
        "shares.yml, stops.yml, names.yml, events.yml, jurisdiction.yml, measures.yml, treatments.yml, "
        "agreements.yml, documents.yml, procedure.yml, questions.yml, payment.yml, schedules.yml; "
        "rename or remove this one. [toy/product.yml:1]",
    ]


def test_products_need_a_region(tmp_path: Path) -> None:
    root = write_pack(tmp_path, {name: FILES[name] for name in ("pack.yml", "products.yml")})
    with pytest.raises(PackError) as caught:
        packs.read(root)
    assert str(caught.value) == (
        f"The pack toy has products but no region. [{root}/toy/products.yml:6] Add region.yml beside pack.yml."
    )


def test_two_packs_may_not_describe_the_same_region(tmp_path: Path) -> None:
    write_pack(tmp_path, {**FILES, "pack.yml": FILES["pack.yml"].replace("pack: toy", "pack: zoo")}, "zoo")
    found = packs.lint([write_pack(tmp_path, FILES)])
    assert [(Path(one.file).parent.name, Path(one.file).name, one.line, one.message) for one in found] == [
        ("zoo", "events.yml", 5, "IRN flood stands twice; first at events.yml:5. Give each its own, or remove one."),
        ("zoo", "names.yml", 5, "IR-00 fa name استان نمونه stands twice; first at names.yml:5. "
         "Give each its own, or remove one."),
        ("zoo", "region.yml", 1, "IR-00 stands twice; first at region.yml:1. Give each its own, or remove one."),
        ("zoo", "region.yml", 1, "toy stands twice; first at region.yml:1. Give each its own, or remove one."),
        ("zoo", "stops.yml", 3, "ban stands twice; first at stops.yml:3. Give each its own, or remove one."),
    ]  # fmt: skip


def test_a_ban_with_an_end_may_have_been_prolonged(tmp_path: Path) -> None:
    """Short bans are prolonged by letter: an end with unknown lifting is a fact, not a fault."""
    reading = packs.read(write_pack(tmp_path, broken("stops.yml", "valid_to: null", "valid_to: 2026-05-03")))
    ends = reading.tables["pack_stops"].select("valid_to", "lifting").unique().rows()
    assert ends == [(date(2026, 5, 3), "unknown")]
