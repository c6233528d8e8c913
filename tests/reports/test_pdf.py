"""The PDF of a document: tagged and named, the words of the page, the same bytes, the same look."""

from __future__ import annotations

import io
import re
import shutil
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from PIL import Image, ImageChops, ImageStat
from tests.reports.document_sample import sample
from tests.reports.page.write_golden import look, looks, picture
from tests.reports.page_reader import Page

from karvan.errors import FormatUnavailable, RenderError
from karvan.reports import pdf
from karvan.reports.document import Document, Section
from karvan.reports.i18n import LANGUAGES, Lang
from karvan.reports.page import Paper, to_html
from karvan.reports.pdf import to_pdf

try:
    import weasyprint  # noqa: F401
except (ImportError, OSError) as missing:
    pytest.skip(f"WeasyPrint or Pango is absent: {missing}", allow_module_level=True)

BOTH = pytest.mark.parametrize("lang", LANGUAGES)
TOLERANCE = 3.0  # mean difference of a pixel, of 255: fonts are ours, rasters differ a little


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return {lang: to_pdf(sample(lang), {"bars": picture()}) for lang in LANGUAGES}


def reader(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


def text(content: bytes) -> str:
    return "".join(one.extract_text() for one in reader(content).pages)


def only(words: str, pattern: str) -> str:
    return "".join(re.findall(pattern, words))


@BOTH
def test_it_says_what_it_is(made: dict[str, bytes], lang: Lang) -> None:
    read = reader(made[lang])
    root = read.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == (
        lang,
        True,
        True,
    )
    assert "/StructTreeRoot" in root
    assert read.metadata is not None
    assert (read.metadata.title, read.metadata["/CreationDate"]) == (sample(lang).title, "D:20261124")
    metadata = root["/Metadata"].get_data().decode()
    assert re.findall(r'pdfuaid:part="(\d)"', metadata) == ["1"]


@BOTH
def test_its_bookmarks_are_the_headings(made: dict[str, bytes], lang: Lang) -> None:
    document = sample(lang)
    sections = [
        one for part in document.sections for one in (part.title, *(sub.title for sub in part.sections))
    ]
    assert list(titles(reader(made[lang]).outline)) == [document.title, document.first.title, *sections]


def titles(outline: list[object]) -> list[str]:
    found: list[str] = []
    for one in outline:
        found += titles(one) if isinstance(one, list) else [one.title]  # type: ignore[attr-defined]
    return found


@BOTH
def test_only_the_vendored_font_is_used_and_it_is_inside(made: dict[str, bytes], lang: Lang) -> None:
    fonts = [
        font.get_object()
        for page in reader(made[lang]).pages
        for font in page["/Resources"]["/Font"].values()
    ]
    assert {one["/BaseFont"].split("+")[1] for one in fonts} == {"Vazirmatn", "Vazirmatn-Bold"}
    inside = [one["/DescendantFonts"][0].get_object()["/FontDescriptor"] for one in fonts]
    assert [one for one in inside if not {"/FontFile2", "/FontFile3"} & set(one)] == []


def test_its_english_words_are_those_of_the_page_in_order(made: dict[str, bytes]) -> None:
    found, at = only(text(made["en"]), r"\S"), 0
    for chunk in body(sample("en")):
        place = found.find(only(chunk, r"\S"), at)
        assert place >= 0, chunk
        at = place


def test_its_persian_words_are_those_of_the_page(made: dict[str, bytes]) -> None:
    """Blocks of one direction in order; every word and digit as often, for a reader of PDF turns lines around."""
    read, chunks = text(made["fa"]), body(sample("fa"))
    found, at = only(read, r"[^\W\d]"), 0
    for chunk in chunks:
        if re.search(r"[«\[]", chunk) is None:
            place = found.find(only(chunk, r"[^\W\d]"), at)
            assert place >= 0, chunk
            at = place
    page = only("".join(chunks), r"[^\W\d]")
    words = {one for chunk in chunks for one in re.findall(r"[^\W\d]+", chunk.replace("\u200c", ""))}
    assert [one for one in words if found.count(one) < page.count(one)] == []
    assert Counter(only("".join(chunks), r"\d")) - Counter(only(read, r"\d")) == Counter()


def body(document: Document) -> list[str]:
    """The words of the page in the order of reading, from its first heading on."""
    page = Page(to_html(document, {"bars": picture()}, Paper()))
    texts = [one.strip() for one in page.texts if one.strip()]
    return texts[texts.index(document.first.title) :]


@BOTH
def test_the_same_document_gives_the_same_bytes(made: dict[str, bytes], lang: Lang) -> None:
    assert to_pdf(sample(lang), {"bars": picture()}) == made[lang]


def test_an_address_outside_is_refused() -> None:
    for url in ("https://example.invalid/a.png", "file:///etc/hostname", "karvan-font:../x.ttf"):
        with pytest.raises(ValueError, match="nothing from outside"):
            pdf._fetch(url)


def test_without_weasyprint_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(FormatUnavailable, match=r"pip install 'karvan\[pdf\]'"):
        to_pdf(sample("en"))


def test_an_ambiguous_document_is_refused() -> None:
    twice = replace(sample("en"), sections=(Section("first", "again"),))
    with pytest.raises(RenderError, match="two parts called 'first'"):
        to_pdf(twice)


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="pdftoppm (poppler-utils) is absent")
@BOTH
def test_a_page_looks_as_it_did(made: dict[str, bytes], lang: Lang, tmp_path: Path) -> None:
    now = look(made[lang], tmp_path)
    with Image.open(looks(lang)) as stored:
        assert now.size == stored.size
        before = stored.convert("L")
    assert ImageStat.Stat(ImageChops.difference(now, before)).mean[0] <= TOLERANCE
    empty = Image.new("L", now.size, 255)
    assert ImageStat.Stat(ImageChops.difference(now, empty)).mean[0] > 2 * TOLERANCE
