"""Law and region packs: dated, cited YAML."""

from karvan.sources.packs.lint import Finding, lint
from karvan.sources.packs.read import DESCRIPTION, read

__all__ = ["DESCRIPTION", "Finding", "lint", "read"]
