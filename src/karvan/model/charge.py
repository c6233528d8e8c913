"""Kinds of charge, in the order in which a law usually stacks them, and how coverage counts facts."""

from __future__ import annotations

CHARGES = (
    "mfn_duty",
    "preference",
    "additional_duty",
    "protective_duty",
    "excise",
    "vat",
    "fee",
    "deposit",
    "export_duty",
)
# Of each the law of import may have one; one on which no fact speaks is missing, since silence is not zero.
EXPECTED = ("mfn_duty", "protective_duty", "excise", "vat", "fee")
# Topic -> kinds of charge.
CHARGE_TOPICS = {
    "duty": frozenset(["mfn_duty", "preference"]),
    "other_duties": frozenset(["additional_duty", "protective_duty"]),
    "taxes": frozenset(["vat", "excise"]),
    "fees": frozenset(["fee", "deposit"]),
    "export_duty": frozenset(["export_duty"]),
}
STANDINGS = ("verified", "single_source", "conflict", "unknown", "stale")
