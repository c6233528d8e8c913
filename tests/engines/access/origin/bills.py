"""Short ways to write bills and schemes for tests; the firm and its figures are fictional."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from karvan.engines.access.origin import OriginAnswer, OriginScheme, ProductRule, Question, judge
from karvan.model.bill import Bill, Material, Status, Transport
from karvan.model.known import Known, Maybe, Unknown
from karvan.model.origin_rule import parse_tolerance
from karvan.model.truth import Truth

ON = date(2026, 11, 24)
FOIL = "760711"


def maybe(said: str) -> Maybe[str]:
    return Unknown("not_given") if said == "?" else Known(said)


def amount(said: str) -> Maybe[Decimal]:
    return Unknown("not_given") if said == "?" else Known(Decimal(said))


def material(line: int, said: str) -> Material:
    """`hs origin status value [proof]`; ? is unknown, w o n are the three statuses."""
    hs, origin, status, value, *proof = said.split()
    statuses = {
        "w": Status.WHOLLY_OBTAINED,
        "o": Status.ORIGINATING,
        "n": Status.NON_ORIGINATING,
        "?": Status.UNKNOWN,
    }
    return Material(
        line,
        f"m{line}",
        maybe(hs),
        maybe(origin),
        statuses[status],
        Truth(proof[0]) if proof else Truth.UNKNOWN,
        amount(value),
    )


def bill(*materials: str, exw: str = "1000", fob: str = "1100", hs: str = FOIL, **more: object) -> Bill:
    """A product of Iran at 1000 ex works and 1100 FOB, its work sufficient and its way direct."""
    answers: dict[str, object] = {
        "wholly_obtained": Truth.NO,
        "only_simple_operations": Truth.NO,
        "transport": Transport.DIRECT,
        "hs_rev": 2022,
        **more,
    }
    listed = tuple(material(line, said) for line, said in enumerate(materials, start=1))
    return Bill(
        name="foil",
        hs=hs,
        country="IRN",
        currency="USD",
        exw=amount(exw),
        fob=amount(fob),
        materials=listed,
        **answers,
    )


def scheme(rule: str, *, tolerance: str = "none", **more: object) -> OriginScheme:
    """An agreement of Iran with Armenia and Russia, all known, whose one rule is for foil."""
    known: dict[str, object] = {
        "value_base": "EXW",
        "cumulation": "bilateral",
        "direct_transport": Truth.YES,
        "is_complete": True,
        "rules": (ProductRule((FOIL,), 2022, rule, ("toy:rules",)),),
        **more,
    }
    said = Unknown("not_loaded") if tolerance == "?" else Known(parse_tolerance(tolerance))
    return OriginScheme(agreement="toy", parties=("IRN", "ARM", "RUS"), tolerance=said, **known)


def ask(bill: Bill, scheme: OriginScheme, applied: Truth | None = Truth.YES) -> OriginAnswer:
    return judge(Question(bill, scheme, "ARM", ON, applied))
