"""Rules of origin on a firm's bill of materials: qualifies, does not qualify, or unknown, and which line decides."""

from karvan.engines.access.origin.answer import (
    Branch,
    Condition,
    Figure,
    Gap,
    MaterialView,
    OriginAnswer,
    Outcome,
)
from karvan.engines.access.origin.judge import Question, judge
from karvan.engines.access.origin.scheme import OriginScheme, ProductRule, rule_for

__all__ = [
    "Branch",
    "Condition",
    "Figure",
    "Gap",
    "MaterialView",
    "OriginAnswer",
    "OriginScheme",
    "Outcome",
    "ProductRule",
    "Question",
    "judge",
    "rule_for",
]
