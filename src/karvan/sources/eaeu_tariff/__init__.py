"""The common customs tariff of the Eurasian Economic Union: feeds a pack's schedule, not a user's load."""

from karvan.sources.eaeu_tariff.lines import TariffLine
from karvan.sources.eaeu_tariff.published import published, read_published
from karvan.sources.eaeu_tariff.read import SCHEDULE, Tariff, read_tariff, tariff_of

__all__ = ["SCHEDULE", "Tariff", "TariffLine", "published", "read_published", "read_tariff", "tariff_of"]
