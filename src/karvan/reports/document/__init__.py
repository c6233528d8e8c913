"""A printed document before it has a format: sections, tables and pictures that HTML, PDF and XLSX share."""

from karvan.reports.document.parts import (
    Block,
    Column,
    Document,
    Facts,
    Items,
    Paragraph,
    Picture,
    Section,
    Table,
    Text,
    Value,
    Words,
    every_block,
    every_section,
    every_value,
)

__all__ = [
    "Block",
    "Column",
    "Document",
    "Facts",
    "Items",
    "Paragraph",
    "Picture",
    "Section",
    "Table",
    "Text",
    "Value",
    "Words",
    "every_block",
    "every_section",
    "every_value",
]
