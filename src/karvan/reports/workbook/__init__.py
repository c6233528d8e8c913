"""A document as an XLSX workbook: a first page, the words, and one sheet for each table."""

from karvan.reports.workbook.build import to_xlsx

__all__ = ["to_xlsx"]
