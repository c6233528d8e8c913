"""A document as one HTML page: for the screen, or laid out for paper, where `reports.pdf` takes it."""

from karvan.reports.page.build import Paper, to_html

__all__ = ["Paper", "to_html"]
