"""The closed list of units that a specific duty may count in."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

# Unit -> (the unit a person is asked for, how many of those one of this is).
_BASES: Final[Mapping[str, tuple[str, Decimal]]] = {
    "kg": ("kg", Decimal(1)),
    "g": ("kg", Decimal("0.001")),
    "t": ("kg", Decimal(1000)),
    "l": ("l", Decimal(1)),
    "hl": ("l", Decimal(100)),
    "l_alcohol": ("l_alcohol", Decimal(1)),  # litres of pure (100 %) alcohol
    "pc": ("pc", Decimal(1)),
    "pair": ("pair", Decimal(1)),
    "m": ("m", Decimal(1)),
    "m2": ("m2", Decimal(1)),
    "m3": ("m3", Decimal(1)),
    "cm3": ("cm3", Decimal(1)),  # of the engine, over all vehicles: never the volume of the goods
    "ct": ("ct", Decimal(1)),
    "kwh": ("kwh", Decimal(1)),
}
UNITS: Final = frozenset(_BASES)


def asked_for(unit: str) -> str:
    """The unit in which people are asked for the quantity: tonnes are asked for in kg."""
    return _BASES[unit][0]


def counted_in(unit: str, quantities: Mapping[str, Decimal]) -> Decimal | None:
    """The quantity in `unit`, from whichever unit of the same kind was given; None when none was."""
    if unit in quantities:
        return quantities[unit]
    base, size = _BASES[unit]
    for other, quantity in quantities.items():
        if other in _BASES and _BASES[other][0] == base:
            return quantity * _BASES[other][1] / size
    return None
