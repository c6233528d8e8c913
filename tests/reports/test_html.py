"""The page: nothing from outside, every figure there, unknown called unknown, the right script everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from typing import Any

import pytest
from tests.reports.page_reader import Page
from tests.reports.sample import sample
from tests.reports.write_golden import golden

from karvan.dossier.plan import Notice, Plan
from karvan.errors import RenderError
from karvan.model.known import Unknown
from karvan.reports import format as written
from karvan.reports.html import render
from karvan.reports.i18n import LANGUAGES, Lang
from karvan.reports.vocabulary import CODES

BOTH = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    return {lang: Page(render(sample(), lang)) for lang in LANGUAGES}


def values(value: Any) -> Iterator[Any]:
    """Every leaf of the plan below its markets, and its supply split."""
    if is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from values(getattr(value, one.name))
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from values(one)
    else:
        yield value


@BOTH
def test_the_page_is_the_golden_one(lang: Lang) -> None:
    assert render(sample(), lang) == golden(lang).read_text("utf-8")


@BOTH
def test_language_and_direction_stand_at_the_top(pages: dict[str, Page], lang: Lang) -> None:
    tag, found = pages[lang].elements[0]
    assert (tag, found) == ("html", {"lang": lang, "dir": {"fa": "rtl", "en": "ltr"}[lang]})


@BOTH
def test_nothing_is_fetched(pages: dict[str, Page], lang: Lang) -> None:
    page = pages[lang]
    assert {tag for tag, _ in page.elements} & {"script", "link", "img", "iframe", "object", "form"} == set()
    assert [name for _, found in page.elements for name in found if name in ("src", "srcset", "data")] == []
    assert re.findall(r"url\(|@import", page.source) == []
    assert "default-src 'none'" in page.source


@BOTH
def test_links_lead_somewhere_safe(pages: dict[str, Page], lang: Lang) -> None:
    page = pages[lang]
    ids = page.attributes("id")
    assert len(ids) == len(set(ids))
    inside = [href[1:] for href in page.attributes("href") if href.startswith("#")]
    assert set(inside) - set(ids) == set()
    outside = [href for href in page.attributes("href") if not href.startswith("#")]
    assert [href for href in outside if not href.startswith("https://")] == []
    assert "javascript:alert(1)" in page.text


@BOTH
def test_every_figure_of_the_plan_is_on_the_page(pages: dict[str, Page], lang: Lang) -> None:
    page, plan = pages[lang], sample()
    exact = set(page.attributes("value"))
    figures = [one for one in values((plan.markets, plan.supply)) if isinstance(one, float)]
    shown = (written.amount, written.significant, written.percent)
    missing = [
        figure
        for figure in figures
        if f"{figure:.12g}" not in exact and not any(show(figure, lang) in page.text for show in shown)
    ]
    # The recommended sum of a market where nothing is known is no figure: it is printed as unknown.
    assert (len(figures) > 200, missing) == (True, [])


def test_a_sum_of_unknowns_is_not_a_zero(pages: dict[str, Page]) -> None:
    iraq = pages["en"].source.split('<section class="market" id="IRQ"')[1]
    tile = re.search(r"Potential, recommended lines</dt><dd>(.*?)</dd>", iraq)
    assert tile is not None
    assert re.sub("<[^>]*>", "", tile[1]) == "unknown: not observed"


def test_a_pair_that_neither_side_reports_says_so(pages: dict[str, Page]) -> None:
    assert "unknown: neither Iran nor Iraq reports" in pages["en"].text
    assert "نامشخص: نه ایران گزارش کرده و نه عراق" in pages["fa"].text
    assert "Last observed in 2022: at least 1.35 B USD" in pages["en"].text


@BOTH
def test_a_missing_value_is_never_printed_as_none(pages: dict[str, Page], lang: Lang) -> None:
    assert re.findall(r"\b(None|nan|Known|Unknown\()", pages[lang].text) == []


@BOTH
def test_no_raw_code_reaches_the_reader(pages: dict[str, Page], lang: Lang) -> None:
    assert re.findall(r"[a-z]+_[a-z_]+", " ".join(pages[lang].own)) == []


def test_own_text_of_the_persian_page_is_persian(pages: dict[str, Page]) -> None:
    assert re.findall(r"[A-Za-z0-9]+", " ".join(pages["fa"].own)) == []


def test_own_text_of_the_english_page_is_english(pages: dict[str, Page]) -> None:
    assert re.findall(r"[\u0600-\u06ff]+", " ".join(pages["en"].own)) == []


@BOTH
def test_foreign_phrases_say_their_direction(pages: dict[str, Page], lang: Lang) -> None:
    assert {found.get("dir") for tag, found in pages[lang].elements if tag == "bdi"} <= {"ltr", "rtl", "auto"}
    assert {found.get("dir") for tag, found in pages[lang].elements if tag == "code"} == {"ltr"}


@BOTH
def test_notices_stand_above_every_ranking(lang: Lang) -> None:
    page = render(sample(), lang)
    notices = page.index('id="notices"')
    rankings = [found.start() for found in re.finditer('<table class="ranking"', page)]
    holds = [found.start() for found in re.finditer('<p class="holds"', page)]
    assert len(rankings) == 6
    assert notices < min(rankings)
    starts = [page.rindex("<section", 0, ranking) for ranking in rankings]
    assert all(
        any(start < one < ranking for one in holds) for start, ranking in zip(starts, rankings, strict=True)
    )


@BOTH
def test_stopped_lines_never_stand_in_a_ranking(lang: Lang) -> None:
    page = render(sample(), lang)
    rankings = "".join(re.findall(r'<table class="ranking".*?</table>\n(?=<div|</section)', page, re.DOTALL))
    ids = re.findall(r'<tbody role="rowgroup" id="([A-Z]{3}-\w+)"', page)
    stopped = re.findall(r'<li id="([A-Z]{3}-\w+)"', page)
    assert rankings
    assert ids == [
        f"{market}-{one}" for market in ("ARM", "IRQ", "AFG") for one in ("tiles", "pipes", "solvents")
    ]
    assert stopped == [
        f"{market}-{one}" for market in ("ARM", "IRQ", "AFG") for one in ("ingot", "juice", "dates")
    ]


@BOTH
def test_law_not_checked_stands_at_every_market(lang: Lang) -> None:
    words = {"en": "law not checked", "fa": "قانون بررسی نشده"}[lang]
    heads = re.findall(r'<h2 id="[A-Z]{3}-title">(.*?)</h2>', render(sample(), lang), re.DOTALL)
    assert [words in head for head in heads] == [True, True, True]


@BOTH
def test_the_page_never_says_cleared(pages: dict[str, Page], lang: Lang) -> None:
    assert re.findall(r"(?<!not )\bcleared\b|\bclean\b|\bsafe\b|مجاز است|پاک است", pages[lang].text) == []


@BOTH
def test_text_of_others_is_escaped(pages: dict[str, Page], lang: Lang) -> None:
    assert "استان مرکزی <i>" in pages[lang].text
    assert {tag for tag, _ in pages[lang].elements} & {"b"} == set()


@BOTH
def test_headings_descend_step_by_step(pages: dict[str, Page], lang: Lang) -> None:
    levels = [int(tag[1]) for tag, _ in pages[lang].elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [step for step in pairwise(levels) if step[1] > step[0] + 1] == []


@BOTH
def test_tables_have_captions_and_scopes(pages: dict[str, Page], lang: Lang) -> None:
    tags = [tag for tag, _ in pages[lang].elements]
    assert tags.count("table") == tags.count("caption")
    assert [found for tag, found in pages[lang].elements if tag == "th" and "scope" not in found] == []
    assert {tag for tag in tags if tag in ("header", "nav", "main", "footer")} == {
        "header",
        "nav",
        "main",
        "footer",
    }


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    "pair",
    ["ink paper", "soft paper", "soft white", "soft deep-soft", "soft halt-soft", "warn warn-soft", "warn paper",
     "warn white", "halt halt-soft", "good good-soft", "deep white", "deep halt-soft", "white deep"],
)  # fmt: skip
def test_colours_stand_out(pages: dict[str, Page], pair: str) -> None:
    """WCAG 2 AA for text: a contrast of at least 4.5."""
    named = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", pages["en"].source.replace("#fff;", "#ffffff;")))
    dark, light = sorted(luminance(named[one]) for one in pair.split())
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_a_code_without_words_is_an_error() -> None:
    plan = sample()
    with pytest.raises(RenderError, match="notice 'brand_new'"):
        render(replace(plan, notices=(Notice("brand_new", {}),)), "en")
    with pytest.raises(RenderError, match="pair_status 'brand_new'"):
        render(with_pair(plan, status="brand_new"), "fa")
    with pytest.raises(RenderError, match="'de'"):
        render(plan, "de")  # type: ignore[arg-type]


def test_a_new_reason_is_shown_as_code() -> None:
    page = render(with_pair(sample(), ease=Unknown("brand_new")), "en")
    assert '<code dir="ltr">brand_new</code>' in page


@BOTH
@pytest.mark.parametrize("status", CODES["pair_status"])
@pytest.mark.parametrize("reporting", CODES["reporting"])
def test_every_state_of_a_pair_has_a_page(lang: Lang, status: str, reporting: str) -> None:
    Page(render(with_pair(sample(), status=status, reporting=reporting), lang))


def test_a_line_of_unknown_size_has_no_rank(pages: dict[str, Page]) -> None:
    solvents = pages["en"].source.split('id="ARM-solvents"')[1]
    assert "not ranked: size unknown" in solvents.split("</tbody>")[0]
    assert solvents.split('data-label="Rank">')[1].startswith("–</td>")


def test_a_plan_without_announcement_and_without_flags_renders() -> None:
    plan = sample()
    bare = replace(
        plan, question=replace(plan.question, announced=None, sector_scope=()), markets=(), citations=()
    )
    assert 'id="announced"' not in render(bare, "en")
    assert 'id="flags"' not in render(bare, "fa")


def with_pair(plan: Plan, **more: object) -> Plan:
    first, *rest = plan.markets
    return replace(plan, markets=(replace(first, pair=replace(first.pair, **more)), *rest))  # type: ignore[arg-type]
