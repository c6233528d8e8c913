"""The mapping: what the table is, which column is what, in which units. Strict: no key is guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from karvan.errors import LayoutChanged, UnreadableInput
from karvan.model.product import HS_REVISIONS
from karvan.model.territory import is_country
from karvan.sources.contract import Description, describe
from karvan.sources.customs_table.cells import span_of_year
from karvan.sources.files import read_text
from karvan.store.manifest import Origin

_NEEDED = frozenset(
    [
        "dataset",
        "title",
        "publisher",
        "address",
        "licence",
        "published_on",
        "home",
        "region",
        "basis",
        "hs_rev",
        "period",
        "columns",
        "currency",
        "ignored",
    ]
)
_OPTIONAL = frozenset(["file", "value_scale", "weight_unit", "countries", "fx_kind"])
_COLUMNS = frozenset(["hs", "importer", "value", "weight"])
_BASES = ("produced_in", "cleared_at", "declared_by")
_WEIGHTS = {"kg": 0.001, "t": 1.0}
TOMAN = "TOMAN"
_LARGEST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class FileForm:
    """How the file is written: sheet of a workbook (empty = first), row of the headings, CSV dialect."""

    sheet: str = ""
    header_row: int = 1
    delimiter: str = ","
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A mapping that has been checked; `period` is (first day, last day) or the name of a column of years."""

    dataset: str
    home: str
    region: str
    basis: str
    hs_rev: int
    published_on: date | None
    period: tuple[date, date] | str
    columns: Mapping[str, str]
    ignored: tuple[str, ...]
    currency: str
    value_scale: int
    tonnes: float
    countries: Mapping[str, str]
    fx_kind: str
    form: FileForm
    origin: Origin = field(repr=False)


def description_of(path: Path) -> Description:
    """The source's description with the publisher, address and licence of one mapping.

    Raises UnreadableInput, LayoutChanged.
    """
    base = describe("customs_table")
    return Description(
        base.source, read_mapping(path).origin, base.columns, base.ignored, base.bounds, base.extra
    )


def read_mapping(path: Path) -> TableMapping:
    """Read and check a mapping file.

    Raises UnreadableInput when it is no text, LayoutChanged naming the key that is wrong.
    """
    plain = _plain(path)
    _check_keys(plain, path)
    _check_values(plain, path)
    return TableMapping(
        dataset=str(plain["dataset"]),
        home=plain["home"],
        region=plain["region"] or "",
        basis=plain["basis"],
        hs_rev=plain["hs_rev"],
        published_on=plain["published_on"],
        period=_period(plain["period"], path),
        columns=dict(plain["columns"]),
        ignored=tuple(plain["ignored"] or ()),
        currency=str(plain["currency"]).upper(),
        value_scale=int(plain.get("value_scale", 1)),
        tonnes=_WEIGHTS[plain.get("weight_unit", "kg")],
        countries=dict(plain.get("countries") or {}),
        fx_kind=plain.get("fx_kind") or "",
        form=FileForm(**(plain.get("file") or {})),
        origin=Origin(
            title=plain["title"],
            publisher=plain["publisher"],
            address=plain["address"],
            licence=plain["licence"],
            attribution=f"{plain['publisher']}: {plain['title']}",
            cadence_days=None,
        ),
    )


def _plain(path: Path) -> dict[str, Any]:
    _check_size(path)
    try:
        plain = YAML(typ="safe", pure=True).load(read_text(path))
    except YAMLError as cause:
        raise UnreadableInput(
            "The mapping is not YAML: {cause}.",
            where=str(path),
            fix="Mend the line named.",
            cause=" ".join(str(cause).split()),
        ) from cause
    if not isinstance(plain, dict):
        raise _wrong(path, "it is not a list of keys")
    return plain


def _check_size(path: Path) -> None:
    """YAML is read letter by letter: what cannot be a mapping is refused before that."""
    size = path.stat().st_size if path.is_file() else 0
    if size > _LARGEST_BYTES:
        raise UnreadableInput(
            "The mapping has {size} bytes; a mapping has at most {largest}.",
            where=str(path),
            fix="Give the YAML file that names the columns, not the table.",
            size=size,
            largest=_LARGEST_BYTES,
        )


def _check_keys(plain: Mapping[str, Any], path: Path) -> None:
    missing, new = sorted(_NEEDED - plain.keys()), sorted(plain.keys() - _NEEDED - _OPTIONAL)
    if missing or new:
        raise _wrong(path, f"missing {', '.join(missing) or 'none'}; not known {', '.join(new) or 'none'}")
    columns = plain["columns"]
    if not isinstance(columns, dict) or not {"hs", "value"} <= columns.keys() <= _COLUMNS:
        raise _wrong(path, "columns needs hs and value, and may have importer and weight")
    form = plain.get("file") or {}
    strange = sorted(set(form) - set(FileForm.__dataclass_fields__))
    if strange:
        raise _wrong(path, f"file has the key {strange[0]}")


def _check_values(plain: Mapping[str, Any], path: Path) -> None:
    if not is_country(str(plain["home"])):
        raise _wrong(path, f"home {plain['home']} is not an ISO 3166-1 alpha-3 code")
    if plain["basis"] not in _BASES:
        raise _wrong(path, f"basis {plain['basis']} is none of {', '.join(_BASES)}")
    if plain["hs_rev"] not in HS_REVISIONS:
        raise _wrong(path, f"hs_rev {plain['hs_rev']} is no HS revision")
    if plain.get("weight_unit", "kg") not in _WEIGHTS:
        raise _wrong(path, "weight_unit is neither kg nor t")
    if plain["published_on"] is not None and not isinstance(plain["published_on"], date):
        raise _wrong(path, "published_on is not a day such as 2026-11-24, or null")
    wrong = [code for code in (plain.get("countries") or {}).values() if not is_country(str(code))]
    if wrong:
        raise _wrong(path, f"countries maps to {wrong[0]}, which is no ISO 3166-1 alpha-3 code")


def _period(plain: Any, path: Path) -> tuple[date, date] | str:
    if isinstance(plain, dict) and plain.keys() == {"start", "end"}:
        start, end = plain["start"], plain["end"]
        if isinstance(start, date) and isinstance(end, date) and start <= end:
            return start, end
    elif isinstance(plain, dict) and plain.keys() == {"column"}:
        return str(plain["column"])
    elif isinstance(plain, dict) and plain.keys() == {"year"}:
        return span_of_year(str(plain["year"]))
    raise _wrong(path, "period is none of {year: 1403}, {start: ..., end: ...} and {column: ...}")


def _wrong(path: Path, problem: str) -> LayoutChanged:
    return LayoutChanged(
        "The mapping is wrong: {problem}.",
        where=str(path),
        fix="See docs/how-to/load-your-own-data.md for a whole mapping.",
        problem=problem,
    )
