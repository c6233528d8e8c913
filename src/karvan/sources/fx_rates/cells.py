"""Cells of the table as people type them: Persian digits, Jalali days, grouped thousands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pycountry

from karvan.errors import LayoutChanged, UnknownCode, UnreadableInput
from karvan.model.jalali import parse_day
from karvan.sources.contract import Description

# `\d` and `int` know the digits of every script, so Persian and Arabic ones need no table here.
_RATE = re.compile(r"(?:\d+|\d{1,3}(?:[,٬]\d{3})+)(?:[.٫]\d+)?")


def day(text: str, where: str) -> date:
    """2025-11-24, 2025/11/24 or the Jalali 1404/09/03.

    Raises LayoutChanged.
    """
    try:
        return parse_day(text)
    except UnreadableInput as cause:
        raise LayoutChanged(
            "{text} is no day.",
            where=where,
            fix="Write the day as 2025-11-24 or, in the Jalali calendar, as 1404/09/03.",
            text=text or "An empty cell",
        ) from cause


def rate(text: str, where: str) -> str:
    """The rate as exact decimal text in ASCII: `1٬120٬000` is 1120000, `۰٫۵` is 0.5.

    A comma groups thousands and never stands for the decimal point. Raises LayoutChanged.
    """
    plain = text.replace(",", "").replace("٬", "").replace("٫", ".")
    value = Decimal(plain) if _RATE.fullmatch(text) else Decimal(0)
    if value <= 0:
        raise LayoutChanged(
            "{text} is no rate.",
            where=where,
            fix="Write a positive number such as 1120000 or 0.0385, with a point before the decimals.",
            text=text or "An empty cell",
        )
    return f"{value:f}"


def currency(text: str, description: Description, where: str) -> str:
    """A currency in use by its ISO 4217 code.

    Raises UnknownCode, with advice when the toman is meant.
    """
    code = text.upper()
    if code in description.extra["toman"]:
        raise UnknownCode(
            "{text} is no currency of ISO 4217.",
            where=where,
            fix="Use IRR and write the rate in rials: ten times the number of tomans.",
            text=text,
        )
    if pycountry.currencies.get(alpha_3=code) is None:
        raise UnknownCode(
            "{text} is no currency of ISO 4217.",
            where=where,
            fix="Write the three letters of the code, such as IRR, USD, IQD or AFN.",
            text=text or "An empty cell",
        )
    return code


def kind(text: str, description: Description, where: str) -> str:
    """The kind of rate, in English or Persian; kinds are never taken for one another.

    Raises LayoutChanged.
    """
    kinds: Mapping[str, str] = description.extra["kinds"]
    # An Arabic yeh or kaf looks the same and is another letter.
    word = text.lower().replace("ي", "ی").replace("ك", "ک")
    if word not in kinds:
        raise LayoutChanged(
            "{text} is no kind of rate.",
            where=where,
            fix="Write one of: {kinds}.",
            text=text or "An empty cell",
            kinds=", ".join(sorted(set(kinds.values()))),
        )
    return kinds[word]
