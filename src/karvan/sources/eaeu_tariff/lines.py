"""From the rows as printed to the lines of the tariff: whole codes, whole descriptions, read rates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from karvan.errors import RateUnreadable
from karvan.model.known import Known, Maybe, Unknown, status_of, value_or_none
from karvan.model.rate import Rate
from karvan.sources.contract import Issue
from karvan.sources.eaeu_tariff.layout import Row
from karvan.sources.eaeu_tariff.published import read_published

# A plus sign beside a code says that its content changed against the older nomenclature.
_LINE = re.compile(r"(?:\+ )?(\d{4}) (\d{2}) (\d{3}) (\d)")
_PARENT = re.compile(r"(?:\+ )?\d{4}(?: \d\d(?: \d\d\d?)?)?")
_RESERVED = re.compile(r"\[\d{4}\]")
_DASHES = re.compile(r"(?:– ?)*")


@dataclass(frozen=True, slots=True)
class TariffLine:
    """One ten-digit line: `description` begins with the heading's; `rate` is unknown where unreadable.

    `unit` is the supplementary unit as printed, empty for none. `footnote` is the mark of a footnote to
    the rate (63С): the chapters do not print its text, which may put another rate in place for a time.
    """

    code: str
    description: str
    unit: str
    rate_text: str
    rate: Maybe[Rate]
    footnote: str
    edition: date | None
    where: str

    @property
    def status(self) -> str:
        """known, unreadable or conflict."""
        return status_of(self.rate)

    def as_row(self) -> dict[str, object]:
        """The line as a row of the schedule."""
        rate = value_or_none(self.rate)
        return {
            "code": self.code,
            "description": self.description,
            "unit": self.unit,
            "rate_text": self.rate_text,
            "rate": None if rate is None else str(rate),
            "status": self.status,
            "footnote": self.footnote,
            "edition": self.edition,
        }


def lines_of(rows: Sequence[Row], file: str, edition: date | None) -> tuple[list[TariffLine], list[Issue]]:
    """The ten-digit lines of one chapter in their order, and what was odd about other rows."""
    lines: list[TariffLine] = []
    issues: list[Issue] = []
    above: list[str] = []
    for row in rows:
        where = f"{file}: page {row.page}"
        if _RESERVED.fullmatch(row.code):
            continue
        level, text = _level(row.text)
        if level > len(above):
            issues.append(Issue(where, f"{row.code} {text} has more dashes than a group above it"))
        above = [*above[:level], text]
        found = _LINE.fullmatch(row.code)
        if found:
            code = "".join(found.groups())
            lines.append(_line(row, code, " ".join(above), edition, where))
        else:
            issues += _odd(row, where)
    return lines, issues + [_unread(line) for line in lines if line.status != "known"]


def once(lines: Sequence[TariffLine]) -> tuple[list[TariffLine], list[Issue]]:
    """Each code once, by code; a code printed with two different rates is a conflict and has no rate."""
    kept: dict[str, TariffLine] = {}
    issues = []
    for line in lines:
        first = kept.setdefault(line.code, line)
        if first is line:
            continue
        same = (first.rate, first.rate_text) == (line.rate, line.rate_text)
        issues.append(Issue(line.where, f"{line.code} stands also at {first.where}, rate {first.rate_text}"))
        if not same:
            missing = (first.rate_text, line.rate_text)
            kept[line.code] = replace(first, rate=Unknown("conflict", missing), rate_text=" | ".join(missing))
    return [kept[code] for code in sorted(kept)], issues


def _line(row: Row, code: str, description: str, edition: date | None, where: str) -> TariffLine:
    return TariffLine(
        code=code,
        description=description,
        unit="" if row.unit == "–" else row.unit,
        rate_text=row.rate,
        rate=_rate(row.rate),
        footnote=", ".join(row.marks),
        edition=edition,
        where=where,
    )


def _rate(text: str) -> Maybe[Rate]:
    try:
        return Known(read_published(text))
    except RateUnreadable:
        return Unknown("unreadable", (text,))


def _unread(line: TariffLine) -> Issue:
    return Issue(line.where, f"the rate of {line.code} cannot be read: «{line.rate_text}»")


def _odd(row: Row, where: str) -> list[Issue]:
    """Only a whole code may have a rate, and a code has four, six, eight, nine or ten digits."""
    if row.code and not _PARENT.fullmatch(row.code):
        return [Issue(where, f"«{row.code}» is no code; its row is left out")]
    if row.rate:
        return [Issue(where, f"«{row.code} {row.text}» has the rate «{row.rate}» without a whole code")]
    return []


def _level(text: str) -> tuple[int, str]:
    """The number of dashes before a description, and the description without them."""
    dashes = _DASHES.match(text)
    found = dashes.group() if dashes else ""
    return found.count("–"), text[len(found) :]
