"""Flows of the wanted years: thousand dollars become dollars, numbers become codes with their zeros."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from karvan.errors import LayoutChanged, UnknownCode
from karvan.model.progress import IsCancelled, Progress, checkpoint, never, silent
from karvan.sources.baci.release import Release, Unpacked, Year, opened
from karvan.sources.contract import Issue, Reading, check_columns, describe
from karvan.sources.files import content_sha256, decoded, read_sheet
from karvan.store.tables import declared

DESCRIPTION = describe("baci")
_TEXT = {"t": pl.Int16, "i": pl.Int32, "j": pl.Int32, "k": pl.String, "v": pl.Float64, "q": pl.String}
_SHOWN = 3


def read(
    path: Path,
    *,
    years: Sequence[int] | None = None,
    progress: Progress = silent,
    cancelled: IsCancelled = never,
) -> Reading:
    """Table `flows` from the user's download: a zip, its folder, or one CSV beside its country table.

    Without `years` only the latest is read; the others are named in an issue. Raises UnreadableInput,
    CorruptArchive, LayoutChanged, UnknownCode, Cancelled.
    """
    largest = int(DESCRIPTION.extra["largest_member_bytes"])
    with opened(path, years, largest, progress, cancelled) as found:
        countries = _countries(found.countries)
        frames = []
        for done, (year, file) in enumerate(found.years):
            checkpoint(cancelled)
            progress(f"read {year.name}", done, len(found.years))
            frames.append(_flows(file, year, countries))
        progress("read", len(frames), len(frames))
        return _reading(pl.concat(frames), found, _sum_of(path, found), all_asked=years is not None)


def _reading(flows: pl.DataFrame, found: Unpacked, content: str, *, all_asked: bool) -> Reading:
    first = found.years[0][0]
    used = [year.year for year, _ in found.years]
    return Reading(
        tables={"flows": flows},
        label=f"{first.nomenclature}-{first.release}",
        content_sha256=content,
        published_on=None,
        coverage={
            "years": used,
            "exporters": "all",
            "importers": "all",
            "complete": True,
            "release": first.release,
        },
        hs_rev=_revision(first),
        issues=() if all_asked else _not_read(found.release, used),
    )


def _sum_of(path: Path, found: Unpacked) -> str:
    """Of the download itself when it is one file; of the files read when it is a folder."""
    if path.is_file() and path.suffix.lower() == ".zip":
        return content_sha256(path)
    return content_sha256(found.countries, *(file for _, file in found.years))


def _revision(year: Year) -> int:
    revisions: dict[str, int] = DESCRIPTION.extra["revisions"]
    if year.nomenclature not in revisions:
        raise LayoutChanged(
            "{nomenclature} is an HS revision this reader does not know.",
            where=year.name,
            fix="Add it to the reader's source.yml.",
            nomenclature=year.nomenclature,
        )
    return revisions[year.nomenclature]


def _not_read(release: Release, used: Sequence[int]) -> tuple[Issue, ...]:
    others = [str(one.year) for one in release.years if one.year not in used]
    if not others:
        return ()
    return (Issue(release.where, f"years not read: {', '.join(others)}; ask for them with --years"),)


def _countries(file: Path) -> dict[int, str]:
    """Numeric code -> ISO alpha-3, from the release's own table."""
    table = read_sheet(file)
    check_columns(table.columns, DESCRIPTION, "countries", str(file))
    codes = {}
    for number, alpha3 in table.select("country_code", "country_iso3").rows():
        if not number.strip().isdecimal() or len(alpha3.strip()) != 3:
            raise _odd("a country code is not a number with three letters", f"{file} {number!r}")
        codes[int(number)] = alpha3.strip()
    return codes


def _flows(file: Path, year: Year, countries: dict[int, str]) -> pl.DataFrame:
    raw = _csv(file)
    names = pl.DataFrame(
        {"number": list(countries), "alpha3": list(countries.values())},
        schema={"number": pl.Int32, "alpha3": pl.String},
    )
    for side in ("i", "j"):
        raw = raw.join(names.rename({"number": side, "alpha3": f"{side}_iso3"}), on=side, how="left")
    _check(raw, year, file)
    blank = pl.col("q").str.strip_chars()
    return raw.select(
        pl.col("t").alias("year"),
        pl.col("i_iso3").alias("exporter"),
        pl.col("j_iso3").alias("importer"),
        pl.col("k").str.strip_chars().str.zfill(6).alias("hs6"),
        (pl.col("v") * 1000).round(0).alias("value_usd"),
        pl.when(~blank.is_in(DESCRIPTION.extra["blank_quantities"]))
        .then(blank)
        .cast(pl.Float64)
        .alias("quantity_t"),
    ).select(list(declared("flows").schema))


def _csv(file: Path) -> pl.DataFrame:
    with file.open("rb") as stream:
        heading = stream.readline(10_000)
    columns = [name.strip() for name in decoded(heading, str(file)).strip().split(",")]
    check_columns(columns, DESCRIPTION, "flows", str(file))
    schema = {name: _TEXT[name] for name in columns}
    try:
        return pl.read_csv(file, schema=schema, has_header=True, truncate_ragged_lines=False)
    except pl.exceptions.PolarsError as cause:
        raise _odd(
            "a cell is not a number, or a row is cut short", f"{file}:{_bad_line(file, columns)}"
        ) from cause


def _bad_line(file: Path, columns: Sequence[str]) -> int:
    """Line of the first row that does not read; only walked when something is wrong."""
    numbers = [columns.index(name) for name in ("t", "i", "j", "v")]
    with file.open(encoding="utf-8", errors="replace") as stream:
        for line, text in enumerate(stream, start=1):
            cells = text.rstrip("\r\n").split(",")
            if line > 1 and (len(cells) != len(columns) or not all(_is_number(cells[n]) for n in numbers)):
                return line
    return 1


def _is_number(text: str) -> bool:
    return text.strip().replace(".", "", 1).replace("e-", "", 1).isdecimal()


def _check(raw: pl.DataFrame, year: Year, file: Path) -> None:
    for side, whose in (("i", "exporter"), ("j", "importer")):
        strangers = raw.filter(pl.col(f"{side}_iso3").is_null())[side].unique().sort().head(_SHOWN).to_list()
        if strangers:
            raise UnknownCode(
                "The release's own table does not explain the {whose} code {codes}.",
                where=str(file),
                fix="The files are probably of two releases: get them again.",
                whose=whose,
                codes=", ".join(map(str, strangers)),
            )
    if raw.filter(pl.col("t") != year.year).height or raw.filter(pl.col("t").is_null()).height:
        raise _odd(f"a row is of another year than {year.year}", str(file))
    if raw.filter(pl.col("v").is_null() | (pl.col("v") < 0)).height:
        raise _odd("a value is blank or negative", str(file))
    if raw.filter(~pl.col("k").str.strip_chars().str.contains(r"^\d{1,6}$")).height:
        raise _odd("a product code is not digits", str(file))
    quantity = pl.col("q").str.strip_chars()
    blank = quantity.is_null() | quantity.is_in(DESCRIPTION.extra["blank_quantities"])
    if raw.filter(~blank & quantity.cast(pl.Float64, strict=False).is_null()).height:
        raise _odd("a quantity is not a number", str(file))


def _odd(problem: str, where: str) -> LayoutChanged:
    return LayoutChanged(
        "The file is not as CEPII describes it: {problem}.",
        where=where,
        fix="Get the release again; if CEPII changed it, karvan's reader must follow.",
        problem=problem,
    )
