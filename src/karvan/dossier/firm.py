"""One firm of the region: which of the region's product lines it makes, and what the lists say of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from karvan.dossier.name import Name
from karvan.dossier.plan import Plan
from karvan.dossier.screened import ScreenedParty

_BARRED = frozenset(["hit", "possible_hit"])


@dataclass(frozen=True, slots=True)
class Firm:
    """`lines` are the product lines it makes (id and name), `unknown` what it makes that no line covers."""

    name: Name
    lines: tuple[tuple[str, Name], ...]
    unknown: tuple[str, ...]
    screened: ScreenedParty

    @property
    def products(self) -> tuple[str, ...]:
        """Ids of its product lines."""
        return tuple(product for product, _ in self.lines)

    @property
    def is_barred(self) -> bool:
        """Whether a list, or the region's pack, names it or may name it."""
        found = any(one.state in _BARRED for one in self.screened.lists)
        return found or self.screened.pack == "listed"


def firm_of(plan: Plan, name: Name, wanted: Iterable[str], screened: ScreenedParty) -> Firm:
    """A firm that makes `wanted`: ids of the region's lines, or HS codes inside or around their codes."""
    lines = {
        line.product: line
        for market in plan.markets[:1]
        for group in market.sections
        for line in (*group.recommended, *group.stopped)
    }
    made: dict[str, Name] = {}
    unknown: list[str] = []
    for one in wanted:
        found = [
            line
            for line in lines.values()
            if one == line.product or any(code.startswith(one) or one.startswith(code) for code in line.codes)
        ]
        made |= {line.product: line.name for line in found}
        unknown += [] if found else [one]
    return Firm(name, tuple(made.items()), tuple(unknown), screened)
