"""A small invented law: Iran as home, Kazakhstan as market. Every trap of a real one is in it once."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from karvan.sources import packs
from karvan.sources.loading import load
from karvan.sources.packs.read import DESCRIPTION
from karvan.sources.packs.schedules import COLUMNS
from karvan.store.snapshot import Snapshot, Store

ENDING = """\
    title: {{en: {title}, fa: نمونه}}
    text: {{en: Invented., fa: ساختگی.}}
    valid: {{from: {start}, to: {to}, precision: {precision}, end: {end}}}
    known: {{observed_on: 2026-01-10, review_by: {review}, until: {until}}}
    standing: {standing}
    citations: [{{source: gazette, at: "art. 1"}}]
"""


def ending(title: str, start: str = "2020-01-01", **more: str) -> str:
    """Words, both times, standing and citation of a fact."""
    kept = {
        "to": "null",
        "precision": "unknown" if start == "null" else "day",
        "end": "open",
        "review": "2027-01-10",
        "until": "null",
        "standing": "single_source",
    }
    return ENDING.format(title=title, start=start, **{**kept, **more})


def measure(name: str, kind: str, value: str, *, codes: str = "[]", **more: str) -> str:
    """One entry of measures.yml; `base`, `branch`, `sequence` and `needs` by keyword, the rest as `ending`."""
    own = {"base": "[customs_value]", "branch": "null", "sequence": "10", "needs": "[]", "except_": "[]"}
    given = {key: more.pop(key, default) for key, default in own.items()}
    start = more.pop("start", "2020-01-01")
    return f"""\
  - id: {name}
    kind: {kind}
    scope: {{direction: import, origins: any, destinations: any, hs_rev: 2022, codes: {codes},
      except: {given["except_"]}}}
    branch: {given["branch"]}
    value: {value}
    base: {given["base"]}
    sequence: {given["sequence"]}
    needs: {given["needs"]}
{ending(name, start, **more)}"""


HEAD = """\
pack: kz
kind: country
title: {en: Toyland, fa: نمونه}
licence: CC0-1.0
maintainer: Nobody
citations:
  gazette:
    title: Invented gazette
    publisher: Nobody
    address: toy
    published_on: null
    observed_on: 2026-01-10
    licence: CC0-1.0
    standing: single_source
"""
JURISDICTION = f"""\
licence: CC0-1.0
id: kz
country: KAZ
system: TOY
hs_rev: 2022
digits: 8
currency: KZT
valuation: cif
rounding: null
{ending("Toyland").replace("    ", "")}"""
MEASURES = "licence: CC0-1.0\nmeasures:\n" + "".join(
    [
        measure(
            "duty-rest", "mfn_duty", '{state: unknown, low: "0%", high: "30%", missing: {en: Schedule, fa: جدول}}'
        ),
        measure("duty-76", "mfn_duty", '{state: known, rate: "10%"}', codes='["76"]', to="2025-12-31", end="lifted"),
        measure("duty-76-new", "mfn_duty", '{state: known, rate: "12%"}', codes='["76"]', start="2026-01-01"),
        measure("vat-old", "vat", '{state: known, rate: "15%"}', to="2022-12-31", end="lifted", sequence="50",
                base="[customs_value, mfn_duty, additional_duty]"),
        measure("vat", "vat", '{state: known, rate: "12%"}', start="2023-01-01", sequence="50",
                base="[customs_value, mfn_duty, additional_duty]"),
        measure("no-added", "additional_duty", "{state: not_applicable}", branch="mfn", sequence="20"),
        measure("no-added-pta", "additional_duty", "{state: not_applicable}", branch="pta", sequence="20"),
        measure("added", "additional_duty", '{state: known, rate: "rate mfn_duty <=10: 5%; else 20%"}',
                branch="non-mfn", sequence="20"),
        measure("preference", "preference", '{state: known, rate: "0%"}', codes='["7606"]', branch="pta",
                needs="[form]"),
        measure("carpet", "protective_duty", '{state: known, rate: "60%"}', codes='["57023210"]', sequence="30",
                start="2023-08-01", to="2027-07-31", end="unknown", precision="month"),
        measure("fee", "fee", '{state: known, rate: "3500 KZT"}', base="[declaration]", sequence="60",
                codes='["84"]', review="2026-02-01"),
        measure("label", "labelling", "{state: known, rate: null}", codes='["84"]', base="[]", sequence="0"),
        measure("sources-differ", "excise",
                '{state: conflict, low: "5%", high: "10%", says: ['
                '{rate: "5%", text: {en: five, fa: پنج}, citations: [{source: gazette, at: a}]}, '
                '{rate: "10%", text: {en: ten, fa: ده}, citations: [{source: gazette, at: b}]}]}',
                codes='["22"]', sequence="40", standing="conflict"),
        *(
            measure(f"no-{kind.replace(chr(95), chr(45))}-94", kind, "{state: not_applicable}", codes='["94"]', sequence="30")
            for kind in ("protective_duty", "excise", "fee")
        ),
        measure("learned-late", "mfn_duty", '{state: known, rate: "1%"}', codes='["99"]', until="2026-05-31"),
    ]
)  # fmt: skip
TREATMENTS = "licence: CC0-1.0\ntreatments:\n" + "".join(
    f"  - id: {branch}-iran\n    origin: IRN\n    branch: {branch}\n    state: {state}\n{ending(branch)}"
    for branch, state in (("mfn", "unknown"), ("non-mfn", "unknown"), ("pta", "conflict"))
)
AGREEMENTS = f"""\
licence: CC0-1.0
agreements:
  - id: pta
    parties: [IRN, KAZ]
    signed: 2023-06-18
    in_force: null
    applied_from: null
    applied: conflict
    proofs: [form]
    issuer: null
    proof_months: 12
    value_base: unknown
    tolerance: null
    cumulation: unknown
    direct_transport: unknown
    rules: []
    rules_complete: false
{ending("pta", standing="conflict")}"""
DOCUMENTS = f"""\
licence: CC0-1.0
documents:
  - id: form
    scope: {{direction: import, origins: [IRN], destinations: any, hs_rev: 2022, codes: [], except: []}}
    necessity: if_claimed
    issuer: {{en: Chamber, fa: اتاق}}
    where: {{en: Arak, fa: اراک}}
    language: en
    legalisation: null
    per: shipment
    cost: {{state: unknown, low: null, high: null, missing: {{en: tariff, fa: تعرفه}}}}
    days_least: 1
    days_most: null
{ending("form")}"""
SCHEDULES = """\
licence: CC0-1.0
schedules:
  - id: tt
    file: tt.parquet
    branch: mfn
    direction: import
    valid: {from: 2026-03-08, to: null, precision: day, end: open}
    known: {observed_on: 2026-01-10, review_by: 2027-01-10, until: null}
    standing: verified
    citations: [{source: gazette, at: tables}]
    title: {en: Tables, fa: جدول}
    text: {en: Invented., fa: ساختگی.}
