"""How numbers, dates and mixed text look: Persian digits and Jalali dates in fa, isolated Latin phrases.

Functions here return plain text; `bidi` and the page put it into markup.
"""

from __future__ import annotations

import math
from datetime import date

from babel.dates import format_date

from karvan.model.jalali import MONTHS, to_jalali
from karvan.reports.i18n import Lang, marked, translations

_PERSIAN = str.maketrans("0123456789,.", "۰۱۲۳۴۵۶۷۸۹٬٫")
_LRM = "\u200e"  # keeps a sign on the left of its digits inside Persian text
_SCALES = (
    (1e9, marked("%(amount)s B USD")),
    (1e6, marked("%(amount)s M USD")),
    (1e3, marked("%(amount)s k USD")),
    (1.0, marked("%(amount)s USD")),
)
_FEWEST = 3  # significant digits of a compact amount
_TINY = 1e-6  # below this a factor is printed as a power of ten


def digits(text: str, lang: Lang) -> str:
    """Digits and separators of a number already written in English."""
    return text.translate(_PERSIAN) if lang == "fa" else text


def whole(value: float, lang: Lang) -> str:
    """Rounded to a whole number: 1,234 or ۱٬۲۳۴."""
    return _signed(f"{abs(value):,.0f}", value, lang)


def significant(value: float, lang: Lang, figures: int = _FEWEST) -> str:
    """At least `figures` significant digits, none after the point that says nothing: 0.0123, 4.5, 1,234."""
    if value == 0:
        return digits("0", lang)
    if abs(value) < _TINY:
        power = math.floor(math.log10(abs(value)))
        return f"{significant(value / 10.0**power, lang, 2)}×{digits('10', lang)}^{_signed(str(-power), power, lang)}"
    rounded = _rounded(value, figures)
    if abs(rounded) >= 10.0**figures:
        return whole(value, lang)
    places = max(figures - 1 - math.floor(math.log10(abs(rounded))), 0)
    text = f"{abs(rounded):.{places}f}"
    return _signed(text.rstrip("0").rstrip(".") if "." in text else text, value, lang)


def compact_usd(value: float, lang: Lang) -> tuple[str, str]:
    """An amount of dollars as (number, template with its unit): ("1.2", "%(amount)s M USD")."""
    rounded = _rounded(value, _FEWEST)
    for scale, template in _SCALES:
        if abs(rounded) >= scale:
            return significant(rounded / scale, lang), template
    return (digits("0", lang) if value == 0 else _under(1, lang)), _SCALES[-1][1]


def amount(value: float, lang: Lang) -> str:
    """An amount in full: whole from ten upwards, three significant digits below."""
    return whole(value, lang) if abs(value) >= 10 or value == 0 else significant(value, lang)


def percent(share: float, lang: Lang) -> str:
    """A fraction as a percentage: whole from ten upwards, one decimal below, never a false zero."""
    value = share * 100
    sign = "٪" if lang == "fa" else "%"
    if value != 0 and abs(value) < 0.05:
        return f"{_under(0.1, lang)}{sign}"
    places = 0 if abs(value) >= 9.95 or value == 0 else 1
    return f"{_signed(f'{abs(value):.{places}f}', value, lang)}{sign}"


def day(value: date, lang: Lang) -> str:
    """24 November 2026, or «۳ آذر ۱۴۰۵»."""
    if lang == "en":
        return format_date(value, "d MMMM y", locale="en")
    year, month, number = to_jalali(value)
    return f"{digits(str(number), lang)} {MONTHS[month - 1]} {digits(str(year), lang)}"


def year_of_data(value: int, lang: Lang) -> str:
    """A year of the trade data, which is Gregorian also on a Persian page, where it says so."""
    return f"{digits(str(value), lang)} میلادی" if lang == "fa" else str(value)


def _rounded(value: float, figures: int) -> float:
    return float(f"{value:.{figures}g}")


def _under(limit: float, lang: Lang) -> str:
    words = translations(lang).gettext(marked("under %(limit)s"))
    return words % {"limit": digits(str(limit), lang)}


def _signed(text: str, value: float, lang: Lang) -> str:
    if value >= 0 or not text.strip("0.,"):
        return digits(text, lang)
    return f"{_LRM if lang == 'fa' else ''}\u2212{digits(text, lang)}"
