"""Rows of the pack tables as facts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TypeAlias

from karvan.engines.access.law.envelope import Cited, Envelope
from karvan.engines.access.law.facts import (
    Agreement,
    ControlQuestion,
    Document,
    Jurisdiction,
    Measure,
    PaymentFact,
    Saying,
    ScheduleLine,
    Step,
    Treatment,
    Words,
)
from karvan.engines.access.law.scope import Scope

Row: TypeAlias = Mapping[str, Any]


def jurisdiction(row: Row) -> Jurisdiction:
    """A row of `pack_jurisdictions`."""
    kept = ("country", "system", "hs_rev", "digits", "currency", "valuation", "round_step", "round_mode")
    return Jurisdiction(
        id=row["jurisdiction"],
        title=_words(row, "title"),
        envelope=envelope(row),
        **{key: row[key] for key in kept},
    )


def measure(row: Row) -> Measure:
    """A row of `pack_measures`."""
    said = tuple(
        Saying(one["rate"], Words(**one["text"]), _cited(one["citations"])) for one in json.loads(row["says"])
    )
    return Measure(
        id=row["measure"],
        says=said,
        missing=_words(row, "missing"),
        base=_list(row["base"]),
        needs=_list(row["needs"]),
        **{key: row[key] for key in ("pack", "kind", "branch", "state", "rate", "low", "high", "sequence")},
        scope=scope(row),
        **_common(row),
    )


def treatment(row: Row) -> Treatment:
    """A row of `pack_treatments`."""
    return Treatment(row["treatment"], row["origin"], row["branch"], row["state"], **_common(row))


def agreement(row: Row) -> Agreement:
    """A row of `pack_agreements`."""
    kept = ("signed", "in_force", "applied_from", "applied", "proof_months", "value_base", "tolerance",
            "cumulation", "direct_transport", "rules_complete")  # fmt: skip
    return Agreement(
        id=row["agreement"],
        parties=_list(row["parties"]),
        proofs=_list(row["proofs"]),
        issuer=_words(row, "issuer"),
        **{key: row[key] for key in kept},
        **_common(row),
    )


def document(row: Row) -> Document:
    """A row of `pack_documents`."""
    kept = ("country", "necessity", "language", "per", "cost_state", "cost", "days_least", "days_most")
    return Document(
        id=row["document"],
        scope=scope(row),
        issuer=_words(row, "issuer"),
        where=_words(row, "where"),
        legalisation=_words(row, "legalisation"),
        **{key: row[key] for key in kept},
        **_common(row),
    )


def step(row: Row) -> Step:
    """A row of `pack_steps`."""
    return Step(
        id=row["step"],
        scope=scope(row),
        who=_words(row, "who"),
        where=_words(row, "where"),
        form=_words(row, "form"),
        depends_on=_list(row["depends_on"]),
        **{key: row[key] for key in ("country", "side", "order", "days_least", "days_most")},
        **_common(row),
    )


def question(row: Row) -> ControlQuestion:
    """A row of `pack_questions`."""
    kept = {key: row[key] for key in ("topic", "country", "stops_on")}
    return ControlQuestion(id=row["question"], scope=scope(row), **kept, **_common(row))


def payment(row: Row) -> PaymentFact:
    """A row of `pack_payment`."""
    return PaymentFact(
        id=row["payment"],
        part=row["part"],
        markets=_list(row["markets"]),
        exporter_bears=_words(row, "exporter_bears"),
        importer_bears=_words(row, "importer_bears"),
        **_common(row),
    )


def schedule_line(row: Row, hs_rev: int) -> ScheduleLine:
    """A row of `pack_schedule_lines`; `hs_rev` is that of the pack's jurisdiction."""
    is_export, is_mfn = row["direction"] == "export", row["branch"] == "mfn"
    kind = "export_duty" if is_export else "mfn_duty" if is_mfn else "preference"
    return ScheduleLine(
        schedule=row["schedule"],
        kind=kind,
        branch="" if is_mfn or is_export else row["branch"],
        hs_rev=hs_rev,
        base=("customs_value",),
        rate=row["rate"] or "",
        is_own=False,
        envelope=envelope(row),
        **{key: row[key] for key in ("direction", "code", "description", "unit", "rate_text", "status",
                                     "footnote", "edition")},
    )  # fmt: skip


def scope(row: Row) -> Scope:
    """The scope columns of a row."""
    return Scope(
        direction=row["direction"],
        origins=_list(row["origins"]),
        destinations=_list(row["destinations"]),
        hs_rev=row["hs_rev"],
        codes=_list(row["codes"]),
        except_codes=_list(row["except_codes"]),
    )


_ENVELOPE = (
    "valid_from",
    "valid_to",
    "date_precision",
    "lifting",
    "observed_on",
    "review_by",
    "known_until",
    "standing",
)


def envelope(row: Row) -> Envelope:
    """The envelope columns of a row."""
    return _envelope(row["citations"], tuple(row[key] for key in _ENVELOPE))


@lru_cache(maxsize=4096)
def _envelope(citations: str, kept: tuple[Any, ...]) -> Envelope:
    """The lines of a schedule share one envelope; thousands of equal ones would take seconds to make."""
    return Envelope(**dict(zip(_ENVELOPE, kept, strict=True)), citations=_cited(json.loads(citations)))


def _cited(pairs: list[list[str]]) -> tuple[Cited, ...]:
    return tuple(Cited(source, at) for source, at in pairs)


def _common(row: Row) -> dict[str, Any]:
    return {"title": _words(row, "title"), "text": _words(row, "text"), "envelope": envelope(row)}


def _words(row: Row, key: str) -> Words:
    return Words(row[f"{key}_en"], row[f"{key}_fa"])


def _list(text: str) -> tuple[str, ...]:
    return tuple(text.split(",")) if text else ()
