"""Every picture of the sample plan, in both languages: what it states, how it is written, what it is drawn with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from tests.reports.pictures.sample_data import data
from tests.reports.sample import sample

from karvan.dossier.encode import plain
from karvan.reports.document import Picture, every_value
from karvan.reports.document.parts import Document, Section
from karvan.reports.i18n import LANGUAGES, Lang
from karvan.reports.pictures import every_picture
from karvan.reports.pictures.ink import PDI, RLI, has_arabic
from karvan.reports.pictures.palette import (
    BANDS,
    GREYS,
    OKABE_ITO,
    REST,
    TINTS,
    VIRIDIS,
    luminance,
    paler,
    words_on,
)

PALETTE = {*OKABE_ITO, *VIRIDIS, *GREYS, *TINTS, *(paler(one, part) for one in (*OKABE_ITO, REST) for part in (0.4, 0.7))}  # fmt: skip
EVERY = [(lang, one) for lang in LANGUAGES for one in every_picture(sample(), data(), lang, "/pictures")]
each = pytest.mark.parametrize(("lang", "picture"), EVERY, ids=[f"{one.id}-{lang}" for lang, one in EVERY])


def leaves(value: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, entry in value.items():
            yield from leaves(entry, name)
    elif isinstance(value, list | tuple):
        for entry in value:
            yield from leaves(entry, key)
    else:
        yield key, value


def numbers(values: Iterator[Any]) -> set[float]:
    return {float(one) for one in values if isinstance(one, int | float) and not isinstance(one, bool)}


def test_the_pictures_of_a_plan() -> None:
    names = ["map", "coverage", "decomposition", "opportunity-arm", "opportunity-irq", "history-irq", "space"]
    assert [one.id for _, one in EVERY] == names * 2


@each
def test_spec_and_table_state_the_same(lang: Lang, picture: Picture) -> None:
    drawn = numbers(value for _, value in leaves(picture.spec["datasets"]["figures"]))
    told = numbers(value.value for row in picture.table.rows for value in row)
    assert drawn == told


@each
def test_each_row_has_each_column(lang: Lang, picture: Picture) -> None:
    assert {len(row) for row in picture.table.rows} == {len(picture.table.columns)}


@each
def test_each_figure_stands_where_its_pointer_says(lang: Lang, picture: Picture) -> None:
    whole = {**plain(sample()), "pictures": plain(data())}
    document = Document("plan", lang, "", "", sample().question.as_of, Section("one", "", (picture,)))
    for value in every_value(document):
        if value.format in ("text", "code") or value.status == "not_applicable":
            continue
        found: Any = whole
        for step in value.path.split("/")[1:]:
            found = found[int(step)] if isinstance(found, list) else found[step]
        assert (found["value"] if isinstance(found, dict) else found) == value.value, value.path


@each
def test_arabic_letters_are_isolated(lang: Lang, picture: Picture) -> None:
    written = [value for key, value in leaves(picture.spec) if isinstance(value, str) and has_arabic(value)]
    assert [one for one in written if not (one.startswith(RLI) and one.endswith(PDI))] == []
    assert bool(written) == (lang == "fa")


@each
def test_colours_come_from_the_palette(lang: Lang, picture: Picture) -> None:
    used = {
        value for _, value in leaves(picture.spec) if isinstance(value, str) and re.match("#[0-9A-F]", value)
    }
    assert used - PALETTE == set()


@each
def test_words_for_those_who_do_not_see_it(lang: Lang, picture: Picture) -> None:
    assert len(picture.alt) > 40
    assert has_arabic(picture.alt) == (lang == "fa")
    assert not set(picture.alt) & {RLI, PDI}
    assert re.search("[۰-۹]" if lang == "fa" else "[0-9]", picture.alt)


@each
def test_nothing_is_fetched_and_the_ground_is_white(lang: Lang, picture: Picture) -> None:
    assert [value for key, value in leaves(picture.spec) if key in ("url", "href")] == []
    assert picture.spec["background"] == "#FFFFFF"
    assert (picture.spec["width"], picture.spec["height"]) == (picture.width, picture.height)


def test_no_pointer_without_a_base() -> None:
    shown = every_picture(sample(), data(), "en")[2]
    assert {value.path for row in shown.table.rows for value in row} == {""}


def test_unknown_is_drawn_as_unknown() -> None:
    shown = {one.id: one.spec["datasets"] for lang, one in EVERY if lang == "en"}
    assert len(shown["map"]["unknown"]) == 1
    assert [one["text"] for one in shown["map"]["unknown-signs"]] == ["?"]
    assert len(shown["decomposition"]["supply_factor-unknown"]) == 1
    assert len(shown["history-irq"]["gaps"]) == 2
    assert len(shown["opportunity-irq"]["unknown"]) == 1
    assert len(shown["space"]["unknown"]) == 1


def test_words_stand_out_from_their_ground() -> None:
    def contrast(one: str, other: str) -> float:
        dark, light = sorted((luminance(one), luminance(other)))
        return (light + 0.05) / (dark + 0.05)

    grounds = [paler(one, part) for one in (*OKABE_ITO, REST) for part in (0.4, 0.7, 1.0)]
    assert min(contrast(one, words_on(one)) for one in (*grounds, *BANDS)) >= 4.5
    assert contrast("#595959", "#FFFFFF") >= 7


def test_paler_ends_at_white() -> None:
    assert (paler("#0072B2", 1.0), paler("#0072B2", 0.0)) == ("#0072B2", "#FFFFFF")
