"""The record of the back-test of silence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from karvan.engines.potential.silent.censored import Censored
from karvan.engines.potential.silent.score import Score


@dataclass(frozen=True)
class SilentRecord:
    """What `karvan backtest silent` measured over the pairs that vanished between the countries drawn silent.

    `overall`: pairs above `scored_from_usd` in the first year and listed in the score year. `non_reporters`: the
    same with the real non-reporters silenced together. `shock_years` within the span, of which this record says
    more than of calm ones; `by_seed` (seed, pairs, ours, baseline).
    """

    known_until: int
    score_year: int
    silent_share: float
    seeds: int
    scored_from_usd: float
    overall: Score
    strata: Mapping[str, Score]
    non_reporters: Score
    censored: Censored
    shock_years: tuple[int, ...]
    by_seed: tuple[tuple[int, int, float | None, float | None], ...]

    def to_json(self) -> dict[str, Any]:
        """Plain numbers, strings, lists and dictionaries; the overall figures stand at the top."""
        plain = asdict(self)
        return {**plain.pop("overall"), **plain}
