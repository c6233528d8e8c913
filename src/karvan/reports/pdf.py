"""A document as PDF/UA-1, made by WeasyPrint from the page laid out for paper; the same bytes each time."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import Any

from karvan.errors import FormatUnavailable
from karvan.reports.document import Document
from karvan.reports.page import Paper, to_html
from karvan.reports.page.style import FONT_SCHEME, PAPER_FONTS, font_bytes

_NO_PICTURES: Mapping[str, bytes] = {}
_USUAL = Paper()
_DATA = "data:image/png;base64,"


def to_pdf(document: Document, pictures: Mapping[str, bytes] = _NO_PICTURES, paper: Paper = _USUAL) -> bytes:
    """The PDF: tagged, with bookmarks, language and title; `pictures` are PNG files by id.

    Its dates are the document's day, its identifier is made of its content. Raises FormatUnavailable without
    WeasyPrint or Pango, RenderError as `to_html` does.
    """
    weasyprint = _weasyprint()
    html = to_html(document, pictures, paper)
    page = weasyprint.HTML(string=html, base_url="karvan:", url_fetcher=_fetch)
    identifier = hashlib.sha256(html.encode()).hexdigest()[:32].encode()
    made: bytes = page.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier, optimize_images=False)
    return made


def ready() -> None:
    """Load WeasyPrint now rather than at the first page. Raises FormatUnavailable."""
    _weasyprint()


def _fetch(url: str, *_args: Any, **_options: Any) -> Any:
    """Only our fonts and the pictures given; anything else is refused, so nothing is ever fetched."""
    response = import_module("weasyprint.urls").URLFetcherResponse
    if url.startswith(FONT_SCHEME) and url.removeprefix(FONT_SCHEME) in PAPER_FONTS.values():
        return response(url, font_bytes(url.removeprefix(FONT_SCHEME)), {"Content-Type": "font/ttf"})
    if url.startswith(_DATA):
        return response(url, base64.b64decode(url.removeprefix(_DATA)), {"Content-Type": "image/png"})
    raise ValueError(f"a document needs nothing from outside: {url[:80]}")


def _weasyprint() -> ModuleType:
    try:
        return import_module("weasyprint")
    except ImportError as cause:
        raise FormatUnavailable(
            "PDF cannot be made: WeasyPrint is missing.", fix="Install it: pip install 'karvan[pdf]'."
        ) from cause
    except OSError as cause:  # WeasyPrint is there and does not find Pango
        raise FormatUnavailable(
            "PDF cannot be made: the library Pango is missing.",
            fix="Install it, on Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0.",
        ) from cause
