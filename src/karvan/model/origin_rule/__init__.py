"""Product rules of origin as small expressions: read and printed.

>>> str(parse_rule("CTH except 76.01 or MAXNOM 50% exw"))
'CTH except 7601 or MAXNOM 50% EXW'
"""

from karvan.model.origin_rule.read import parse_rule
from karvan.model.origin_rule.tolerance import Tolerance, parse_tolerance
from karvan.model.origin_rule.tree import (
    AllOf,
    AnyOf,
    MaxNom,
    Process,
    RegionalValue,
    Rule,
    Shift,
    WhollyObtained,
)

__all__ = [
    "AllOf",
    "AnyOf",
    "MaxNom",
    "Process",
    "RegionalValue",
    "Rule",
    "Shift",
    "Tolerance",
    "WhollyObtained",
    "parse_rule",
    "parse_tolerance",
]
