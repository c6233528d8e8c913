"""The words of a file of firms: headings and cells in English or Persian."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from karvan.model.text import name_key

# English heading -> Persian heading.
HEADINGS: Final[Mapping[str, str]] = {
    "name": "نام",
    "other names": "نام‌های دیگر",
    "role": "نقش",
    "kind": "نوع",
    "country": "کشور",
    "identifiers": "شناسه‌ها",
    "place": "محل",
    "birth": "تاریخ تولد",
    "owners": "مالکان",
}
_SAID: Final[Mapping[str, tuple[str, ...]]] = {
    "producer": ("تولیدکننده",),
    "buyer": ("خریدار",),
    "bank": ("بانک",),
    "emc": ("شرکت مدیریت صادرات", "مدیریت صادرات"),
    "carrier": ("شرکت حمل", "حامل", "حمل‌کننده"),
    "investor": ("سرمایه‌گذار",),
    "organiser": ("برگزارکننده",),
    "partner": ("شریک", "همکار"),
    "sponsor": ("حامی", "پشتیبان"),
    "owner": ("مالک", "سهامدار"),
    "individual": ("شخص", "شخص حقیقی", "حقیقی", "person"),
    "entity": ("شرکت", "شخص حقوقی", "حقوقی", "firm", "company"),
    "vessel": ("کشتی", "شناور"),
    "aircraft": ("هواپیما",),
    "control": ("کنترل",),
    "no control": ("بدون کنترل",),
    "unknown": ("نامعلوم", "نامشخص"),
}
_MEANINGS = {name_key(word): meaning for meaning, said in _SAID.items() for word in (meaning, *said)}
_COLUMNS = {name_key(word): name for name, persian in HEADINGS.items() for word in (name, persian)}


def column_of(heading: str) -> str | None:
    """The English heading; None when it is none of ours. `other_names` is the same as `other names`."""
    return _COLUMNS.get(name_key(heading))


def meaning_of(said: str) -> str:
    """The English word for a cell; itself when it is none of ours, empty when empty or unknown."""
    plain = said.strip()
    found = _MEANINGS.get(name_key(plain), plain) if plain not in ("?", "؟") else ""
    return "" if found == "unknown" else found
