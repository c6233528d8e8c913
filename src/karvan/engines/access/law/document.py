"""An answer as a JSON document: every field that was known on its day, dates and decimals as text."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from karvan.engines.access.law.answer import AccessAnswer
from karvan.model.rate import formula, parse_rate


def to_json(answer: AccessAnswer) -> dict[str, Any]:
    """The answer with, beside each charge, its rate in words (`formula_en`, `formula_fa`)."""
    document: dict[str, Any] = _plain(answer)
    charges = [one for branch in document["branches"] for one in branch["charges"]]
    for charge in [*charges, *document["export"]["charges"]]:
        for lang in ("en", "fa"):
            charge[f"formula_{lang}"] = in_words(charge["levy"]["rate"], charge["levy"]["base"], lang)
    document["is_full"] = answer.is_full
    return document


def in_words(rate: str, base: list[str] | tuple[str, ...], lang: str) -> str:
    """A rate in words, with what it is of; empty for no rate."""
    return (
        formula(parse_rate(rate), lang, _BETWEEN[lang].join(BASES[lang][part] for part in base))
        if rate
        else ""
    )


_BETWEEN = {"en": " + ", "fa": " + "}
BASES = {
    "en": {
        "customs_value": "customs value",
        "mfn_duty": "duty",
        "additional_duty": "additional duty",
        "protective_duty": "protective duty",
        "excise": "excise",
        "vat": "VAT",
        "fee": "fees",
        "declaration": "declaration",
    },
    "fa": {
        "customs_value": "ارزش گمرکی",
        "mfn_duty": "حقوق گمرکی",
        "additional_duty": "حقوق اضافی",
        "protective_duty": "حقوق حمایتی",
        "excise": "اکسیز",
        "vat": "مالیات بر ارزش افزوده",
        "fee": "کارمزدها",
        "declaration": "اظهارنامه",
    },
}


# On which day a fact ceased to be what we knew is learned after the day of knowledge: no answer holds it.
_LATER = frozenset(["known_until"])


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value) if one.name not in _LATER}
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else value
