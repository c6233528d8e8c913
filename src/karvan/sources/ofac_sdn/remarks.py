"""What the remarks of the CSV say: births, nationalities, numbers and weak names, between semicolons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from karvan.sources.listed_party import Parts, parts

_ALT = r"(?:alt\. )?"
_WEAK = re.compile(r"(?:a|f|n)\.k\.a\. '(?P<name>.+)'")
_BIRTH = re.compile(_ALT + r"DOB (?P<date>.+)")
_PLACES = {
    "birth": ("place", re.compile(_ALT + r"POB (?P<text>.+)")),
    "nationality": ("country", re.compile(_ALT + r"nationality (?P<text>.+)")),
    "citizenship": ("country", re.compile(_ALT + r"citizen (?P<text>.+)")),
}
_NUMBER = (
    r" (?P<number>.+?)(?: \((?P<issuing_country>[^()]+)\))?"
    r"(?: issued (?P<date_of_issue>.+?))?(?: expires (?P<date_of_expiry>.+))?"
)


def pieces(remarks: str) -> list[str]:
    """The remarks one by one, without the full stop at their end."""
    return [piece.strip() for piece in remarks.strip().removesuffix(".").split(";") if piece.strip()]


def weak_names(remarks: str) -> Iterator[str]:
    """Names between quotation marks behind a.k.a.; the list puts only weak ones into the remarks."""
    return (found["name"] for piece in pieces(remarks) if (found := _WEAK.fullmatch(piece)))


def births(remarks: str) -> Iterator[Parts]:
    """Dates of birth as published (28 Oct 1968, circa 1960)."""
    return (parts(date=found["date"]) for piece in pieces(remarks) if (found := _BIRTH.fullmatch(piece)))


def places(remarks: str) -> Iterator[Parts]:
    """Places of birth, nationalities and citizenships, with their role."""
    for piece in pieces(remarks):
        for role, (key, pattern) in _PLACES.items():
            if found := pattern.fullmatch(piece):
                yield {"role": role, key: found["text"]}


def documents(remarks: str, types: Sequence[str]) -> Iterator[Parts]:
    """Numbers whose kind is one of `types`; all else stays in the comments only."""
    pattern = _document(tuple(types))
    for piece in pieces(remarks):
        if found := pattern.fullmatch(piece):
            yield parts(**found.groupdict())


@lru_cache(maxsize=4)
def _document(types: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(types, key=len, reverse=True)
    kinds = "|".join(re.escape(kind) for kind in longest_first)
    return re.compile(f"{_ALT}(?P<type_of_document>{kinds}){_NUMBER}")
