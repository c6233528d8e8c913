"""The words of a bill: keys in YAML are English; headings and cells of a table are English or Persian."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from karvan.model.text import name_key

PRODUCT_KEYS: Final = ("name", "hs_rev", "hs", "country", "currency", "exw", "fob")
MATERIAL_KEYS: Final = ("name", "hs", "origin", "status", "proof", "value")
ANSWER_KEYS: Final = ("wholly_obtained", "only_simple_operations", "transport", "processes")

# English heading -> Persian heading. `value` of the product's row is its ex-works value, `origin` its country.
HEADINGS: Final[Mapping[str, str]] = {
    "kind": "نوع",
    "name": "نام",
    "hs": "کد HS",
    "hs_rev": "ویرایش HS",
    "origin": "کشور مبدأ",
    "status": "وضعیت مبدأ",
    "proof": "مدرک مبدأ",
    "value": "ارزش",
    "fob": "ارزش فوب",
    "currency": "ارز",
    "answer": "پاسخ",
}

# Word of a cell -> what it means; the first of each pair is the English one.
_SAID: Final[Mapping[str, tuple[str, ...]]] = {
    "product": ("کالا", "محصول"),
    "material": ("ماده", "مواد"),
    "yes": ("بله", "بلی"),
    "no": ("خیر", "نه"),
    "unknown": ("نامعلوم", "؟", "?"),
    "wholly_obtained": ("کاملاً به‌دست‌آمده", "کاملا تولیدشده"),
    "originating": ("دارای مبدأ", "مبدأدار"),
    "non_originating": ("بدون مبدأ", "فاقد مبدأ"),
    "only_simple_operations": ("تنها عملیات ساده",),
    "transport": ("حمل",),
    "process": ("فرایند", "فرآیند"),
    "direct": ("مستقیم",),
    "third_country_with_proof": ("کشور ثالث با مدرک گمرکی",),
    "third_country_without_proof": ("کشور ثالث بدون مدرک گمرکی",),
}
PERSIAN: Final[Mapping[str, str]] = {meaning: said[0] for meaning, said in _SAID.items()}
_MEANINGS = {
    _key: meaning
    for meaning, said in _SAID.items()
    for _key in (name_key(meaning), *(name_key(word) for word in said if name_key(word)))
}
_COLUMNS = {name_key(word): name for name, persian in HEADINGS.items() for word in (name, persian)}


def meaning_of(said: str) -> str:
    """The English word for a cell, itself when it is none of ours; empty and ? are unknown."""
    plain = said.strip()
    if plain in ("", "?", "؟"):
        return "unknown"
    return _MEANINGS.get(name_key(plain), plain)


def column_of(heading: str) -> str | None:
    """The English heading for a column; None when it is none of ours."""
    return _COLUMNS.get(name_key(heading))
