"""What the allocation needs from the store; the only files of this engine that see it."""

from karvan.engines.potential.region.ask.allocation import region_allocation

__all__ = ["region_allocation"]
