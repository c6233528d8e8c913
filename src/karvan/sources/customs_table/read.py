"""Rows of a customs table: what is understood is mapped, what is not is listed; nothing is dropped."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl

from karvan.errors import LayoutChanged, QuestionError
from karvan.model.text import name_key
from karvan.sources.contract import Issue, Reading, describe
from karvan.sources.customs_table import cells
from karvan.sources.customs_table.mapping import TOMAN, TableMapping, read_mapping
from karvan.sources.customs_table.rates import Rates
from karvan.sources.customs_table.sheet import sheet
from karvan.sources.files import content_sha256
from karvan.store.tables import declared

DESCRIPTION = describe("customs_table")
_TABLES = ("customs_exports", "customs_unmapped")
_RIAL_PER_TOMAN = 10


@dataclass(slots=True)
class _Work:
    """One table under reading: rows made so far, and what was not understood."""

    mapping: TableMapping
    rates: Rates
    totals: frozenset[str]
    blanks: frozenset[str]
    exports: list[dict[str, Any]] = field(default_factory=list)
    unmapped: list[dict[str, Any]] = field(default_factory=list)

    def odd(self, row: int, column: str, value: str, reason: str) -> None:
        """List a cell that was not understood."""
        self.unmapped.append(
            {"dataset": self.mapping.dataset, "row": row, "column": column, "value": value, "reason": reason}
        )

    def given(self, text: str) -> bool:
        """Whether something stands in a cell."""
        return text.strip() not in self.blanks


def read(
    path: Path,
    mapping: Path,
    *,
    fx: pl.DataFrame | None = None,
    carry: Mapping[str, pl.DataFrame] | None = None,
) -> Reading:
    """Tables `customs_exports` and `customs_unmapped` of one file, with the datasets loaded before.

    `fx` is the store's table of rates, used only for the mapping's `fx_kind`: without a dated rate a value
    stays in its currency. `carry` holds both tables of the datasets in force; the same dataset is replaced.
    Raises UnreadableInput, CorruptArchive, LayoutChanged, QuestionError.
    """
    wanted = read_mapping(mapping)
    headings, rows = sheet(path, wanted.form)
    _check_columns(wanted, headings, str(path))
    work = _Work(
        wanted,
        Rates.of(fx, wanted.fx_kind),
        frozenset(name_key(word) for word in DESCRIPTION.extra["total_words"]),
        frozenset(DESCRIPTION.extra["blanks"]),
    )
    for number, row in rows:
        _row(work, number, dict(zip(headings, row, strict=True)))
    return _reading(work, path, mapping, carry or {})


def _reading(work: _Work, path: Path, mapping: Path, carry: Mapping[str, pl.DataFrame]) -> Reading:
    made = {"customs_exports": work.exports, "customs_unmapped": work.unmapped}
    tables = {}
    for name in _TABLES:
        new = pl.DataFrame(made[name], schema=declared(name).schema, orient="row")
        kept = [carry[name].filter(pl.col("dataset") != work.mapping.dataset)] if name in carry else []
        tables[name] = pl.concat([*kept, new])
    datasets = sorted(tables["customs_exports"]["dataset"].unique().to_list())
    odd = len(work.unmapped)
    return Reading(
        tables=tables,
        label=work.mapping.dataset,
        content_sha256=content_sha256(path, mapping),
        published_on=work.mapping.published_on,
        coverage={"datasets": datasets, "rows": len(work.exports), "unmapped": odd},
        hs_rev=work.mapping.hs_rev,
        issues=(Issue(str(path), f"{odd} cells or rows were not understood; see customs_unmapped"),)
        if odd
        else (),
    )


def _check_columns(mapping: TableMapping, headings: Iterable[str], where: str) -> None:
    wanted = set(mapping.columns.values()) | ({mapping.period} if isinstance(mapping.period, str) else set())
    found = set(headings)
    missing, new = sorted(wanted - found), sorted(found - wanted - set(mapping.ignored))
    if missing or new:
        raise LayoutChanged(
            "The table's columns are not those of the mapping: missing {missing}, not mentioned {new}.",
            where=where,
            fix="Name each column under columns, period or ignored.",
            missing=", ".join(missing) or "none",
            new=", ".join(new) or "none",
        )


def _row(work: _Work, number: int, row: Mapping[str, str]) -> None:
    columns = work.mapping.columns
    if any(name_key(text) in work.totals for text in row.values() if text):
        work.odd(number, "*", json.dumps(row, ensure_ascii=False), "total_row")
        return
    code = cells.national_code(row[columns["hs"]])
    span = _span(work, number, row)
    if code is None or span is None:
        if code is None:
            work.odd(number, columns["hs"], row[columns["hs"]], "not_a_code")
        work.odd(number, "*", json.dumps(row, ensure_ascii=False), "row_not_used")
        return
    work.exports.append(_mapped(work, number, row, code, span))


def _mapped(
    work: _Work, number: int, row: Mapping[str, str], code: str, span: tuple[date, date]
) -> dict[str, Any]:
    importer, value = _importer(work, number, row), _value(work, number, row)
    usd = work.rates.usd(value, _currency(work.mapping), span[1]) if value is not None else None
    return {
        "dataset": work.mapping.dataset,
        "row": number,
        "basis": work.mapping.basis,
        "home": work.mapping.home,
        "region": work.mapping.region,
        "period_start": span[0],
        "period_end": span[1],
        "national_code": code,
        "hs6": code[:6],
        "importer": importer,
        "value_usd": usd,
        "value": None if value is None else str(value),
        "currency": _currency(work.mapping),
        "weight_t": _weight(work, number, row),
        "status": _status(work.mapping, importer, value, usd),
        "as_printed": json.dumps(row, ensure_ascii=False),
    }


def _status(mapping: TableMapping, importer: str | None, value: Decimal | None, usd: float | None) -> str:
    if value is None:
        return "no_value"
    if usd is None:
        return "no_rate"
    return "unmapped_country" if importer is None and "importer" in mapping.columns else "known"


def _span(work: _Work, number: int, row: Mapping[str, str]) -> tuple[date, date] | None:
    if not isinstance(work.mapping.period, str):
        return work.mapping.period
    text = row[work.mapping.period]
    try:
        return cells.span_of_year(text)
    except QuestionError:
        work.odd(number, work.mapping.period, text, "not_a_year")
        return None


def _importer(work: _Work, number: int, row: Mapping[str, str]) -> str | None:
    column = work.mapping.columns.get("importer")
    if column is None or not work.given(row[column]):
        return None
    found = cells.country(row[column], work.mapping.countries)
    if found is None:
        work.odd(number, column, row[column], "unknown_country")
    return found


def _value(work: _Work, number: int, row: Mapping[str, str]) -> Decimal | None:
    """The value in whole units of its ISO currency: a toman is ten rials."""
    value = _amount(work, number, row, "value")
    if value is None:
        return None
    return value * work.mapping.value_scale * (_RIAL_PER_TOMAN if work.mapping.currency == TOMAN else 1)


def _weight(work: _Work, number: int, row: Mapping[str, str]) -> float | None:
    value = _amount(work, number, row, "weight")
    return None if value is None else float(value) * work.mapping.tonnes


def _amount(work: _Work, number: int, row: Mapping[str, str], what: str) -> Decimal | None:
    column = work.mapping.columns.get(what)
    if column is None or not work.given(row[column]):
        return None
    found = cells.number(row[column])
    if found is None:
        work.odd(number, column, row[column], "not_a_number")
    return found


def _currency(mapping: TableMapping) -> str:
    return "IRR" if mapping.currency == TOMAN else mapping.currency
