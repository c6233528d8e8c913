"""What every source promises: a description beside the code, and a reading that is whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from typing import Any

import polars as pl
from ruamel.yaml import YAML

from karvan.errors import LayoutChanged
from karvan.store.manifest import Origin


@dataclass(frozen=True, slots=True)
class Issue:
    """Something odd in the source that does not stop the load; shown to the user, never dropped."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many rows a table should have: fewer than `least` stops the load, more than `most` warns."""

    least: int
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Description:
    """A source.yml: who publishes, where, under which licence, how often, and what must hold."""

    source: str
    origin: Origin
    columns: Mapping[str, tuple[str, ...]]
    ignored: Mapping[str, tuple[str, ...]]
    bounds: Mapping[str, Bounds]
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of the bytes; tables are exactly as declared in `store.tables`.

    `label` begins the version's name (a release or a date). `content_sha256` is of the bytes read.
    """

    tables: Mapping[str, pl.DataFrame]
    label: str
    content_sha256: str
    published_on: date | None
    coverage: Mapping[str, Any]
    hs_rev: int | None = None
    issues: tuple[Issue, ...] = ()
    notes: tuple[str, ...] = ()


_KEYS = {
    "source",
    "title",
    "publisher",
    "address",
    "licence",
    "attribution",
    "cadence_days",
    "columns",
    "ignored",
    "bounds",
    "extra",
}


def describe(source: str, folder: str | None = None) -> Description:
    """Read the source.yml of `karvan.sources.<source>`.

    A `folder` that reads for several sources keeps one `<source>.yml` for each of them.

    Keys: title, publisher, address, licence, attribution, cadence_days (null = no rhythm),
    columns {file: [names]}, ignored {file: [names]}, bounds {table: {least, most}}, extra.
    """
    name = "source.yml" if folder is None else f"{source}.yml"
    text = files(f"karvan.sources.{folder or source}").joinpath(name).read_text(encoding="utf-8")
    plain: dict[str, Any] = YAML(typ="safe", pure=True).load(text)
    if plain["source"] != source or not plain.keys() <= _KEYS:
        raise LayoutChanged("source.yml of {source} has other keys than a source description.", source=source)
    return Description(
        source=source,
        origin=Origin(
            title=plain["title"],
            publisher=plain["publisher"],
            address=plain["address"],
            licence=plain["licence"],
            attribution=plain["attribution"],
            cadence_days=plain["cadence_days"],
        ),
        columns={name: tuple(columns) for name, columns in plain.get("columns", {}).items()},
        ignored={name: tuple(columns) for name, columns in plain.get("ignored", {}).items()},
        bounds={name: Bounds(**bound) for name, bound in plain.get("bounds", {}).items()},
        extra=plain.get("extra", {}),
    )


def check_columns(found: Iterable[str], description: Description, file: str, where: str) -> None:
    """Every column of a file is wanted or ignored by name.

    Raises LayoutChanged naming what is missing and what is new.
    """
    names = set(found)
    wanted, ignored = set(description.columns[file]), set(description.ignored.get(file, ()))
    missing, new = sorted(wanted - names), sorted(names - wanted - ignored)
    if missing or new:
        raise LayoutChanged(
            "The columns of {file} are not those that {publisher} describes: missing {missing}, new {new}.",
            where=where,
            fix="Check that this is the right file; if the publisher changed it, karvan's reader must follow.",
            file=file,
            publisher=description.origin.publisher,
            missing=", ".join(missing) or "none",
            new=", ".join(new) or "none",
        )
