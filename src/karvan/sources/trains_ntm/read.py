"""The download as rows: one for each reporter, partner, kind of measure, code and regulation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import polars as pl

from karvan.errors import Incomplete, LayoutChanged, QuestionError, UnreadableInput
from karvan.model.product import HS_REVISIONS
from karvan.model.territory import is_country
from karvan.sources.contract import Issue, Reading
from karvan.sources.csv_download import sum_of
from karvan.sources.trains_ntm import cells
from karvan.sources.trains_ntm.layout import DESCRIPTION, RESEARCH, Row, rows
from karvan.store.tables import declared

_TABLE = "trains_ntm"
_KEY = declared(_TABLE).key
_WORDS = ("regulation", "symbol", "description", "authority", "link", "collected")
_NOMENCLATURES: Mapping[str, int] = DESCRIPTION.extra["nomenclatures"]
_UNION = "EUN"


@dataclass(slots=True)
class _Work:
    """A download under reading: what was asked for, the rows made so far, and what was odd."""

    hs_rev: int | None
    reporters: frozenset[str]
    made: dict[tuple[Any, ...], dict[str, Any]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    left_out: int = 0


def read(
    path: Path,
    *,
    hs_rev: int | None = None,
    reporters: Sequence[str] = (),
    carry: pl.DataFrame | None = None,
) -> Reading:
    """Table `trains_ntm` of a .csv, .xlsx, .zip or folder.

    `hs_rev` is the revision of the codes where the download does not say it; `reporters` (ISO alpha-3) are
    kept, all when none is given; measures of other reporters in `carry` stay. Raises QuestionError,
    Incomplete, UnreadableInput, CorruptArchive, LayoutChanged, UnknownCode; `where` is file:line.
    """
    work = _Work(_revision(hs_rev), frozenset(_checked(reporters)))
    for row in rows(path):
        _read(work, row)
    if not work.made:
        raise UnreadableInput(
            "The download has no measures of the countries asked for.",
            where=str(path),
            fix="Check the query and --reporters.",
        )
    new = pl.DataFrame(list(work.made.values()), schema=declared(_TABLE).schema, orient="row")
    kept = [] if carry is None else [carry.join(new.select("reporter").unique(), on="reporter", how="anti")]
    frame = pl.concat([*kept, new]).sort(_KEY)
    reported = frame.group_by("reporter").agg(pl.len().alias("rows")).sort("reporter").to_dicts()
    return Reading(
        tables={_TABLE: frame},
        label="-".join(new["reporter"].unique().sort().head(3)),
        content_sha256=sum_of(path),
        published_on=None,
        coverage={"reporters": reported, "rows_left_out": work.left_out},
        issues=tuple(work.issues),
    )


def _revision(hs_rev: int | None) -> int | None:
    if hs_rev is not None and hs_rev not in HS_REVISIONS:
        raise QuestionError(
            "{found} is no HS revision.",
            where="--hs-rev",
            fix="Use one of: {known}.",
            found=hs_rev,
            known=", ".join(map(str, HS_REVISIONS)),
        )
    return hs_rev


def _checked(reporters: Sequence[str]) -> Sequence[str]:
    for one in reporters:
        if not is_country(one) and one != _UNION:
            raise QuestionError(
                "{found} is not a country code.",
                where="--reporters",
                fix="Use ISO 3166-1 alpha-3.",
                found=one,
            )
    return reporters


def _read(work: _Work, row: Row) -> None:
    reporter = cells.reporter(row.said["reporter"], row.where)
    if work.reporters and reporter not in work.reporters:
        work.left_out += 1
        return
    shared = _shared(work, row, reporter)
    for partner, kind, code in product(
        _partners(work, row), cells.kinds(row.said["ntm_code"], row.where), _goods(row)
    ):
        made = {**shared, "partner": partner, "ntm_code": kind, "chapter": kind[0], "code": code}
        _keep(work, made, row.where)


def _shared(work: _Work, row: Row, reporter: str) -> dict[str, Any]:
    """What all rows made of one row have in common."""
    start, precision = _day(work, row, "valid_from")
    end, _ = _day(work, row, "valid_to")
    words = {name: row.said.get(name, "") for name in _WORDS}
    return {
        "reporter": reporter,
        "hs_rev": _hs_rev(work, row),
        **{name: "" if cells.is_blank(text) else text for name, text in words.items()},
        "measure": _measure(row),
        "valid_from": start,
        "valid_to": end,
        "date_precision": precision,
        "measures": cells.count(row.said.get("measures", "")),
    }


def _day(work: _Work, row: Row, name: str) -> tuple[date | None, str]:
    text = row.said.get(name, "")
    found, precision = cells.day(text, is_last=name == "valid_to")
    if precision == "unreadable":
        work.issues.append(Issue(row.where, f"{name}: «{text}» is no day that can be told; it is unknown"))
        return None, "unknown"
    return found, precision


def _measure(row: Row) -> str:
    if row.layout == RESEARCH:
        return "/".join(row.said.get(name, "") for name in ("measure", "collected", "valid_from", "valid_to"))
    return row.said.get("measure") or f"row {row.line}"


def _hs_rev(work: _Work, row: Row) -> int:
    if row.layout == RESEARCH:
        rev = _NOMENCLATURES.get(row.said["nomen"])
        if rev is None:
            raise LayoutChanged(
                "{text} is no revision of the Harmonised System.",
                where=row.where,
                fix="Use one of: {known}.",
                text=row.said["nomen"] or "An empty cell",
                known=", ".join(_NOMENCLATURES),
            )
        return rev
    if work.hs_rev is None:
        raise Incomplete(
            "The download does not say which HS revision its codes are of.",
            where=row.where,
            fix="Say it with --hs-rev, as TRAINS states it beside the list.",
        )
    return work.hs_rev


def _partners(work: _Work, row: Row) -> tuple[str, ...]:
    found, strange = cells.partners(row.said["partner"])
    for name in strange:
        work.issues.append(Issue(row.where, f"partner «{name}» is no country; kept as printed"))
    if not found:
        work.issues.append(Issue(row.where, "no partner is named; kept as an empty one"))
    return found or ("",)


def _goods(row: Row) -> list[str]:
    if cells.is_blank(row.said["code"]) and row.said.get("horizontal", "").casefold() in ("true", "yes", "1"):
        return [""]
    return cells.goods(row.said["code"], row.where)


def _keep(work: _Work, made: dict[str, Any], where: str) -> None:
    key = tuple(made[name] for name in _KEY)
    first = work.made.setdefault(key, made)
    if first is made:
        return
    if first != made:
        raise LayoutChanged(
            "{reporter}, {partner}, {ntm_code}, {code} stands twice with different words.",
            where=where,
            fix="Get the file again.",
            **{name: made[name] for name in ("reporter", "partner", "ntm_code", "code")},
        )
    work.issues.append(Issue(where, "the same measure again; kept once"))
