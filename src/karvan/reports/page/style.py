"""The style sheet of a page or of print, with the vendored font and nothing from outside."""

from __future__ import annotations

import base64
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from karvan.reports.document import Document
from karvan.reports.i18n import marked, translations
from karvan.reports.page.runs import direction

FONT = "Vazirmatn-variable.woff2"
# Paper gets whole font files: its maker cuts them down to the letters used.
PAPER_FONTS = {400: "Vazirmatn-Regular.ttf", 700: "Vazirmatn-Bold.ttf"}
FONT_SCHEME = "karvan-font:"
_NUMERALS = {"fa": "persian", "en": "decimal"}


def style(document: Document, *, for_paper: bool) -> Markup:
    """All rules, ready to stand inside a style element."""
    faces = _paper_faces() if for_paper else _screen_face()
    sheets = ("base.css", "paper.css" if for_paper else "screen.css")
    return Markup("\n".join((faces, *(_sheet(one) for one in sheets), _margins(document))))


def _margins(document: Document) -> str:
    """Title and page numbers in the margins of paper; both are texts of a style sheet and escaped as such."""
    numerals = _NUMERALS[document.lang]
    said = translations(document.lang).gettext(marked("Page %(number)s of %(all)s"))
    said = said % {"number": "\x00", "all": "\x01"}
    parts = {"\x00": f"counter(page, {numerals})", "\x01": f"counter(pages, {numerals})"}
    for sign in parts:
        said = said.replace(sign, f"\x02{sign}\x02")
    content = " ".join(parts.get(one, quoted(one)) for one in said.split("\x02") if one)
    start, end = ("right", "left") if document.lang == "fa" else ("left", "right")
    return (
        f"@page {{ direction: {direction(document.lang)}; @top-{start} {{ content: {quoted(document.title)}; }} "
        f'@top-{end} {{ content: "karvan"; }} @bottom-{end} {{ content: {content}; }} }}\n'
        "@page :first { @top-left { content: none; } @top-right { content: none; } }\n"
    )


def quoted(text: str) -> str:
    """A text as a CSS string that can end neither itself nor the style element."""
    return '"' + "".join(one if one.isalnum() or one == " " else f"\\{ord(one):x} " for one in text) + '"'


@cache
def _sheet(name: str) -> str:
    return (files("karvan.reports") / "templates" / "document" / name).read_text("utf-8")


@cache
def _screen_face() -> str:
    font = base64.b64encode(font_bytes(FONT)).decode("ascii")
    return (
        "@font-face { font-family: Vazirmatn; font-weight: 100 900; font-display: block; "
        f'src: url("data:font/woff2;base64,{font}") format("woff2"); }}'
    )


@cache
def _paper_faces() -> str:
    return "\n".join(
        f'@font-face {{ font-family: Vazirmatn; font-weight: {weight}; src: url("{FONT_SCHEME}{name}"); }}'
        for weight, name in PAPER_FONTS.items()
    )


def font_bytes(name: str) -> bytes:
    """A vendored font file."""
    return (files("karvan.reports") / "fonts" / name).read_bytes()
