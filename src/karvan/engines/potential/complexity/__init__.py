"""Economic complexity: what countries make, how rare and related it is, and what lies within their reach."""

from karvan.engines.potential.complexity.advantage import blend, log_rca, rca, rpop, symmetric_rca
from karvan.engines.potential.complexity.answer import Complexity, Figures
from karvan.engines.potential.complexity.eigen import eci, eci_and_pci, pci
from karvan.engines.potential.complexity.fitness import Fitness, fitness
from karvan.engines.potential.complexity.lift import Lift, lift
from karvan.engines.potential.complexity.outlook import cog, coi, standardised
from karvan.engines.potential.complexity.presence import (
    binary,
    continuous,
    diversity,
    hhi_corrected,
    ubiquity,
)
from karvan.engines.potential.complexity.regions import external_eci
from karvan.engines.potential.complexity.space import density, distance, proximity, relatedness
from karvan.engines.potential.complexity.whole import complexity, complexity_of

__all__ = [
    "Complexity",
    "Figures",
    "Fitness",
    "Lift",
    "binary",
    "blend",
    "cog",
    "coi",
    "complexity",
    "complexity_of",
    "continuous",
    "density",
    "distance",
    "diversity",
    "eci",
    "eci_and_pci",
    "external_eci",
    "fitness",
    "hhi_corrected",
    "lift",
    "log_rca",
    "pci",
    "proximity",
    "rca",
    "relatedness",
    "rpop",
    "standardised",
    "symmetric_rca",
    "ubiquity",
]
