"""A document as a page: the golden one, whole in itself, escaped, and every figure with its standing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from tests.reports.document_sample import sample, table
from tests.reports.page.write_golden import bare, golden, picture
from tests.reports.page_reader import Page

from karvan.errors import RenderError
from karvan.reports.document import Document, Paragraph, Section, Table, Text, Value, every_value
from karvan.reports.i18n import LANGUAGES, Lang
from karvan.reports.page import Paper, to_html
from karvan.reports.page.style import quoted

BOTH = pytest.mark.parametrize("lang", LANGUAGES)


def page_of(document: Document, paper: Paper | None = None) -> Page:
    return Page(to_html(document, {"bars": picture()}, paper))


def with_blocks(*blocks: Paragraph | Table) -> Document:
    return replace(sample("en"), sections=(Section("only", "Only", blocks),))


@BOTH
def test_the_page_is_the_golden_one(lang: Lang) -> None:
    assert bare(to_html(sample(lang), {"bars": picture()})) == golden(lang).read_text("utf-8")


@BOTH
@pytest.mark.parametrize("paper", [None, Paper()])
def test_nothing_comes_from_outside(lang: Lang, paper: Paper | None) -> None:
    page = page_of(sample(lang), paper)
    assert {tag for tag, _ in page.elements} & {"script", "link", "iframe", "object", "form", "base"} == set()
    addresses = [*page.attributes("src"), *re.findall(r'url\("?([^")]*)', page.source)]
    outside = [one for one in addresses if not one.startswith(("data:", "karvan-font:"))]
    assert (len(addresses) >= 2, outside) == (True, [])
    assert "@import" not in page.source
    assert "default-src 'none'" in page.source


def test_the_screen_has_its_font_inside() -> None:
    assert re.findall(r'url\("([^,]*),', to_html(sample("fa"))) == ["data:font/woff2;base64"]


@BOTH
def test_links_lead_somewhere_and_ids_are_single(lang: Lang) -> None:
    page = page_of(sample(lang))
    ids = page.attributes("id")
    assert len(ids) == len(set(ids))
    inside = {one[1:] for one in page.attributes("href") if one.startswith("#")}
    named = {one for key in ("aria-labelledby",) for one in page.attributes(key)}
    assert (inside | named) - set(ids) == set()
    assert {"page-main", "citations", "stops"} <= inside


@BOTH
def test_language_and_direction(lang: Lang) -> None:
    page = page_of(sample(lang))
    assert page.elements[0] == ("html", {"lang": lang, "dir": {"fa": "rtl", "en": "ltr"}[lang]})
    foreign = [found for tag, found in page.elements if tag == "bdi"]
    assert foreign == [] if lang == "en" else set(map(str, foreign)) == {"{'lang': 'en', 'dir': 'ltr'}"}


@BOTH
def test_headings_descend_step_by_step(lang: Lang) -> None:
    levels = [int(tag[1]) for tag, _ in page_of(sample(lang)).elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels == [1, 2, 2, 3, 2]
    assert [step for step in pairwise(levels) if step[1] > step[0] + 1] == []


@BOTH
def test_every_value_is_on_the_page(lang: Lang) -> None:
    text = page_of(sample(lang)).text
    shown = {one.text.strip() for value in every_value(sample(lang)) for one in value.shown}
    assert [one for one in sorted(shown) if one not in text] == []


def test_unknown_is_said_in_words_and_by_a_mark() -> None:
    page = to_html(sample("en"))
    assert page.count('<span class="is unknown"><b class="mark" aria-hidden="true">?</b>unknown</span>') == 4
    assert page.count('<b class="mark">?</b> unknown') == 2


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        ("conflict", '<b class="mark" aria-hidden="true">≠</b><span class="unseen">the sources differ: </span>7'),
        ("stale", '<b class="mark" aria-hidden="true">†</b><span class="unseen">out of date: </span>7'),
        ("estimated", '<b class="mark" aria-hidden="true">≈</b><span class="unseen">estimate: </span>7'),
        ("not_applicable", '<b class="mark" aria-hidden="true">–</b>7'),
    ],
)  # fmt: skip
def test_each_standing_has_its_mark(status: str, shown: str) -> None:
    known = table("en")
    row = (*known.rows[0][:4], Value((Text("7"),), date(2026, 1, 1), "date", status))  # type: ignore[arg-type]
    assert f'<td><span class="is {status}">{shown}</span></td>' in to_html(
        with_blocks(replace(known, rows=(row,)))
    )


def test_words_of_others_are_escaped() -> None:
    evil = "</style><script>alert(\"1\")</script> 'x' & y"
    document = replace(with_blocks(Paragraph((Text(evil),), anchor="a")), title=evil, subtitle=evil)
    page = page_of(document)
    assert {tag for tag, _ in page.elements} & {"script"} == set()
    assert page.text.count(evil) == 4  # title, heading, subtitle, paragraph
    assert "<script>" not in page.source


def test_a_text_in_a_style_sheet_cannot_leave_it() -> None:
    assert quoted('a"</') == '"a\\22 \\3c \\2f "'


def test_a_link_that_leads_nowhere_or_runs_something_stays_words() -> None:
    page = page_of(
        with_blocks(Paragraph((Text("one", href="#nowhere"), Text("two", href="javascript:alert(1)"))))
    )
    assert "onetwo" in page.text
    assert [one for one in page.attributes("href") if one in ("#nowhere", "javascript:alert(1)")] == []


def test_a_link_may_name_a_table() -> None:
    blocks = (Paragraph((Text("a", href="#potential"), Text("b", href="#table:potential"))), table("en"))
    assert page_of(with_blocks(*blocks)).attributes("href").count("#table-potential") == 2


def test_two_parts_of_one_name_are_an_error() -> None:
    with pytest.raises(RenderError, match="two parts called 'table-potential'"):
        to_html(with_blocks(table("en"), table("en")))
    with pytest.raises(RenderError, match="two parts called 'first'"):
        to_html(with_blocks(Paragraph((), anchor="first")))


def test_a_picture_that_is_no_png_is_an_error() -> None:
    with pytest.raises(RenderError, match="'bars' is not a PNG"):
        to_html(sample("en"), {"bars": b"<svg>"})


def test_paper_gets_the_first_rows_and_says_how_many_are_left() -> None:
    long = replace(table("en"), rows=table("en").rows * 50)
    page = to_html(with_blocks(long), paper=Paper(rows=60, letters=10**6))
    assert (page.count("<tr>"), "40 more rows are in the workbook." in page) == (61, True)
    assert to_html(with_blocks(long)).count("<tr>") == 101
    assert to_html(with_blocks(long), paper=Paper(letters=1)).count("<tr>") == 5


@pytest.mark.parametrize("paper", [None, Paper()])
def test_a_table_for_the_workbook_only_is_named(paper: Paper | None) -> None:
    page = to_html(with_blocks(replace(table("en"), is_for_workbook=True)), paper=paper)
    assert (page.count("<table"), "2 rows are in the workbook." in page) == (0, True)


def test_a_wide_table_lies_on_its_side() -> None:
    known = table("en")
    wide = replace(
        known,
        columns=tuple(replace(known.columns[0], id=f"c{at}") for at in range(9)),
        rows=((known.rows[0][0],) * 9,),
    )
    assert [to_html(with_blocks(one), paper=Paper()).count(" lies") for one in (wide, known)] == [3, 2]
