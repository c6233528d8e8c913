"""shares.yml: what somebody stated of a region's part in the nation, and its part of people, product or jobs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from karvan.errors import PackError
from karvan.sources.packs.shapes import SHARE_BASES
from karvan.sources.packs.study import Fact

_KEPT = ("id", "level", "basis", "period_start", "period_end", "share", "amount", "nation_amount", "unit")


def fault(fact: Fact) -> PackError | None:
    """What is wrong with a share as a whole."""
    one = fact.values
    bases = SHARE_BASES[one["level"]]
    if one["basis"] not in bases:
        return fact.page.wrong(
            fact.line,
            "A {level} share has no basis {basis}.",
            "Use one of: {known}.",
            level=one["level"],
            basis=one["basis"],
            known=", ".join(bases),
        )
    if (one["level"] == "fallback") == bool(one["codes"]):
        return fact.page.wrong(
            fact.line,
            "A stated share is of codes, a fallback of none.",
            "Write codes, or [] for a fallback.",
        )
    return _figure_fault(fact)


def _figure_fault(fact: Fact) -> PackError | None:
    share, amount, nation = (fact.values[key] for key in ("share", "amount", "nation_amount"))
    page, line = fact.page, fact.line
    if (share is None) == (amount is None):
        return page.wrong(
            line, "A share is given as share or as amount.", "Write one of them, and null for the other."
        )
    if share is not None and share > 1:
        return page.wrong(line, "The share {share} is above 1.", "Write it as a fraction.", share=share)
    if share is not None and nation is not None:
        return page.wrong(line, "A share needs no national amount.", "Write null.")
    if amount is not None and not fact.values["unit"]:
        return page.wrong(line, "An amount has no unit.", "Name it under unit.")
    if nation is not None and amount > nation:
        return page.wrong(line, "The region's amount is above the nation's.", "Correct one of the two.")
    return None


def rows(fact: Fact, head: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """One row per code; a fallback has one, of the empty code."""
    one = fact.values
    row = {
        **{key: one[key] for key in _KEPT},
        **{f"note_{lang}": words for lang, words in one["note"].items()},
        **{key: head[key] for key in ("hs_rev", "observed_on", "review_by")},
    }
    yield from ({**row, "code": code} for code in one["codes"] or ("",))
