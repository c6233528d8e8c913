"""The words of a chapter PDF with their places on the page, as poppler's pdftotext finds them.

Places are kept because the page says things that running text loses: a footnote mark is a raised,
smaller word, so that «5» with the mark «63С» is not «563С».
"""

from __future__ import annotations

import html
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from karvan.errors import FormatUnavailable, UnreadableInput

_WORD = re.compile(
    r'<word xMin="(-?[\d.]+)" yMin="(-?[\d.]+)" xMax="(-?[\d.]+)" yMax="(-?[\d.]+)">(.*?)</word>'
)
# The letters are 13 points high or more, the digits 11; raised and lowered signs are 8 or 10.
_SMALL = 10.5


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its page from 1, its edges in points from the page's top left corner, and its text."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str

    @property
    def is_small(self) -> bool:
        """Whether it is a raised or lowered sign."""
        return self.bottom - self.top < _SMALL

    @property
    def middle(self) -> float:
        """Where its centre is across the page."""
        return (self.left + self.right) / 2


Page: TypeAlias = tuple[Word, ...]


def pages_of(path: Path) -> tuple[Page, ...]:
    """The words of every page of a PDF.

    Raises FormatUnavailable without pdftotext, UnreadableInput when the file is no whole PDF.
    """
    try:
        done = subprocess.run(
            ["pdftotext", "-bbox", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=False
        )
    except FileNotFoundError as cause:
        raise FormatUnavailable(
            "The tariff's PDF files are read with pdftotext, which is not installed.",
            fix="Install poppler (package poppler-utils on Debian and Ubuntu, poppler elsewhere).",
        ) from cause
    # A damaged file may still give some pages: then pdftotext complains, and we take none of them.
    complaint = done.stderr.decode("utf-8", "replace").strip()
    if done.returncode or complaint:
        raise UnreadableInput(
            "The file cannot be read: {problem}.",
            where=str(path),
            fix="Download the chapter again: it should be a PDF that opens whole.",
            problem=complaint.splitlines()[0] if complaint else f"pdftotext ended with {done.returncode}",
        )
    return parsed(done.stdout.decode("utf-8"))


def parsed(text: str) -> tuple[Page, ...]:
    """The pages of pdftotext's -bbox output."""
    return tuple(
        tuple(
            Word(number, float(left), float(top), float(right), float(bottom), html.unescape(word))
            for left, top, right, bottom, word in _WORD.findall(page)
        )
        for number, page in enumerate(text.split("<page ")[1:], start=1)
    )
