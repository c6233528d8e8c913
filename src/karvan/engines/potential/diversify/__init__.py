"""Products not yet exported, ranked for a market: what is near to the basket and wanted there. Never dollars."""

from karvan.engines.potential.diversify.ask import diversify, registry_entries
from karvan.engines.potential.diversify.rank import Candidate, Entry, Ranking, rank_candidates

__all__ = ["Candidate", "Entry", "Ranking", "diversify", "rank_candidates", "registry_entries"]
