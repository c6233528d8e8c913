"""How a potential is to be computed: parameters and what stands in for the future."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from karvan.errors import QuestionError

TREND, NEUTRAL_GROWTH = "trend", "neutral"
ALL_PRODUCTS, WITHOUT_ENERGY = "all", "without_energy"


@dataclass(frozen=True, slots=True)
class Projection:
    """Projected ratios end / base by country, both over the world's own ratio; a missing country is unknown.

    A common factor cancels in the exporters' shares; in demand it would add the world's growth and the
    dollar's inflation. So a country that grows like the world has ratio 1, and a potential is at the size of
    the world of the period. `window` = years the ratios were fitted on; None for ratios the user gave.
    Raises QuestionError for a ratio that is not a positive number.
    """

    gdp: Mapping[str, float]
    population: Mapping[str, float]
    source: str
    horizon_years: int
    window: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        for name, ratios in (("gdp", self.gdp), ("population", self.population)):
            for country, ratio in ratios.items():
                if not (math.isfinite(ratio) and ratio > 0):
                    raise QuestionError(
                        "The growth ratio of {country} is not a positive number: {ratio}.",
                        where=name,
                        fix="Give end over base, about 1; leave out countries that are unknown.",
                        country=country,
                        ratio=ratio,
                    )


@dataclass(frozen=True, slots=True)
class Settings:
    """Parameters of the market-share form; the defaults are those of the product.

    `growth`: trend (past trends, see growth.py), neutral, or a Projection such as the user's own of the IMF.
    Elasticities are the exponents e (income) and s (tariffs). `ease`: all products, or without energy, which
    then counts for the other products only. Raises QuestionError.
    """

    growth: str | Projection = TREND
    income_elasticity: float = 1.0
    tariff_elasticity: float = 1.0
    ease: str = ALL_PRODUCTS

    def __post_init__(self) -> None:
        if isinstance(self.growth, str) and self.growth not in (TREND, NEUTRAL_GROWTH):
            raise _not_one_of("growth", self.growth, (TREND, NEUTRAL_GROWTH))
        if self.ease not in (ALL_PRODUCTS, WITHOUT_ENERGY):
            raise _not_one_of("ease", self.ease, (ALL_PRODUCTS, WITHOUT_ENERGY))
        for name in ("income_elasticity", "tariff_elasticity"):
            if not (math.isfinite(getattr(self, name)) and getattr(self, name) >= 0):
                raise QuestionError("An elasticity is a number of at least 0.", where=name)


NEUTRAL = Settings(growth=NEUTRAL_GROWTH)


def _not_one_of(name: str, value: str, known: tuple[str, ...]) -> QuestionError:
    return QuestionError(
        "{value} is no way to count it.",
        where=name,
        fix="Use one of {known}.",
        value=value,
        known=", ".join(known),
    )
