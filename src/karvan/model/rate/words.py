"""A rate in words, in English and in Persian.

The two languages stand side by side here, because a rate is put together from nested parts and no
catalogue of phrases keeps such a sentence whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, assert_never

from karvan.model.rate.tree import AtLeast, AtMost, Bands, Fixed, Percent, Plus, Rate, Specific, Step, plain


@dataclass(frozen=True, slots=True)
class _Language:
    """The phrases of one language; `units` are named in the singular, after «per»."""

    base: str
    percent: str
    specific: str
    specific_many: str
    fixed: str
    at_least: str
    at_most: str
    plus: str
    value: str
    quantity: str
    rate: str
    step: str
    step_below: str
    rest: str
    between: str
    point: str
    thousands: str
    digits: str
    units: Mapping[str, str]
    currencies: Mapping[str, str]
    charges: Mapping[str, str]


_ENGLISH: Final = _Language(
    base="the customs value",
    percent="{number} % of {base}",
    specific="{amount} {currency} per {unit}",
    specific_many="{amount} {currency} per {per} {unit}",
    fixed="{amount} {currency} per declaration",
    at_least="{first}, but not less than {second}",
    at_most="{first}, but not more than {second}",
    plus="{first}, plus {second}",
    value="by value in {name}: {steps}",
    quantity="by quantity in {name}: {steps}",
    rate="by the {name} in percent: {steps}",
    step="up to {upto}, {rate}",
    step_below="below {upto}, {rate}",
    rest="otherwise, {rate}",
    between="; ",
    point=".",
    thousands=",",
    digits="0123456789",
    units={
        "pc": "piece",
        "l": "litre",
        "hl": "hectolitre",
        "l_alcohol": "litre of pure alcohol",
        "cm3": "cm3 of the engine",
        "ct": "carat",
        "kwh": "kWh",
        "t": "tonne",
    },
    currencies={},
    charges={"mfn_duty": "MFN duty"},
)

_PERSIAN: Final = _Language(
    base="ارزش گمرکی",
    percent="{number}٪ {base}",
    specific="{amount} {currency} برای هر {unit}",
    specific_many="{amount} {currency} برای هر {per} {unit}",
    fixed="{amount} {currency} برای هر اظهارنامه",
    at_least="{first}، ولی نه کمتر از {second}",
    at_most="{first}، ولی نه بیشتر از {second}",
    plus="{first}، به‌اضافهٔ {second}",
    value="بر پایهٔ ارزش به {name}: {steps}",
    quantity="بر پایهٔ مقدار به {name}: {steps}",
    rate="بر پایهٔ {name} به درصد: {steps}",
    step="تا {upto}، {rate}",
    step_below="کمتر از {upto}، {rate}",
    rest="در غیر این صورت، {rate}",
    between="؛ ",
    point="٫",
    thousands="٬",
    digits="۰۱۲۳۴۵۶۷۸۹",
    units={
        "kg": "کیلوگرم",
        "g": "گرم",
        "t": "تن",
        "pc": "عدد",
        "pair": "جفت",
        "l": "لیتر",
        "hl": "هکتولیتر",
        "l_alcohol": "لیتر الکل خالص",
        "m": "متر",
        "m2": "متر مربع",
        "m3": "متر مکعب",
        "cm3": "سانتی‌متر مکعب حجم موتور",
        "ct": "قیراط",
        "kwh": "کیلووات‌ساعت",
    },
    currencies={
        "EUR": "یورو",
        "USD": "دلار آمریکا",
        "AMD": "درام ارمنستان",
        "UZS": "سوم ازبکستان",
        "IQD": "دینار عراق",
        "AFN": "افغانی",
        "IRR": "ریال",
        "RUB": "روبل روسیه",
        "BCU": "واحد پایهٔ محاسبه",
    },
    charges={"mfn_duty": "حقوق گمرکی MFN"},
)

_LANGUAGES: Final = {"en": _ENGLISH, "fa": _PERSIAN}


def formula(rate: Rate, lang: str = "en", base: str = "") -> str:
    """The rate as a person would say it, in `en` or `fa`.

    `base` names in that language what the percentages are of; left empty, it is the customs value.
    """
    words = _LANGUAGES[lang]
    return _say(rate, words, base or words.base)


def _say(rate: Rate, words: _Language, base: str) -> str:
    match rate:
        case Percent(fraction):
            return words.percent.format(number=_number(fraction.scaleb(2), words), base=base)
        case Fixed(amount, currency):
            return words.fixed.format(amount=_number(amount, words), currency=_currency(currency, words))
        case Specific():
            return _specific(rate, words)
        case AtLeast(first, second):
            return _joined(words.at_least, first, second, words, base)
        case AtMost(first, second):
            return _joined(words.at_most, first, second, words, base)
        case Plus(first, second):
            return _joined(words.plus, first, second, words, base)
        case Bands():
            return _bands(rate, words, base)
        case _:
            assert_never(rate)


def _joined(phrase: str, first: Rate, second: Rate, words: _Language, base: str) -> str:
    """Only a compound second part needs parentheses: the first is read first anyway."""
    said = _say(second, words, base)
    closed = said if isinstance(second, Percent | Specific | Fixed) else f"({said})"
    opening = _say(first, words, base)
    return phrase.format(first=f"({opening})" if isinstance(first, Bands) else opening, second=closed)


def _specific(rate: Specific, words: _Language) -> str:
    phrase = words.specific if rate.per == 1 else words.specific_many
    return phrase.format(
        amount=_number(rate.amount, words),
        currency=_currency(rate.currency, words),
        per=_number(rate.per, words),
        unit=_unit(rate, words),
    )


def _unit(rate: Specific, words: _Language) -> str:
    """English names many units in the plural; symbols and Persian do not change."""
    name = words.units.get(rate.unit, rate.unit)
    if words is _ENGLISH and rate.per != 1 and rate.unit in {"pc", "pair", "l", "hl", "ct", "t"}:
        return f"{name}s"
    return name


def _bands(rate: Bands, words: _Language, base: str) -> str:
    kind, _, name = rate.over.partition(":")
    steps = words.between.join(_step(step, words, base) for step in rate.steps)
    if kind == "value":
        return words.value.format(name=_currency(name, words), steps=steps)
    if kind == "rate":
        return words.rate.format(name=words.charges.get(name, name.replace("_", " ")), steps=steps)
    return words.quantity.format(name=words.units.get(name, name), steps=steps)


def _step(step: Step, words: _Language, base: str) -> str:
    said = _say(step.rate, words, base)
    if step.upto is None:
        return words.rest.format(rate=said)
    phrase = words.step if step.inclusive else words.step_below
    return phrase.format(upto=_number(step.upto, words), rate=said)


def _currency(code: str, words: _Language) -> str:
    return words.currencies.get(code, code)


def _number(number: Decimal, words: _Language) -> str:
    whole, _, decimals = plain(number).partition(".")
    grouped = f"{int(whole):,}".replace(",", words.thousands)
    text = f"{grouped}{words.point}{decimals}" if decimals else grouped
    return text.translate(str.maketrans("0123456789", words.digits))
