"""Fields that hold a figure or nothing: what the source does not give is null, never 0."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from karvan.sources.packs import fields
from karvan.sources.packs.record import Page
from karvan.sources.yaml_tree import Leaf, Node


def amount_or_null(node: Node, page: Page) -> float | None:
    """A number of 0 or more, or null when the source gives none."""
    if isinstance(node, Leaf) and node.is_null:
        return None
    found = fields.text(node, page)
    try:
        value = Decimal(found)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or value < 0:
        raise page.wrong(
            node.line,
            "{found} is no amount.",
            "Write a number of 0 or more with a point before the decimals, or null.",
            found=found,
        )
    return float(value)


def text_or_null(node: Node, page: Page) -> str:
    """Some words; an empty text for null."""
    return "" if isinstance(node, Leaf) and node.is_null else fields.text(node, page)
