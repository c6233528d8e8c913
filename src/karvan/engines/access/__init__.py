"""What the law says on a date. For now: stops and flags; duty, origin and procedure come with ACCESS."""

from karvan.engines.access.answer import LineStops, ProducerFinding, StopFact
from karvan.engines.access.ask import StopBook, open_stop_book

__all__ = ["LineStops", "ProducerFinding", "StopBook", "StopFact", "open_stop_book"]
