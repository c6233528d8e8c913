"""Whether a material counts as originating: its country, its status, its proof, and the agreement's cumulation."""

from __future__ import annotations

from dataclasses import dataclass

from karvan.engines.access.origin.answer import Gap
from karvan.engines.access.origin.scheme import OriginScheme
from karvan.engines.access.origin.spans import ANYTHING, Span
from karvan.model.bill import Material, Status
from karvan.model.known import Known
from karvan.model.truth import Truth, every

_MADE_THERE = (Status.WHOLLY_OBTAINED, Status.ORIGINATING)


@dataclass(frozen=True, slots=True)
class Counted:
    """A material with its reading; `gaps` say why `originating` is unknown."""

    material: Material
    originating: Truth
    wholly_obtained: Truth
    gaps: tuple[Gap, ...] = ()

    @property
    def line(self) -> int:
        """Its place in the bill."""
        return self.material.line

    @property
    def value(self) -> Span:
        """Its value, any of 0 or more when the firm does not know it."""
        known = self.material.value
        return Span(known.value, known.value) if isinstance(known, Known) else ANYTHING


def counted(material: Material, scheme: OriginScheme, country: str) -> Counted:
    """The material as the scheme counts it for a product made in `country`."""
    truth, kinds = _originating(material, scheme, country)
    wholly = {Status.WHOLLY_OBTAINED: Truth.YES, Status.UNKNOWN: Truth.UNKNOWN}.get(material.status, Truth.NO)
    gaps = tuple(Gap(0 if kind.startswith("cumul") else material.line, kind) for kind in kinds)
    return Counted(material, truth, every((truth, wholly)), gaps if truth is Truth.UNKNOWN else ())


def _originating(material: Material, scheme: OriginScheme, country: str) -> tuple[Truth, tuple[str, ...]]:
    if not isinstance(material.origin, Known):
        return _of_unknown_country(material, scheme)
    origin = material.origin.value
    if origin == country:
        return _own(material, scheme)
    if origin in scheme.parties:
        return _of_partner(material, scheme)
    return _of_third_country(material, scheme, origin)


def _of_unknown_country(material: Material, scheme: OriginScheme) -> tuple[Truth, tuple[str, ...]]:
    """It may be one's own, a partner's or another's: then all that would count there is open as well."""
    if material.status is Status.NON_ORIGINATING and scheme.cumulation not in ("full", "unknown"):
        return Truth.NO, ()
    is_open = {
        "status": material.status is Status.UNKNOWN,
        "proof": material.proof is Truth.UNKNOWN and scheme.cumulation != "none",
        "cumulation": scheme.cumulation == "unknown",
    }
    return Truth.UNKNOWN, ("origin", *(kind for kind, applies in is_open.items() if applies))


def _own(material: Material, scheme: OriginScheme) -> tuple[Truth, tuple[str, ...]]:
    if material.status in _MADE_THERE:
        return Truth.YES, ()
    if material.status is Status.UNKNOWN:
        return Truth.UNKNOWN, ("status",)
    return _work_counts(scheme)


def _work_counts(scheme: OriginScheme) -> tuple[Truth, tuple[str, ...]]:
    """A material made there from foreign inputs: under full cumulation a part of it counts, and which is not said."""
    if scheme.cumulation == "full":
        return Truth.UNKNOWN, ("inputs",)
    return (Truth.UNKNOWN, ("cumulation",)) if scheme.cumulation == "unknown" else (Truth.NO, ())


def _of_partner(material: Material, scheme: OriginScheme) -> tuple[Truth, tuple[str, ...]]:
    if scheme.cumulation == "none":
        return Truth.NO, ()
    truth, kinds = _proven(material, scheme)
    if scheme.cumulation == "unknown" and truth is not Truth.NO:
        return Truth.UNKNOWN, (*kinds, "cumulation")
    return truth, kinds


def _of_third_country(material: Material, scheme: OriginScheme, origin: str) -> tuple[Truth, tuple[str, ...]]:
    if scheme.cumulation not in ("diagonal", "unknown"):
        return Truth.NO, ()
    truth, kinds = (Truth.NO, ()) if material.status is Status.NON_ORIGINATING else _proven(material, scheme)
    if truth is Truth.NO:
        return Truth.NO, ()
    if scheme.cumulation == "unknown":
        return Truth.UNKNOWN, (*kinds, "cumulation")
    if scheme.cumulates_with is None:
        return Truth.UNKNOWN, (*kinds, "cumulates_with")
    return (truth, kinds) if origin in scheme.cumulates_with else (Truth.NO, ())


def _proven(material: Material, scheme: OriginScheme) -> tuple[Truth, tuple[str, ...]]:
    """Foreign material counts when it originates in its country and the firm holds the proof."""
    if material.proof is Truth.NO:
        return Truth.NO, ()
    lacks = ("proof",) if material.proof is Truth.UNKNOWN else ()
    if material.status in _MADE_THERE:
        return material.proof, lacks
    if material.status is Status.UNKNOWN:
        return Truth.UNKNOWN, ("status", *lacks)
    truth, kinds = _work_counts(scheme)
    return truth, (*kinds, *lacks) if truth is Truth.UNKNOWN else ()
