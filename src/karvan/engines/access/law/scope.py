"""What a fact of law is about: direction, origin, destination and goods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# The same goods in each revision of the HS: {2022: ("760612",), 2017: ("760612",)}.
Codes = Mapping[int, tuple[str, ...]]

WHOLE, PART, NONE = "whole", "part", "none"


@dataclass(frozen=True, slots=True)
class Scope:
    """Empty tuples mean any; `codes` and `except_codes` are prefixes in revision `hs_rev`."""

    direction: str
    origins: tuple[str, ...]
    destinations: tuple[str, ...]
    hs_rev: int
    codes: tuple[str, ...]
    except_codes: tuple[str, ...]

    def is_for(self, origin: str, destination: str) -> bool:
        """Whether goods of `origin` on their way to `destination` are meant."""
        return (not self.origins or origin in self.origins) and (
            not self.destinations or destination in self.destinations
        )

    def reach(self, codes: Codes) -> tuple[str, int]:
        """How much of the goods it covers, and by how many digits: whole, part or none.

        Part: it is about some of the goods only (a longer code, an exception, one of several codes that
        the goods became in its revision); which, the national line would tell.
        """
        asked = codes.get(self.hs_rev, ())
        found = [_reach(code, self.codes) for code in asked] if self.codes else [(WHOLE, 0)]
        if not found or all(one == NONE for one, _ in found):
            return NONE, 0
        digits = max(depth for _, depth in found)
        taken_out = [_reach(code, self.except_codes)[0] for code in asked]
        if taken_out and all(one == WHOLE for one in taken_out):
            return NONE, 0
        if any(one != WHOLE for one, _ in found) or any(one != NONE for one in taken_out):
            return PART, digits
        return WHOLE, digits


def _reach(code: str, prefixes: tuple[str, ...]) -> tuple[str, int]:
    covering = [len(prefix) for prefix in prefixes if code.startswith(prefix)]
    if covering:
        return WHOLE, max(covering)
    inside = [len(prefix) for prefix in prefixes if prefix.startswith(code)]
    return (PART, max(inside)) if inside else (NONE, 0)
