"""Reads the origin part of an agreement from the packs in force."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from karvan.engines.access.law import rows
from karvan.engines.access.law.facts import Agreement
from karvan.engines.access.origin.applied import applied_on
from karvan.engines.access.origin.scheme import OriginScheme, ProductRule
from karvan.errors import QuestionError
from karvan.model.known import Known, Unknown
from karvan.model.origin_rule import parse_tolerance
from karvan.model.truth import Truth
from karvan.store.snapshot import Snapshot

_REQUIRED = {"required": Truth.YES, "not_required": Truth.NO}


@dataclass(frozen=True, slots=True)
class Held:
    """An agreement as the packs hold it: `applied` on the day of the law, `why` when that is unknown."""

    agreement: Agreement
    scheme: OriginScheme
    applied: Truth
    why: str


def open_agreement(snapshot: Snapshot, wanted: str, importer: str, on: date, known_on: date) -> Held:
    """The agreement `wanted` (its id, or pack:id) as known on a day; the importer's own pack goes first.

    Raises QuestionError when no pack held it then, SnapshotMissing when no packs are loaded.
    """
    pack, _, name = wanted.rpartition(":")
    found = [
        (row["country"] != importer, row["pack"], rows.agreement(row))
        for row in snapshot.read("pack_agreements", {"agreement": name}).iter_rows(named=True)
        if pack in ("", row["pack"])
    ]
    known = sorted((one for one in found if one[2].envelope.was_known(known_on)), key=lambda one: one[:2])
    if not known:
        raise QuestionError(
            "No pack held the agreement {wanted} on {known_on}.",
            fix="Known agreements: {known}.",
            wanted=wanted,
            known_on=known_on,
            known=", ".join(sorted(set(snapshot.read("pack_agreements")["agreement"]))) or "-",
        )
    _, owner, agreement = known[0]
    applied, why = applied_on(agreement, on, known_on)
    return Held(agreement, _scheme(snapshot, owner, agreement), applied, why)


def _scheme(snapshot: Snapshot, pack: str, agreement: Agreement) -> OriginScheme:
    version = agreement.envelope.observed_on
    wanted = {"pack": pack, "agreement": agreement.id, "observed_on": version}
    read = snapshot.read("pack_origin_rules", wanted)
    rules = tuple(
        ProductRule(tuple(row["codes"].split(",")), row["hs_rev"], row["rule"], _cited(row["citations"]))
        for row in read.iter_rows(named=True)
    )
    tolerance = agreement.tolerance
    return OriginScheme(
        agreement=agreement.id,
        parties=agreement.parties,
        rules=rules,
        is_complete=agreement.rules_complete,
        value_base="" if agreement.value_base == "unknown" else agreement.value_base.upper(),
        tolerance=Known(parse_tolerance(tolerance)) if tolerance else Unknown("not_loaded"),
        cumulation=agreement.cumulation,
        direct_transport=_REQUIRED.get(agreement.direct_transport, Truth.UNKNOWN),
        proofs=agreement.proofs,
        proof_months=agreement.proof_months,
        citations=tuple(f"{one.source} ({one.at})" for one in agreement.envelope.citations),
    )


def _cited(text: str) -> tuple[str, ...]:
    return tuple(f"{source} ({at})" for source, at in json.loads(text))
