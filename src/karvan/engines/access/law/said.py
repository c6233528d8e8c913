"""What an answer says, as plain lists: what law cases compare, whole and in order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from karvan.engines.access.law.answer import AccessAnswer, Charge
from karvan.model.money import Money


def said(answer: AccessAnswer) -> dict[str, Any]:
    """Charges, papers, stops and totals by their ids; amounts as `1200.00 USD`, null when there is none."""
    return {
        "charges": [_charge(one) for branch in answer.branches for one in branch.charges],
        "export_charges": [_charge(one) for one in answer.export.charges],
        "branches": {branch.id: branch.state for branch in answer.branches},
        "stops": _ids(answer.stops),
        "flags": _ids(answer.flags),
        "documents": _ids(answer.imported.documents),
        "export_documents": _ids(answer.export.documents),
        "requirements": _ids(answer.imported.requirements),
        "export_requirements": _ids(answer.export.requirements),
        "questions": _ids(answer.questions),
        "agreements": {one.id: one.applied for one in answer.agreements},
        "subtotal": {branch.id: money(branch.total.known) for branch in answer.branches},
        "missing": {branch.id: list(branch.total.missing) for branch in answer.branches},
        "bounds": {
            branch.id: [money(branch.total.low), money(branch.total.high)] for branch in answer.branches
        },
    }


def money(amount: Money | None) -> str | None:
    """`1200.00 USD`, or None."""
    return None if amount is None else f"{amount.amount:f} {amount.currency}"


def _charge(charge: Charge) -> dict[str, str | None]:
    levy = charge.levy
    return {
        "branch": levy.branch or None,
        "measure": levy.measure,
        "state": levy.status,
        "rate": levy.rate if levy.status == "known" else None,
    }


def _ids(facts: Iterable[Any]) -> list[str]:
    return [one.id for one in facts]
