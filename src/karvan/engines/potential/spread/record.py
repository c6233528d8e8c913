"""The record of the spread's back-test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from karvan.engines.potential.spread.score import PairScore, Summary
from karvan.engines.potential.spread.shares import Exponents

Inputs = Literal["bundle", "full"]


@dataclass(frozen=True, slots=True)
class SpreadRecord:
    """What `karvan backtest spread` measured; `pairs` names every held-out pair with its own figures.

    `inputs` "bundle": margins and the exporter's flows; "full": also the market's flows by supplier.
    """

    chapters: str
    inputs: Inputs
    seed: int
    training_pairs: int
    exponents: Exponents
    all_pairs: Summary
    named_pairs: Summary
    by_size: Mapping[str, Summary]
    pairs: tuple[PairScore, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain numbers, strings, lists and dictionaries."""
        return asdict(self)
