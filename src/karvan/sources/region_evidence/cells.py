"""What may stand under a key of an entry: each kind of cell turns a text into a value, or says what is wrong."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from karvan.errors import QuestionError, UnknownProduct
from karvan.model.citation import Standing
from karvan.model.jalali import parse_day
from karvan.model.product import HS_REVISIONS, Product
from karvan.model.territory import is_country
from karvan.model.text import normalise
from karvan.sources.region_evidence.entries import Entry

Cell = Callable[[str, Entry], Any]


def text(said: str, _: Entry) -> str:
    """Words as they are."""
    return said


def day(said: str, entry: Entry) -> date:
    """A day of either calendar."""
    try:
        return parse_day(said)
    except QuestionError as cause:
        raise entry.refusal(
            "{text} is no day.",
            "Write the day as 2025-11-24 or, in the Jalali calendar, as 1404/09/03.",
            text=said,
        ) from cause


def amount(said: str, entry: Entry) -> float:
    """A number of 0 or more, in any digits."""
    try:
        value = float(normalise(said).replace(",", "").replace("_", "x"))
    except ValueError:
        value = math.nan
    if not (math.isfinite(value) and value >= 0):
        raise entry.refusal(
            "{text} is no amount.", "Write a number of 0 or more; leave out what is not known.", text=said
        )
    return value


def share(said: str, entry: Entry) -> float:
    """A fraction, 0 to 1."""
    value = amount(said, entry)
    if value > 1:
        raise entry.refusal("{text} is no share.", "Write a fraction: 46 percent is 0.46.", text=said)
    return value


def country(said: str, entry: Entry) -> str:
    """ISO 3166-1 alpha-3."""
    if not is_country(said):
        raise entry.refusal("{found} is not a country code.", "Use ISO 3166-1 alpha-3.", found=said)
    return said


def hs_rev(said: str, entry: Entry) -> int:
    """A revision of the Harmonised System."""
    if said not in map(str, HS_REVISIONS):
        raise entry.refusal(
            "{found} is no HS revision.", "Use one of: {known}.", found=said, known=HS_REVISIONS
        )
    return int(said)


def hs(said: str, entry: Entry) -> str:
    """A chapter, heading or subheading; a spreadsheet's number gets its lost leading zero back."""
    plain = normalise(said)
    whole = plain if entry.is_typed else plain.zfill(len(plain) + len(plain) % 2)
    try:
        return Product(HS_REVISIONS[-1], whole).code
    except UnknownProduct as cause:
        raise entry.refusal("{found} is not an HS code.", "Write 2, 4 or 6 digits.", found=said) from cause


def standing(said: str, entry: Entry) -> str:
    """How well the source supports it."""
    known = [str(one) for one in Standing]
    if said not in known:
        raise entry.refusal(
            "{found} is not known here.", "Use one of: {known}.", found=said, known=", ".join(known)
        )
    return said


CELLS: Mapping[str, Cell] = {
    "home": country,
    "hs_rev": hs_rev,
    "hs": hs,
    "share": share,
    "amount": amount,
    "nation_amount": amount,
    "export_share": share,
    "nation_export_share": share,
    "period_start": day,
    "period_end": day,
    "launched_on": day,
    "observed_on": day,
    "review_by": day,
    "published_on": day,
    "standing": standing,
}
