"""A country's own tariff schedule, as the user got it: every line cited and dated."""

from karvan.sources.national_schedule.read import DESCRIPTION, read
from karvan.sources.national_schedule.template import write_template

__all__ = ["DESCRIPTION", "read", "write_template"]
