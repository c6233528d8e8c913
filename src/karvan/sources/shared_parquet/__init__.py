"""The developers' copy of BACI in Parquet: feeds the bundle and the benchmarks, not a user's load."""

from karvan.sources.shared_parquet.chapters import BACI_CHAPTERS, read_chapter_history
from karvan.sources.shared_parquet.flows import BACI, flows_reading, read_flows_2024
from karvan.sources.shared_parquet.histories import read_chapter_pairs, read_first_years

__all__ = [
    "BACI",
    "BACI_CHAPTERS",
    "flows_reading",
    "read_chapter_history",
    "read_chapter_pairs",
    "read_first_years",
    "read_flows_2024",
]
