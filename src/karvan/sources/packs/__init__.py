"""Law and region packs: dated, cited YAML."""

from karvan.sources.packs.keep import SHIPPED, keep_in_force
from karvan.sources.packs.lint import Finding, lint
from karvan.sources.packs.read import DESCRIPTION, read, whole_packs

__all__ = ["DESCRIPTION", "SHIPPED", "Finding", "keep_in_force", "lint", "read", "whole_packs"]
