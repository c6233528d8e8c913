"""Bytes of a file as text, strictly: no guess that could turn one letter into another."""

from __future__ import annotations

import codecs
import re
from html.parser import HTMLParser

from karvan.errors import UnreadableInput

LARGEST_BYTES = 5_000_000
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "br",
        "tr",
        "td",
        "th",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "header",
        "footer",
        "nav",
        "aside",
        "ul",
        "ol",
        "title",
    ]
)
_SKIPPED = frozenset(
    ["script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button", "select"]
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")


def text_of_bytes(raw: bytes, where: str) -> str:
    """The text of a .txt or .html file in UTF-8, UTF-16 or Windows-1256.

    Raises UnreadableInput when it is empty, binary, too large, or in another encoding.
    """
    check_size(len(raw), where)
    if not raw.strip():
        raise _refused("The file is empty.", where, "Give the announcement as text or HTML.")
    text = _decoded(raw, where)
    if not any(one.isalpha() for one in text):
        raise _refused("The file has no words in it.", where, "Give the announcement as text or HTML.")
    return _html_text(text) if _looks_like_html(text) else text


def check_size(size: int, where: str) -> None:
    """Refuse what cannot be an announcement before reading it.

    Raises UnreadableInput.
    """
    if size > LARGEST_BYTES:
        raise UnreadableInput(
            "The file has {size} bytes; an announcement has at most {largest}.",
            where=where,
            fix="Save the announcement itself, without the rest of the site.",
            size=size,
            largest=LARGEST_BYTES,
        )


def _decoded(raw: bytes, where: str) -> str:
    encoding = "utf-16" if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        text = _windows_1256(raw, where)
    if _CONTROL.search(text):
        raise _refused("The file is binary, not text.", where, "Save the announcement as text or HTML.")
    return text


def _windows_1256(raw: bytes, where: str) -> str:
    """Old Persian pages are in Windows-1256; accepted only when the result is mostly Arabic letters."""
    text = raw.decode("cp1256", errors="strict") if not _CONTROL.search(raw.decode("latin-1")) else ""
    letters = [one for one in text if one.isalpha()]
    arabic = sum("\u0600" <= one <= "\u06ff" for one in letters)
    if not letters or arabic * 10 < len(letters) * 7:
        raise _refused(
            "The file is neither UTF-8, UTF-16 nor Windows-1256 text.",
            where,
            "Save it again as UTF-8 text or HTML.",
        )
    return text


def _refused(message: str, where: str, fix: str) -> UnreadableInput:
    return UnreadableInput(message, where=where, fix=fix)


def _looks_like_html(text: str) -> bool:
    head = text[:2000].lower()
    return any(tag in head for tag in ("<html", "<!doctype", "<body", "<p>", "<div"))


class _Words(HTMLParser):
    """Text of a page, a line for each block, without scripts, menus and forms."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._skipping: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a block, or begin to skip."""
        if tag in _SKIPPED:
            self._skipping.append(tag)
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Close a block, or stop skipping."""
        if tag in self._skipping:
            while self._skipping.pop() != tag:
                pass
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep words outside skipped parts; line breaks in the source are only spaces."""
        if not self._skipping:
            self.parts.append(" ".join(data.split("\n")))


def _html_text(page: str) -> str:
    parser = _Words()
    parser.feed(page)
    parser.close()
    return "\n".join(line.strip() for line in "".join(parser.parts).split("\n") if line.strip())