"""
LINES = [
    ("84131100", "pumps, new", "", "5", "5%", "known", "", None),
    ("84131900", "pumps, old", "", "15", "15%", "known", "", None),
    ("72142000", "bars", "", "3, но не менее 0,05 евро за 1 кг", "3% min 0.05 EUR/kg", "known", "", None),
    ("22030001", "beer", "", "0.04 евро за 1 л", "0.04 EUR/l", "known", "", None),
    ("25010091", "salt", "", "???", None, "unknown", "", None),
    ("31021010", "urea", "", "6.5", "6.5%", "known", "", None),
    ("31021090", "urea, other", "", "6.5", "6.5%", "known", "", None),
]
STOPS = """\
licence: CC0-1.0
stops:
  - id: no-food
    kind: export_ban
    effect: stop
    origin: IRN
    market: any
    hs_rev: 2017
    codes: ["08"]
    valid_from: 2026-03-03
    valid_to: null
    lifting: unknown
    title: {en: Ban, fa: ممنوعیت}
    text: {en: No fruit., fa: میوه نه.}
    observed_on: 2026-01-10
    review_by: 2027-01-10
    standing: single_source
    citations: [gazette]
"""
FILES = {
    "pack.yml": HEAD,
    "jurisdiction.yml": JURISDICTION,
    "measures.yml": MEASURES,
    "treatments.yml": TREATMENTS,
    "agreements.yml": AGREEMENTS,
    "documents.yml": DOCUMENTS,
    "schedules.yml": SCHEDULES,
    "stops.yml": STOPS,
}


def write_law(root: Path, files: dict[str, str] | None = None) -> Path:
    """The pack under `root`/packs."""
    folder = root / "packs" / "kz"
    (folder / "schedules").mkdir(parents=True)
    for name, text in (FILES if files is None else files).items():
        (folder / name).write_text(text, encoding="utf-8")
    pl.DataFrame(LINES, schema=COLUMNS, orient="row").write_parquet(folder / "schedules" / "tt.parquet")
    return folder.parent


def toy_law(root: Path, files: dict[str, str] | None = None) -> Snapshot:
    """A warehouse that holds the invented law alone."""
    reading = packs.read(write_law(root, files))
    assert reading.published_on is not None
    load(root / "home", DESCRIPTION, reading, fetched_on=reading.published_on)
    return Store.open(root / "home", bundle=root / "nothing")
