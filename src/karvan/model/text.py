"""Persian and Latin text as people type it, brought to one form for comparison; never stored back.

Scraped Persian press text has Arabic ye and kaf, presentation forms, three kinds of digits, and the
zero-width non-joiner (ZWNJ) deleted without a space: می‌شود becomes میشود. So comparison must not depend
on ZWNJ, and quotes must come from the text as it was: `Folded` keeps the way back.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

ZWNJ = "\u200c"
_LETTERS = {
    "ي": "ی", "ى": "ی", "ې": "ی", "ك": "ک", "ڪ": "ک", "ة": "ه", "ۀ": "ه", "ۂ": "ه", "ہ": "ه", "ە": "ه",
    "أ": "ا", "إ": "ا", "ٱ": "ا", "ؤ": "و", "ئ": "ی", "٫": ".", "٬": ",", "٪": "%", "ـ": "",
}  # fmt: skip
_SPACES = frozenset(
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t\r\f\v"
)
_MARKS = frozenset({"Mn", "Cf", "Cc"})  # diacritics; ZWNJ, bidi controls and the byte order mark; controls


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and, for each of its characters, the offset it came from in the original."""

    text: str
    offsets: tuple[int, ...]
    original: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of the folded characters [start, end)."""
        if start >= end:
            return (0, 0)
        return self.offsets[start], self.offsets[end - 1] + 1

    def quote(self, start: int, end: int) -> str:
        """The original words behind the folded characters [start, end)."""
        first, last = self.span(start, end)
        return self.original[first:last]


def fold(text: str) -> Folded:
    """Fold for matching: one form of each letter and digit, no marks, no ZWNJ, lower case; newlines stay."""
    characters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        for one in _folded(character):
            characters.append(one)
            offsets.append(offset)
    return Folded("".join(characters), tuple(offsets), text)


def normalise(text: str) -> str:
    """The folded text alone."""
    return "".join(_folded_all(text))


def name_key(text: str) -> str:
    """Letters and digits only, folded: equal for spellings that differ in ZWNJ, spaces or punctuation."""
    return "".join(one for one in _folded_all(text) if one.isalnum())


def ascii_digits(text: str) -> str:
    """Digits of any script as 0-9; nothing else changes."""
    return "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in text)


def is_persian(text: str) -> bool:
    """Whether most letters are Arabic-script."""
    letters = [one for one in text[:20_000] if one.isalpha()]
    arabic = sum("\u0600" <= one <= "\u06ff" or "\ufb50" <= one <= "\ufeff" for one in letters)
    return arabic * 2 > len(letters)


def _folded_all(text: str) -> str:
    return "".join(_folded(one) for one in text)


def _folded(character: str) -> str:
    if character == "\n" or "a" <= character <= "z" or character == " ":
        return character
    if character in _SPACES:
        return " "
    return _folded_cached(character)


_CACHE: dict[str, str] = {}


def _folded_cached(character: str) -> str:
    """A character's folded form; the cache holds at most the Unicode repertoire and never changes a result."""
    found = _CACHE.get(character)
    if found is None:
        found = "".join(_letter(one) for one in unicodedata.normalize("NFKC", character))
        found = "".join(_letter(one) for one in unicodedata.normalize("NFKC", found.lower()))
        _CACHE[character] = found
    return found


def _letter(one: str) -> str:
    if one in _LETTERS:
        return _LETTERS[one]
    if one.isdecimal():
        return str(unicodedata.decimal(one))
    if one in _SPACES:
        return " "
    return "" if unicodedata.category(one) in _MARKS else one
