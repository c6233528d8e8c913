"""The conference as a programme; for now: reading its announcement."""

from karvan.engines.programme.announcement.source_text import text_of_bytes
from karvan.engines.programme.answer import Body, Gap, Programme, RegionFound, Seen
from karvan.engines.programme.ask import gazetteer_of, read_announcement

__all__ = [
    "Body",
    "Gap",
    "Programme",
    "RegionFound",
    "Seen",
    "gazetteer_of",
    "read_announcement",
    "text_of_bytes",
]
