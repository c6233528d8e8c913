"""Documents say what the plan says: every figure is followed to its place in the JSON, in both languages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from tests.reports.documents.write_golden import NAMES, as_text, golden, made
from tests.reports.sample import sample, screened

from karvan.dossier.encode import encode
from karvan.dossier.firm import Firm, firm_of
from karvan.dossier.name import Name
from karvan.reports.document import (
    Document,
    Facts,
    Items,
    Paragraph,
    Table,
    Text,
    Value,
    every_block,
    every_section,
    every_value,
)
from karvan.reports.documents.brief import brief_document
from karvan.reports.documents.exporter import exporter_document
from karvan.reports.documents.plan import plan_document
from karvan.reports.i18n import LANGUAGES, Lang

PLAN = sample()
JSON = json.loads(encode(PLAN))


def firm(state: str = "stale") -> Firm:
    party = screened(Name("Invented Tiles", "کاشی نمونه"), "producer", state)
    return firm_of(PLAN, Name("Invented Tiles", "کاشی نمونه"), ["6907", "990000"], party)


def documents(lang: Lang) -> list[Document]:
    return [
        plan_document(PLAN, lang, {}),
        brief_document(PLAN, "IRQ", lang, {}),
        exporter_document(PLAN, firm(), lang, {}),
        exporter_document(PLAN, firm("possible_hit"), lang, {}),
    ]


def resolved(path: str) -> Any:
    found: Any = JSON
    for part in path.strip("/").split("/"):
        found = found[int(part)] if isinstance(found, list) else found[part]
    return found


def of_plan(document: Document) -> Iterator[Value]:
    return (one for one in every_value(document) if one.path and not one.path.startswith("/firm"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_figure_is_the_one_in_the_json(lang: Lang) -> None:
    checked = 0
    for document in documents(lang):
        for value in of_plan(document):
            behind = resolved(value.path)
            plain = behind["value"] if isinstance(behind, dict) and "missing" in behind else behind
            if value.format in ("usd", "percent", "number", "whole") and value.value is not None:
                count = len(plain) if isinstance(plain, list) else plain
                assert float(value.value) == pytest.approx(float(count), rel=1e-11), value.path
                checked += 1
            elif value.format == "date" and value.value is not None:
                assert isinstance(value.value, date)
                assert value.value.isoformat() == plain, value.path
    assert checked > 400


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_unknown_in_the_json_is_unknown_in_words(lang: Lang) -> None:
    words = {"en": ("unknown", "no date", "–"), "fa": ("نامشخص", "نامعلوم", "بی", "–")}[lang]
    found = 0
    for document in documents(lang):
        for value in of_plan(document):
            behind = resolved(value.path)
            if isinstance(behind, dict) and "missing" in behind and behind["value"] is None:
                shown = "".join(one.text for one in value.shown)
                assert (value.value, value.status) == (None, "unknown"), value.path
                assert "0" not in shown
                assert "۰" not in shown
                if lang == "en":
                    assert shown.startswith(words), shown
                found += 1
    assert found > 20


@pytest.mark.parametrize("lang", LANGUAGES)
def test_ids_are_unique_and_links_lead_somewhere(lang: Lang) -> None:
    for document in documents(lang):
        tables = [block.id for block in every_block(document) if isinstance(block, Table)]
        anchors = [one.id for one in every_section(document)]
        anchors += [one.anchor for one in every_block(document) if isinstance(one, Paragraph) and one.anchor]
        assert len(set(tables)) == len(tables)
        assert len(set(anchors)) == len(anchors)
        links = {run.href[1:] for run in runs(document) if run.href.startswith("#")}
        assert links <= set(anchors)


def runs(document: Document) -> Iterator[Text]:
    for block in every_block(document):
        if isinstance(block, Paragraph):
            yield from block.words
        elif isinstance(block, Items):
            for item in block.items:
                yield from item
        elif isinstance(block, Facts):
            for _, value in block.pairs:
                yield from value.shown
        elif isinstance(block, Table):
            for row in block.rows:
                for value in row:
                    yield from value.shown


@pytest.mark.parametrize("lang", LANGUAGES)
def test_page_one_has_at_most_ten_lines(lang: Lang) -> None:
    for document in documents(lang)[:3]:
        (items,) = document.first.blocks
        assert isinstance(items, Items)
        assert 3 <= len(items.items) <= 10


def test_a_listed_firm_gets_the_reason_and_no_recommendation() -> None:
    document = documents("en")[3]
    (stop,) = document.first.blocks
    assert isinstance(stop, Paragraph)
    assert stop.tone == "stop"
    assert [one.id for one in document.sections] == ["screening", "coverage", "firm", "stops", "sources"]


def test_a_firm_makes_the_lines_its_codes_lie_in() -> None:
    found = firm()
    assert (found.products, found.unknown, found.is_barred) == (("tiles",), ("990000",), False)
    assert firm("possible_hit").is_barred


def test_what_goes_to_foreigners_names_organisers_and_partners_with_their_results() -> None:
    table = next(
        one for one in every_block(documents("en")[1]) if isinstance(one, Table) and one.id == "screened"
    )
    rows = [["".join(run.text for run in value.shown) for value in row] for row in table.rows]
    assert rows == [
        [
            "Invented Chamber",
            "organiser",
            "not found, but the list is stale (list of 27 February 2026)",
            "unknown: the list is not loaded",
        ]
    ]


def test_persian_words_carry_no_latin_run_without_a_mark() -> None:
    for document in documents("fa")[:2]:
        for run in runs(document):
            if not run.lang and not run.text.startswith(("karvan", "[")):
                assert not any("a" <= letter.lower() <= "z" for letter in run.text), run.text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_the_document_is_the_golden_one(name: str, lang: Lang) -> None:
    assert as_text(made(name, lang)) == golden(name, lang).read_text("utf-8")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nobody_is_cleared_and_nothing_is_none(lang: Lang) -> None:
    for document in documents(lang):
        text = as_text(document).lower()
        assert "none" not in text.replace("none of", "")
        assert re.search(r"\bclear(s|ed)?\b(?! nobody| a party)", text.replace("clears nobody", "")) is None


def test_stopped_lines_never_stand_in_a_ranking() -> None:
    document = documents("en")[0]
    stopped = {line.name.en for market in PLAN.markets for group in market.sections for line in group.stopped}
    ranked = {
        "".join(run.text for run in row[1].shown)
        for block in every_block(document)
        if isinstance(block, Table) and block.id.startswith("lines-")
        for row in block.rows
    }
    assert (len(stopped) > 0, ranked & stopped) == (True, set())
