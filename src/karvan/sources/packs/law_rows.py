"""Facts of law as rows of the declared tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

import polars as pl

from karvan.sources.packs.law_envelope import cited, country, envelope
from karvan.sources.packs.schedules import lines
from karvan.sources.packs.study import Fact, Pack
from karvan.store.tables import declared

Row: TypeAlias = dict[str, Any]


def law_frames(packs: Iterable[Pack]) -> dict[str, pl.DataFrame]:
    """The tables of law, in the order of packs and facts."""
    made: Mapping[str, Callable[[Pack], Iterable[Row]]] = {
        "pack_jurisdictions": _jurisdictions,
        "pack_measures": _measures,
        "pack_treatments": lambda pack: _plain(pack, "treatments.yml", "treatment"),
        "pack_agreements": _agreements,
        "pack_origin_rules": _origin_rules,
        "pack_documents": _documents,
        "pack_steps": _steps,
        "pack_questions": _questions,
        "pack_payment": _payment,
    }
    known = tuple(packs)
    tables = {
        name: pl.DataFrame([row for pack in known for row in rows(pack)], schema=declared(name).schema)
        for name, rows in made.items()
    }
    return {**tables, "pack_schedule_lines": lines(known)}


def _plain(pack: Pack, name: str, id_column: str) -> Iterator[Row]:
    """Facts whose own keys are columns as they are."""
    for fact in pack.facts(name):
        own = {key: one for key, one in fact.values.items() if key not in _SPREAD}
        yield {id_column: own.pop("id"), **own, **_spread(pack, fact)}


def _jurisdictions(pack: Pack) -> Iterator[Row]:
    for row in _plain(pack, "jurisdiction.yml", "jurisdiction"):
        row.pop("licence")
        rounding = row.pop("rounding") or {"step": "", "mode": ""}
        yield {**row, "round_step": rounding["step"], "round_mode": rounding["mode"]}


def _measures(pack: Pack) -> Iterator[Row]:
    for row in _plain(pack, "measures.yml", "measure"):
        yield {**row, "base": ",".join(row["base"]), "needs": ",".join(row["needs"])}


def _agreements(pack: Pack) -> Iterator[Row]:
    for row in _plain(pack, "agreements.yml", "agreement"):
        del row["rules"]
        issuer = row.pop("issuer")
        joined = {key: ",".join(row[key]) for key in ("parties", "proofs")}
        yield {**row, **joined, **_maybe_two("issuer", issuer)}


def _origin_rules(pack: Pack) -> Iterator[Row]:
    for fact in pack.facts("agreements.yml"):
        for position, rule in enumerate(fact.values["rules"]):
            yield {
                "agreement": fact.values["id"],
                "observed_on": fact.values["known"]["observed_on"],
                "position": position,
                "codes": ",".join(rule["codes"]),
                "hs_rev": rule["hs_rev"],
                "rule": rule["rule"],
                "citations": cited(pack, rule["citations"]),
                "pack": pack.id,
            }


def _documents(pack: Pack) -> Iterator[Row]:
    for row in _plain(pack, "documents.yml", "document"):
        texts = {key: row.pop(key) for key in ("issuer", "where", "legalisation")}
        cost = row.pop("cost")
        yield {**row, **_texts(texts), "cost_state": cost["state"], "cost": cost["rate"]}


def _steps(pack: Pack) -> Iterator[Row]:
    for row in _plain(pack, "procedure.yml", "step"):
        texts = {key: row.pop(key) for key in ("who", "where", "form")}
        yield {**row, **_texts(texts), "depends_on": ",".join(row["depends_on"])}


def _questions(pack: Pack) -> Iterator[Row]:
    yield from _plain(pack, "questions.yml", "question")


def _payment(pack: Pack) -> Iterator[Row]:
    for row in _plain(pack, "payment.yml", "payment"):
        texts = {key: row.pop(key) for key in ("exporter_bears", "importer_bears")}
        yield {**row, **_texts(texts), "markets": ",".join(row["markets"])}


_SPREAD = frozenset({"scope", "value", "valid", "known", "title", "text", "citations", "standing"})


def _spread(pack: Pack, fact: Fact) -> Row:
    """What facts have in common, as columns: words, both times, standing, citations, scope, value."""
    one = fact.values
    row: Row = {
        **envelope(pack, one),
        **_maybe_two("title", one["title"]),
        **_maybe_two("text", one["text"]),
        "pack": pack.id,
        "country": country(pack),
    }
    if "scope" in one:
        row |= _scope(one["scope"])
    if "value" in one:
        row |= _value(pack, one["value"])
    return row


def _scope(scope: Mapping[str, Any]) -> Row:
    joined = {key: ",".join(scope[key]) for key in ("origins", "destinations", "codes")}
    plain = {key: scope[key] for key in ("direction", "hs_rev")}
    return {**plain, **joined, "except_codes": ",".join(scope["except"])}


def _value(pack: Pack, value: Mapping[str, Any]) -> Row:
    said = [{**one, "citations": json.loads(cited(pack, one["citations"]))} for one in value["says"]]
    missing = value["missing"] or {"en": "", "fa": ""}
    return {
        **{key: value[key] for key in ("state", "rate", "low", "high")},
        **_maybe_two("missing", missing),
        "says": json.dumps(said, ensure_ascii=False),
    }


def _texts(texts: Mapping[str, Mapping[str, str] | None]) -> Row:
    return {key: words for name, both in texts.items() for key, words in _maybe_two(name, both).items()}


def _maybe_two(key: str, both: Mapping[str, str] | None) -> Row:
    return {f"{key}_{lang}": both[lang] if both else "" for lang in ("en", "fa")}
