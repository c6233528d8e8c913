"""How a table is declared: columns, types, units, keys."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `unit` is empty for codes and texts."""

    name: str
    dtype: pl.DataType
    doc: str
    unit: str = ""
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A declared table; `key` is unique and without nulls."""

    name: str
    source: str
    doc: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    has_hs_rev: bool = False

    @property
    def schema(self) -> dict[str, pl.DataType]:
        """Column name -> polars type, in order."""
        return {column.name: column.dtype for column in self.columns}


S, I16, I64, F64, D, B = pl.String(), pl.Int16(), pl.Int64(), pl.Float64(), pl.Date(), pl.Boolean()
C = Column

EXPORTER = C("exporter", S, "ISO 3166-1 alpha-3 of the selling country (S19 = other Asia)")
IMPORTER = C("importer", S, "ISO 3166-1 alpha-3 of the buying country")
COUNTRY = C("country", S, "ISO 3166-1 alpha-3")
YEAR = C("year", I16, "calendar year", "year")
HS6 = C("hs6", S, "HS subheading of the manifest's revision")
KEY92 = C("hs2_key", S, "chapter key of the HS92 history; 15 keys mix two chapters, see model.product")
