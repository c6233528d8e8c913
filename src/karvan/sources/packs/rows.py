"""Facts as rows of the declared tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeAlias

import polars as pl

from karvan.sources.packs import shares
from karvan.sources.packs.in_force import PackFile
from karvan.sources.packs.law_rows import law_frames
from karvan.sources.packs.study import Fact, Pack
from karvan.store.tables import declared

Row: TypeAlias = dict[str, Any]


def frames(files: Sequence[PackFile], packs: Sequence[Pack]) -> dict[str, pl.DataFrame]:
    """All tables of the source, in the order of packs, files and facts."""
    made: dict[str, Callable[[Pack], Iterable[Row]]] = {
        "pack_citations": _citations,
        "pack_regions": _regions,
        "pack_products": _products,
        "pack_producers": _producers,
        "pack_shares": _shares,
        "pack_stops": _stops,
        "pack_names": _names,
        "pack_events": _events,
    }
    tables = {"pack_files": _frame("pack_files", _files(files, packs))}
    for name, rows_of in made.items():
        tables[name] = _frame(name, (row for pack in packs for row in rows_of(pack)))
    return {**tables, **law_frames(packs)}


def _frame(name: str, rows: Iterable[Row]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=declared(name).schema)


def _files(files: Sequence[PackFile], packs: Sequence[Pack]) -> Iterator[Row]:
    by_id = {pack.id: pack for pack in packs}
    for file in files:
        pack = by_id[file.pack]
        head = pack.sheets[file.name].head if file.name in pack.sheets else pack.head
        yield {
            "pack": file.pack,
            "path": file.name,
            "sha256": file.sha256,
            "is_overlay": file.is_overlay,
            "overrides": file.overrides,
            "licence": head.values["licence"],
        }


def _citations(pack: Pack) -> Iterator[Row]:
    for _, fact in sorted(pack.citations.items()):
        yield {**fact.values, "pack": pack.id}


def _regions(pack: Pack) -> Iterator[Row]:
    for fact in pack.facts("region.yml"):
        kept = {key: fact.values[key] for key in ("code", "slug", "home")}
        yield {**kept, **_two("name", fact), **_ending(pack, fact)}


def _products(pack: Pack) -> Iterator[Row]:
    for fact in pack.facts("products.yml"):
        row = {
            "region": _region(pack),
            "product": fact.values["id"],
            **{key: fact.values[key] for key in ("sector", "code_standing", "valid_from")},
            "hs_rev": pack.sheets["products.yml"].head.values["hs_rev"],
            **_two("name", fact),
            **_two("evidence", fact),
            **_ending(pack, fact),
        }
        yield from ({**row, "code": code} for code in fact.values["codes"])


def _producers(pack: Pack) -> Iterator[Row]:
    for fact in pack.facts("producers.yml"):
        row = {
            "region": _region(pack),
            "producer": fact.values["id"],
            **{key: fact.values[key] for key in ("screening", "listed_from")},
            "screened_against": pack.sheets["producers.yml"].head.values["screened_against"],
            **_two("name", fact),
            **_two("lists", fact),
            **_ending(pack, fact),
        }
        yield from ({**row, "product": product} for product in fact.values["products"])


def _shares(pack: Pack) -> Iterator[Row]:
    for fact in pack.facts("shares.yml"):
        head = pack.sheets["shares.yml"].head.values
        more = {"region": _region(pack), **_ending(pack, fact)}
        yield from ({**row, **more} for row in shares.rows(fact, head))


_STOP_KEYS = ("kind", "effect", "origin", "market", "hs_rev", "valid_from", "valid_to", "lifting")


def _stops(pack: Pack) -> Iterator[Row]:
    for fact in pack.facts("stops.yml"):
        row = {
            "stop": fact.values["id"],
            **{key: fact.values[key] for key in (*_STOP_KEYS, "observed_on", "review_by", "standing")},
            **_two("title", fact),
            **_two("text", fact),
            **_ending(pack, fact),
        }
        yield from ({**row, "code": code} for code in fact.values["codes"])


def _names(pack: Pack) -> Iterator[Row]:
    for fact in pack.facts("names.yml"):
        kept = {key: fact.values[key] for key in ("code", "lang", "kind", "name")}
        yield {**kept, **_ending(pack, fact)}


def _events(pack: Pack) -> Iterator[Row]:
    for fact in pack.facts("events.yml"):
        kept = {"home": fact.values["home"], "event": fact.values["id"], "on": fact.values["on"]}
        yield {**kept, **_two("title", fact), **_ending(pack, fact)}


def _region(pack: Pack) -> str:
    return str(pack.facts("region.yml")[0].values["code"])


def _two(key: str, fact: Fact) -> Row:
    return {f"{key}_{lang}": words for lang, words in fact.values[key].items()}


def _ending(pack: Pack, fact: Fact) -> Row:
    return {"citations": ",".join(fact.values["citations"]), "pack": pack.id}
