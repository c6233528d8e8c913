"""A country's own tariff schedule, as the user got it: every line cited and dated."""

from karvan.sources.national_schedule.about import DESCRIPTION
from karvan.sources.national_schedule.read import read
from karvan.sources.national_schedule.template import write_template

__all__ = ["DESCRIPTION", "read", "write_template"]
