"""Firms to be screened, from the user's own file; nothing of it is kept in the warehouse."""

from karvan.sources.firms.read import Declared, declared, read
from karvan.sources.firms.template import ENDINGS, template

__all__ = ["ENDINGS", "Declared", "declared", "read", "template"]
