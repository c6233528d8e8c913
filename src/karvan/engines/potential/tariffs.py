"""Duties as a user or another engine hands them in; without them the factors are not applied."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from karvan.errors import QuestionError


@dataclass(frozen=True, slots=True)
class Duty:
    """Two duty rates as fractions: on home's goods, and on average on everybody's."""

    home: float
    average: float


@dataclass(frozen=True, slots=True)
class Tariffs:
    """Duties by subheading; one that is missing is unknown.

    `forward`: what the market will charge (t_ijk, t_.jk). `historic`: what home and all exporters faced over
    all markets when the trade was made (t_i.k, t_..k). They are kept apart because an exporter that sells to
    one market only would gain nothing from a lower duty there if one table fed both.
    Raises QuestionError for a rate that is not a number or negative.
    """

    source: str
    forward: Mapping[str, Duty] = field(default_factory=dict)
    historic: Mapping[str, Duty] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, duties in (("forward", self.forward), ("historic", self.historic)):
            for hs6, duty in duties.items():
                if not all(math.isfinite(rate) and rate >= 0 for rate in (duty.home, duty.average)):
                    raise QuestionError(
                        "The {name} duty on {hs6} is not a fraction of at least 0.",
                        where=self.source,
                        fix="Give 0.05 for 5 %; leave out what is unknown.",
                        name=name,
                        hs6=hs6,
                    )
