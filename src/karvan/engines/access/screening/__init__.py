"""Screening: parties, exposure and control lists; it informs and stops, and never clears anybody."""

from karvan.engines.access.screening.answer import (
    ControlAnswer,
    ExposureAnswer,
    ListAnswer,
    PartyAnswer,
    Screening,
    State,
)
from karvan.engines.access.screening.gate import Gate, may_recommend
from karvan.engines.access.screening.judge import Books, screen

__all__ = [
    "Books",
    "ControlAnswer",
    "ExposureAnswer",
    "Gate",
    "ListAnswer",
    "PartyAnswer",
    "Screening",
    "State",
    "may_recommend",
    "screen",
]
