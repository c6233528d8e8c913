"""The user's own national schedule: its lines as charges, its prohibitions as stops."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from karvan.engines.access.answer import StopFact
from karvan.engines.access.law.envelope import Cited, Envelope
from karvan.engines.access.law.facts import ScheduleLine

# The column of the schedule, the kind of charge, its direction and what it is of.
_RATES: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("import", "mfn_duty", "import", ("customs_value",)),
    ("export", "export_duty", "export", ("customs_value",)),
    ("excise", "excise", "import", ("customs_value", "mfn_duty", "additional_duty")),
    ("vat", "vat", "import", ("customs_value", "mfn_duty", "additional_duty", "excise")),
)
_BANS = {
    "import": ("import_ban", "Import: {word} by the loaded schedule", "واردات: {word} طبق جدول بارگذاری‌شده"),
    "export": ("export_ban", "Export: {word} by the loaded schedule", "صادرات: {word} طبق جدول بارگذاری‌شده"),
}
_WORDS = {"yes": ("stop", "prohibited", "ممنوع"), "licence": ("flag", "licence needed", "نیازمند مجوز")}


def own_lines(row: Mapping[str, Any], about: Mapping[str, Any]) -> Iterator[ScheduleLine]:
    """The charges that one line of the schedule speaks of; what it leaves blank it does not speak of."""
    for column, kind, direction, base in _RATES:
        if row[f"{column}_status"] == "unknown":
            continue
        yield ScheduleLine(
            schedule=f"{row['country']}-{row['schedule']}",
            kind=kind,
            branch="",
            direction=direction,
            hs_rev=row["hs_rev"],
            base=base,
            code=row["code"],
            description=row["description"],
            unit=row["unit"],
            rate_text=row[f"{column}_rate"] or "",
            rate=row[f"{column}_rate"] or "",
            status="known" if row[f"{column}_status"] == "known" else "unknown",
            footnote=row["note"],
            edition=about["published_on"],
            is_own=True,
            envelope=_envelope(row, about),
        )


def own_stops(row: Mapping[str, Any], about: Mapping[str, Any], on: date) -> Iterator[StopFact]:
    """What the schedule prohibits or lets pass by licence only."""
    envelope = _envelope(row, about)
    if envelope.force(on) == "not_in_force":
        return
    for direction, (kind, title_en, title_fa) in _BANS.items():
        if row[f"prohibition_{direction}"] not in _WORDS:
            continue
        effect, word_en, word_fa = _WORDS[row[f"prohibition_{direction}"]]
        yield StopFact(
            id=f"own:{row['country']}-{row['schedule']}:{row['code']}:{direction}",
            kind=kind,
            effect=effect,
            title_en=title_en.format(word=word_en),
            title_fa=title_fa.format(word=word_fa),
            text_en=f"{row['code']} {row['description']}".strip(),
            text_fa=f"{row['code']} {row['description']}".strip(),
            valid_from=row["valid_from"],
            valid_to=row["valid_to"],
            lifting="open" if row["valid_to"] is None else "lifted",
            standing=about["standing"],
            observed_on=about["observed_on"],
            review_by=about["review_by"],
            is_overdue=about["review_by"] < on,
            citations=(f"own:{row['schedule']}",),
        )


def _envelope(row: Mapping[str, Any], about: Mapping[str, Any]) -> Envelope:
    ends = [day for day in (row["valid_to"], about["valid_to"]) if day is not None]
    return Envelope(
        valid_from=row["valid_from"],
        valid_to=min(ends) if ends else None,
        date_precision="day",
        lifting="lifted" if ends else "open",
        observed_on=about["observed_on"],
        review_by=about["review_by"],
        known_until=None,
        standing=about["standing"],
        citations=(Cited(f"own:{row['country']}-{row['schedule']}", row["code"]),),
    )
