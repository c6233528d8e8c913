"""The answers: figures with flags that say which of them are known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from karvan.engines.potential.complexity.arrays import Flags, Floats
from karvan.engines.potential.complexity.space import proximity
from karvan.model.known import Known, Maybe, Unknown


@dataclass(frozen=True, slots=True)
class Figures:
    """One figure per country or product. Where `is_known` is false, `values` holds 0 as a filler, never NaN."""

    values: Floats
    is_known: Flags

    def at(self, place: int) -> Maybe[float]:
        """The figure at `place`, or Unknown: the presence matrix does not determine it."""
        if self.is_known[place]:
            return Known(float(self.values[place]))
        return Unknown("not_computed", ("presence",))

    def known(self) -> Floats:
        """The known values alone, in their order."""
        return self.values[self.is_known]


@dataclass(frozen=True, slots=True)
class Complexity:
    """Complexity of C countries and P products.

    `rca` and `presence` C x P; `diversity` C and `ubiquity` P (counts; sums when presence is continuous);
    `eci` C (mean 0, standard deviation 1 over the known countries) and `pci` P on the same scale, so that a
    country's ECI is the mean PCI of what it makes; `density` C x P in [0, 1]; `coi` C (mean 0, standard deviation 1
    over the known countries); `cog` C x P in standard deviations of ECI. `diagonal` is the nearness of a product to
    itself that density and cog were made with.

    `has_eci` C and `has_pci` P say for whom complexity is known: also `coi` and the rows of `cog` follow `has_eci`,
    its columns `has_pci`. Unknown are countries of zero diversity, products nobody makes, and whoever shares no
    product, even indirectly, with the largest connected part. Their places hold 0 as a filler, never NaN.
    """

    rca: Floats
    presence: Floats
    diversity: Floats
    ubiquity: Floats
    eci: Floats
    pci: Floats
    density: Floats
    coi: Floats
    cog: Floats
    has_eci: Flags
    has_pci: Flags
    diagonal: Literal[0, 1]

    def eci_of(self, country: int) -> Maybe[float]:
        """ECI of the country in this row, or Unknown."""
        return Figures(self.eci, self.has_eci).at(country)

    def coi_of(self, country: int) -> Maybe[float]:
        """COI of the country in this row, or Unknown."""
        return Figures(self.coi, self.has_eci).at(country)

    def pci_of(self, product: int) -> Maybe[float]:
        """PCI of the product in this column, or Unknown."""
        return Figures(self.pci, self.has_pci).at(product)

    @property
    def proximity(self) -> Floats:
        """P x P in [0, 1], made anew at each call: 8 P^2 bytes that nothing else here needs."""
        return proximity(self.presence, diagonal=self.diagonal)

    @property
    def distance(self) -> Floats:
        """C x P: 1 - density."""
        return 1 - self.density
