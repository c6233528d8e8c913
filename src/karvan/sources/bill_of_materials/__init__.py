"""A firm's bill of materials from its own file; nothing of it is kept in the warehouse."""

from karvan.sources.bill_of_materials.read import read
from karvan.sources.bill_of_materials.template import ENDINGS, template

__all__ = ["ENDINGS", "read", "template"]
