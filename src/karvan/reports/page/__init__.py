"""A document as one HTML page: for the screen, or laid out for paper, where `reports.pdf` takes it."""

from karvan.reports.page.build import to_html
from karvan.reports.page.tables import Paper

__all__ = ["Paper", "to_html"]
