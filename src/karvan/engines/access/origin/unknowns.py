"""All that the firm and the agreement leave unknown, whether it matters or not."""

from __future__ import annotations

from collections.abc import Iterator

from karvan.engines.access.origin.answer import Gap
from karvan.engines.access.origin.scheme import OriginScheme
from karvan.model.bill import Bill, Material
from karvan.model.known import Known
from karvan.model.truth import Truth


def unknowns(bill: Bill, scheme: OriginScheme) -> tuple[Gap, ...]:
    """Gaps of the product and the firm's answers, of the agreement, then of the materials by line."""
    return (*_of_firm(bill), *_of_scheme(scheme), *(gap for one in bill.materials for gap in _of(one, bill)))


def _of_firm(bill: Bill) -> Iterator[Gap]:
    for kind, value in (("exw", bill.exw), ("fob", bill.fob)):
        if not isinstance(value, Known):
            yield Gap(0, kind)
    for kind in ("wholly_obtained", "only_simple_operations", "transport"):
        if getattr(bill, kind) == "unknown":
            yield Gap(0, kind)
    for name, done in sorted(bill.processes.items()):
        if done is Truth.UNKNOWN:
            yield Gap(0, "process", name)


def _of_scheme(scheme: OriginScheme) -> Iterator[Gap]:
    if not isinstance(scheme.tolerance, Known):
        yield Gap(0, "tolerance")
    if not scheme.value_base:
        yield Gap(0, "value_base")
    if scheme.cumulation == "unknown":
        yield Gap(0, "cumulation")
    if scheme.cumulation == "diagonal" and scheme.cumulates_with is None:
        yield Gap(0, "cumulates_with")
    if scheme.direct_transport is Truth.UNKNOWN:
        yield Gap(0, "direct_transport")


def _of(material: Material, bill: Bill) -> Iterator[Gap]:
    for kind, value in (("hs", material.hs), ("origin", material.origin), ("value", material.value)):
        if not isinstance(value, Known):
            yield Gap(material.line, kind)
    if material.status == "unknown":
        yield Gap(material.line, "status")
    needs_proof = material.origin != Known(bill.country) and material.status != "non_originating"
    if needs_proof and material.proof is Truth.UNKNOWN:
        yield Gap(material.line, "proof")
