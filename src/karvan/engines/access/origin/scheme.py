"""The origin part of an agreement: what a product must fulfil to take its preference."""

from __future__ import annotations

from dataclasses import dataclass

from karvan.errors import QuestionError
from karvan.model.known import Known, Maybe, Unknown
from karvan.model.origin_rule import Rule, Tolerance, parse_rule
from karvan.model.origin_rule.tree import BASES
from karvan.model.truth import Truth

_NOT_LOADED = Unknown("not_loaded")
CUMULATIONS = ("none", "bilateral", "diagonal", "full", "unknown")


@dataclass(frozen=True, slots=True)
class ProductRule:
    """A rule as it stands in an agreement: code prefixes of `hs_rev`, text, and where it is written.

    Raises OriginRuleUnreadable when the text is no rule.
    """

    codes: tuple[str, ...]
    hs_rev: int
    text: str
    citations: tuple[str, ...]

    def __post_init__(self) -> None:
        parse_rule(self.text)

    @property
    def rule(self) -> Rule:
        """The text, read."""
        return parse_rule(self.text)

    def depth(self, hs: str) -> int:
        """Digits of the longest prefix that covers the product; 0 when none does."""
        return max((len(code) for code in self.codes if hs.startswith(code)), default=0)

    def is_below(self, hs: str) -> bool:
        """Whether it is about a part of what `hs` names, so that more digits are needed."""
        return any(code.startswith(hs) and code != hs for code in self.codes)


@dataclass(frozen=True, slots=True)
class OriginScheme:
    """Rules of one agreement as known on a day; whatever is not known says so.

    `value_base` EXW, FOB or empty (unknown). `cumulation` none, bilateral (materials of the parties), diagonal (of
    the parties and of `cumulates_with`; None = the countries are not known), full (work done in the parties counts
    as well) or unknown. `direct_transport`: whether it is required. `is_complete`: whether the rules of all
    products are loaded. `is_own`: a rule that a user holds, not an agreement we read.
    """

    agreement: str
    parties: tuple[str, ...]
    rules: tuple[ProductRule, ...]
    is_complete: bool
    value_base: str = ""
    tolerance: Maybe[Tolerance] = _NOT_LOADED
    cumulation: str = "unknown"
    cumulates_with: tuple[str, ...] | None = None
    direct_transport: Truth = Truth.UNKNOWN
    proofs: tuple[str, ...] = ()
    proof_months: int | None = None
    citations: tuple[str, ...] = ()
    is_own: bool = False

    def __post_init__(self) -> None:
        if self.value_base not in ("", *BASES) or self.cumulation not in CUMULATIONS:
            raise QuestionError(
                "{base} is no value base, or {cumulation} no cumulation.",
                fix="Bases: EXW, FOB or nothing. Cumulation: {known}.",
                base=self.value_base or "-",
                cumulation=self.cumulation,
                known=", ".join(CUMULATIONS),
            )


def rule_for(scheme: OriginScheme, hs: str, hs_rev: int) -> Maybe[ProductRule]:
    """The rule with the most specific prefix.

    Unknown: `other_revision`, `more_digits`, `rule_conflict`, `rule_not_loaded`, `rule_absent`, and
    `rule_may_be_finer`: a general rule is loaded, but not all rules are, and a finer one would go before it.
    """
    if any(one.hs_rev != hs_rev and (one.depth(hs) or one.is_below(hs)) for one in scheme.rules):
        return Unknown("other_revision")
    if any(one.is_below(hs) for one in scheme.rules):
        return Unknown("more_digits")
    deepest = max((one.depth(hs) for one in scheme.rules), default=0)
    if deepest == 0:
        return Unknown("rule_absent" if scheme.is_complete else "rule_not_loaded")
    return _only(scheme, [one for one in scheme.rules if one.depth(hs) == deepest], deepest)


def _only(scheme: OriginScheme, found: list[ProductRule], depth: int) -> Maybe[ProductRule]:
    if len({one.rule for one in found}) > 1:
        return Unknown("rule_conflict", tuple(one.text for one in found))
    if not scheme.is_complete and depth < 6:
        return Unknown("rule_may_be_finer", (found[0].text,))
    return Known(found[0])
