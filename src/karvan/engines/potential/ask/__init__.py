"""What the questions need from the store; the only room of the cell engine that sees it."""

from karvan.engines.potential.ask.history import LastYear, last_observed
from karvan.engines.potential.ask.verbs import assess

__all__ = ["LastYear", "assess", "last_observed"]
