"""A small document that has every kind of part, in both languages: what the tests of the formats print."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from karvan.reports.document import (
    Column,
    Document,
    Facts,
    Items,
    Paragraph,
    Picture,
    Section,
    Table,
    Text,
    Value,
)
from karvan.reports.i18n import Lang

_WORDS = {
    "en": ("Plan of a sample region", "Four markets, one product", "What to do", "Sell sheets to Armenia first.",
           "unknown", "Market", "Potential", "Share", "Sheets", "Armenia", "Iraq", "Duty", "Stops"),
    "fa": ("برنامهٔ یک استان نمونه", "چهار بازار، یک کالا", "چه باید کرد", "نخست ورق را به ارمنستان بفروشید.",
           "نامشخص", "بازار", "ظرفیت", "سهم", "ورق‌ها", "ارمنستان", "عراق", "حقوق گمرکی", "ایست‌ها"),
}  # fmt: skip


def table(lang: Lang, name: str = "potential") -> Table:
    """Two markets: one known, one unknown."""
    words = _WORDS[lang]
    shown = ("330.7 M USD", "46 %") if lang == "en" else ("۳۳۰٫۷ میلیون دلار", "۴۶٪")
    return Table(
        name,
        words[6],
        (
            Column("market", words[5]),
            Column("code", "HS", "code"),
            Column("potential", words[6], "usd", is_summed=True),
            Column("share", words[7], "percent"),
            Column("day", "day", "date"),
        ),
        (
            (
                Value((Text(words[9]),), words[9], path="/markets/0/name"),
                Value((Text("7606.12", "en"),), "760612", "code", path="/markets/0/code"),
                Value((Text(shown[0]),), 330_700_000.0, "usd", path="/markets/0/potential"),
                Value((Text(shown[1]),), Decimal("0.46"), "percent", "estimated", "/markets/0/share"),
                Value((Text("2026-11-24"),), date(2026, 11, 24), "date"),
            ),
            (
                Value((Text(words[10]),), words[10], path="/markets/1/name"),
                Value((Text("7606.12", "en"),), "760612", "code"),
                Value((Text(words[4]),), None, "usd", "unknown", "/markets/1/potential"),
                Value((Text(words[4]),), None, "percent", "unknown", "/markets/1/share"),
                Value((), None, "date"),
            ),
        ),
        (Text("BACI (CEPII)", "en"),),
    )


def sample(lang: Lang) -> Document:
    """The sample in a language."""
    words = _WORDS[lang]
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": 300,
        "height": 120,
        "data": {"values": [{"m": words[9], "v": 330.7}, {"m": words[10], "v": None}]},
        "mark": "bar",
        "encoding": {"x": {"field": "v", "type": "quantitative"}, "y": {"field": "m", "type": "nominal"}},
    }
    return Document(
        kind="plan",
        lang=lang,
        title=words[0],
        subtitle=words[1],
        day=date(2026, 11, 24),
        first=Section(
            "first",
            words[2],
            (Items(((Text(words[3]),), (Text(words[8]), Text(" HS 7606.12", "en"))), is_ordered=True),),
        ),
        sections=(
            Section(
                "markets",
                words[5],
                (
                    Facts(
                        ((words[11], Value((Text("5 % "), Text("EEC", "en")), Decimal("0.05"), "percent")),)
                    ),
                    table(lang),
                    Paragraph((Text(words[3], strong=True), Text(" "), Text("[1]", href="#citations"))),
                    Picture("bars", words[6], words[3], spec, 300, 120, table(lang, "bars")),
                ),
                (Section("stops", words[12], (Paragraph((Text(words[10]),), "stop"),)),),
                starts_page=True,
            ),
            Section(
                "citations",
                "1",
                (Paragraph((Text("Regulation 2025/1975", "en", href="https://example.invalid/1"),), "note"),),
            ),
        ),
    )
