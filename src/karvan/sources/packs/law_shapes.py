"""The keys of each law file, declared once; all are needed, and none besides.

Every fact of law carries two times: `valid`, when it is the law, and `known`, from which day and until
which day it is what we knew. A fact that turns out wrong or changes is closed with `known.until`, never
deleted, so that an old answer can be made again.
"""

from __future__ import annotations

from collections.abc import Mapping

from karvan.model.charge import CHARGES
from karvan.model.citation import Standing
from karvan.sources.packs import fields
from karvan.sources.packs.fields import both, list_of, one_of, slug, text
from karvan.sources.packs.law_fields import (
    KNOWN,
    VALID,
    countries_or_any,
    many,
    nested,
    or_null,
    pinpoints,
    tariff_code,
    value,
    whole,
    yes_no,
)
from karvan.sources.packs.record import Kind
from karvan.sources.packs.shape import Shape

_STANDING = one_of(*Standing)
_ENVELOPE: Mapping[str, Kind] = {
    "valid": nested("The validity", VALID),
    "known": nested("What was known when", KNOWN),
    "standing": _STANDING,
    "citations": pinpoints,
}
_WORDS: Mapping[str, Kind] = {"title": both, "text": both}

REQUIREMENTS = (
    "quota",
    "licence",
    "conformity",
    "labelling",
    "sps",
    "valuation",
    "fx_return",
    "transit",
    "registration",
)
# customs_value: as the jurisdiction's valuation says; the others are charges that came before.
BASES = (
    "customs_value",
    "mfn_duty",
    "additional_duty",
    "protective_duty",
    "excise",
    "vat",
    "fee",
    "declaration",
)

_SCOPE: Mapping[str, Kind] = {
    "direction": one_of("import", "export"),
    "origins": countries_or_any,
    "destinations": countries_or_any,
    "hs_rev": fields.hs_rev,
    "codes": list_of(tariff_code, least=0),
    "except": list_of(tariff_code, least=0),
}

JURISDICTION: Mapping[str, Kind] = {
    "id": slug,
    "country": fields.country,
    "system": text,
    "hs_rev": fields.hs_rev,
    "digits": whole,
    "currency": text,
    "valuation": one_of("cif", "cip", "fob", "unknown"),
    "rounding": or_null(
        nested("The rounding", {"step": text, "mode": one_of("half_up", "half_even", "down", "up")})
    ),
    **_WORDS,
    **_ENVELOPE,
}

MEASURE: Mapping[str, Kind] = {
    "id": slug,
    "kind": one_of(*CHARGES, *REQUIREMENTS),
    "scope": nested("The scope", _SCOPE),
    "branch": or_null(slug, ""),
    "value": value,
    "base": list_of(one_of(*BASES), least=0),
    "sequence": whole,
    "needs": list_of(slug, least=0),
    **_WORDS,
    **_ENVELOPE,
}

TREATMENT: Mapping[str, Kind] = {
    "id": slug,
    "origin": fields.country,
    "branch": slug,
    "state": one_of("applies", "does_not_apply", "unknown", "conflict"),
    **_WORDS,
    **_ENVELOPE,
}

AGREEMENT: Mapping[str, Kind] = {
    "id": slug,
    "parties": list_of(fields.country, least=2),
    "signed": fields.day_or_null,
    "in_force": fields.day_or_null,
    "applied_from": fields.day_or_null,
    "applied": one_of("applied", "not_applied", "unknown", "conflict", "ended"),
    "proofs": list_of(slug, least=0),
    "issuer": or_null(both),
    "proof_months": or_null(whole),
    "value_base": one_of("exw", "fob", "unknown"),
    "tolerance": or_null(text, ""),
    "cumulation": one_of("none", "bilateral", "diagonal", "full", "unknown"),
    "direct_transport": one_of("required", "not_required", "unknown"),
    "rules": many(
        "An origin rule",
        {"codes": list_of(tariff_code), "hs_rev": fields.hs_rev, "rule": text, "citations": pinpoints},
    ),
    "rules_complete": yes_no,
    **_WORDS,
    **_ENVELOPE,
}

DOCUMENT: Mapping[str, Kind] = {
    "id": slug,
    "scope": nested("The scope", _SCOPE),
    "necessity": one_of("required", "if_claimed", "if_listed", "unknown"),
    "issuer": both,
    "where": both,
    "language": or_null(text, ""),
    "legalisation": or_null(both),
    "per": one_of("shipment", "year", "contract", "once", "unknown"),
    "cost": value,
    "days_least": or_null(whole),
    "days_most": or_null(whole),
    **_WORDS,
    **_ENVELOPE,
}

STEP: Mapping[str, Kind] = {
    "id": slug,
    "side": one_of("export", "import", "transit"),
    "order": whole,
    "scope": nested("The scope", _SCOPE),
    "who": both,
    "where": both,
    "form": or_null(both),
    "days_least": or_null(whole),
    "days_most": or_null(whole),
    "depends_on": list_of(slug, least=0),
    **_WORDS,
    **_ENVELOPE,
}

QUESTION: Mapping[str, Kind] = {
    "id": slug,
    "topic": one_of(
        "end_use", "end_user", "re_export", "common_high_priority", "control_list", "military", "other"
    ),
    "scope": nested("The scope", _SCOPE),
    "stops_on": one_of("yes", "no"),
    **_WORDS,
    **_ENVELOPE,
}

PAYMENT: Mapping[str, Kind] = {
    "id": slug,
    "part": one_of("term", "guarantee", "bank", "ask_bank", "ask_lawyer"),
    "markets": countries_or_any,
    "exporter_bears": or_null(both),
    "importer_bears": or_null(both),
    **_WORDS,
    **_ENVELOPE,
}

SCHEDULE: Mapping[str, Kind] = {
    "id": slug,
    "file": text,
    "branch": slug,
    "direction": one_of("import", "export"),
    "valid": nested("The validity", VALID),
    "known": nested("What was known when", KNOWN),
    "standing": _STANDING,
    "citations": pinpoints,
    **_WORDS,
}

_LICENCE: Mapping[str, Kind] = {"licence": text}
LAW_SHAPES: Mapping[str, Shape] = {
    "jurisdiction.yml": Shape("The jurisdiction", "", {**_LICENCE, **JURISDICTION}, {}),
    "measures.yml": Shape("A measure", "measures", _LICENCE, MEASURE),
    "treatments.yml": Shape("A treatment", "treatments", _LICENCE, TREATMENT),
    "agreements.yml": Shape("An agreement", "agreements", _LICENCE, AGREEMENT),
    "documents.yml": Shape("A document", "documents", _LICENCE, DOCUMENT),
    "procedure.yml": Shape("A step", "steps", _LICENCE, STEP),
    "questions.yml": Shape("A question", "questions", _LICENCE, QUESTION),
    "payment.yml": Shape("A payment fact", "payment", _LICENCE, PAYMENT),
    "schedules.yml": Shape("A schedule", "schedules", _LICENCE, SCHEDULE),
}
