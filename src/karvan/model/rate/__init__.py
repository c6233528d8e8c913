"""Rates of law as small expressions: read, printed, asked what they need, and applied.

>>> rate = parse_rate("10% min 0.04 EUR/kg")
>>> formula(rate)
'10 % of the customs value, but not less than 0.04 EUR per kg'
"""

from karvan.model.rate.apply import Fx, amount
from karvan.model.rate.needs import currencies, needs
from karvan.model.rate.read import parse_rate
from karvan.model.rate.tree import AtLeast, AtMost, Bands, Fixed, Percent, Plus, Rate, Specific, Step
from karvan.model.rate.units import UNITS
from karvan.model.rate.words import formula

__all__ = [
    "UNITS",
    "AtLeast",
    "AtMost",
    "Bands",
    "Fixed",
    "Fx",
    "Percent",
    "Plus",
    "Rate",
    "Specific",
    "Step",
    "amount",
    "currencies",
    "formula",
    "needs",
    "parse_rate",
]
