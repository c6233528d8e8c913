"""How much non-originating material may miss the change of classification (de minimis).

none                           nothing may
10%                            a tenth of the value, for CC, CTH and CTSH
10% on CTH,CTSH except 50,51   for these rules, not for products of these chapters
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from karvan.model.origin_rule.tree import LEVELS, check_share, percent, unreadable

_TEXT = re.compile(
    r"(\d{1,3}(?:\.\d{1,4})?)\s*%(?:\s+on\s+([A-Za-z, ]+?))?(?:\s+except\s+([\d, ]+))?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Tolerance:
    """A share (fraction) of the product's value; `excluded` are two-digit chapters of the product."""

    share: Decimal
    applies_to: tuple[str, ...] = tuple(LEVELS)
    excluded: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_share(self.share)
        for level in self.applies_to:
            if level not in LEVELS:
                raise unreadable(level, "a tolerance is for CC, CTH or CTSH")
        for chapter in self.excluded:
            if len(chapter) != 2:
                raise unreadable(chapter, "a tolerance leaves out whole chapters of two digits")
        object.__setattr__(self, "applies_to", tuple(one for one in LEVELS if one in self.applies_to))
        object.__setattr__(self, "excluded", tuple(sorted(set(self.excluded))))

    def share_for(self, level: str, chapter: str) -> Decimal:
        """The share that counts for one rule and one chapter of the product; 0 when none does."""
        return self.share if level in self.applies_to and chapter not in self.excluded else Decimal(0)

    def __str__(self) -> str:
        if not self.share or not self.applies_to:
            return "none"
        levels = "" if self.applies_to == tuple(LEVELS) else f" on {','.join(self.applies_to)}"
        chapters = f" except {','.join(self.excluded)}" if self.excluded else ""
        return f"{percent(self.share)}{levels}{chapters}"


def parse_tolerance(text: str) -> Tolerance:
    """The tolerance a text says. Raises OriginRuleUnreadable."""
    plain = text.strip()
    if plain.lower() == "none":
        return Tolerance(Decimal(0))
    found = _TEXT.fullmatch(plain)
    if found is None:
        raise unreadable(text[:60], "a tolerance is written like 10%, or 10% on CTH except 50,51, or none")
    share, levels, chapters = found.groups()
    return Tolerance(
        Decimal(share).scaleb(-2),
        _listed(levels.upper()) if levels else tuple(LEVELS),
        _listed(chapters) if chapters else (),
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(","))
