"""The question of an allocation: its regions, its codes and what the nation exports of each group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from karvan.engines.potential.region.settle import REST
from karvan.errors import QuestionError

PREFIXES = (0, 2, 4, 6)


def groups(national_usd: Mapping[str, float]) -> dict[str, float]:
    """Exports by chapter, heading and subheading."""
    sums: dict[str, float] = defaultdict(float)
    for code, value in national_usd.items():
        for length in (one for one in PREFIXES[1:] if one <= len(code)):
            sums[code[:length]] += value
    return dict(sums)


def check_question(
    home: str, regions: Sequence[str], national_usd: Mapping[str, float], wanted: Sequence[str]
) -> None:
    """Raise QuestionError for regions, codes or exports that cannot be asked about."""
    if not regions or len(set(regions)) < len(regions) or REST in regions:
        raise QuestionError(
            "The regions of {home} must be named, each once, and none of them {rest}.", home=home, rest=REST
        )
    wrong = [
        code for code in (*national_usd, *wanted) if not (code.isdecimal() and len(code) in PREFIXES[1:])
    ]
    if wrong:
        raise QuestionError("{code} is not an HS code.", where=home, code=wrong[0])
    odd = [code for code, value in national_usd.items() if not 0 <= value < float("inf")]
    if odd:
        raise QuestionError("The exports of {code} are no amount.", where=home, code=odd[0])
