"""What may stand in a field: each kind turns a node into a value, or raises PackError with its line."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Any

import pycountry

from karvan.errors import PackError, UnknownProduct
from karvan.model.product import HS_REVISIONS, Product
from karvan.sources.packs.record import Kind, Page
from karvan.sources.yaml_tree import Entries, Items, Leaf, Node

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def text(node: Node, page: Page) -> str:
    """Some words."""
    if not isinstance(node, Leaf) or node.is_null or not node.text.strip():
        raise page.wrong(node.line, "A text is missing here.", "Write it on this line.")
    return " ".join(node.text.split())


def slug(node: Node, page: Page) -> str:
    """A short name of small Latin letters, digits and single hyphens."""
    found = text(node, page)
    if not _SLUG.fullmatch(found):
        raise page.wrong(
            node.line,
            "{found} is not a short name.",
            "Use small Latin letters, digits and single hyphens.",
            found=found,
        )
    return found


def day(node: Node, page: Page) -> date:
    """A day as YYYY-MM-DD."""
    found = text(node, page)
    try:
        if _DATE.fullmatch(found):
            return date.fromisoformat(found)
    except ValueError as cause:
        raise _not_a_day(node, page, found) from cause
    raise _not_a_day(node, page, found)


def _not_a_day(node: Node, page: Page, found: str) -> PackError:
    return page.wrong(
        node.line, "{found} is not an ISO date.", "Write the day as YYYY-MM-DD (Gregorian).", found=found
    )


def day_or_null(node: Node, page: Page) -> date | None:
    """A day, or null when the source gives none."""
    return None if isinstance(node, Leaf) and node.is_null else day(node, page)


def one_of(*words: str) -> Kind:
    """One of a few words."""

    def kind(node: Node, page: Page) -> str:
        found = text(node, page)
        if found not in words:
            known = ", ".join(words)
            raise page.wrong(
                node.line, "{found} is not known here.", "Use one of: {known}.", found=found, known=known
            )
        return found

    return kind


def both(node: Node, page: Page) -> dict[str, str]:
    """The same words in English and Persian: {en, fa}."""
    if not isinstance(node, Entries) or node.entries.keys() != {"en", "fa"}:
        raise page.wrong(
            node.line, "A text in two languages is missing here.", "Give the keys en and fa, and no other."
        )
    return {lang: text(node.entries[lang], page) for lang in ("en", "fa")}


def list_of(kind: Kind, least: int = 1) -> Kind:
    """A list without repetition."""

    def kind_of_list(node: Node, page: Page) -> tuple[Any, ...]:
        if not isinstance(node, Items) or len(node.items) < least:
            raise page.wrong(
                node.line,
                "A list of at least {least} is missing here.",
                "Write it as [one, two].",
                least=least,
            )
        values: list[Any] = []
        for one in node.items:
            value = kind(one, page)
            if value in values:
                raise page.wrong(one.line, "{value} stands twice in the list.", "Keep one.", value=value)
            values.append(value)
        return tuple(values)

    return kind_of_list


def hs_rev(node: Node, page: Page) -> int:
    """A revision of the Harmonised System."""
    return int(one_of(*map(str, HS_REVISIONS))(node, page))


def hs_code(node: Node, page: Page) -> str:
    """A chapter, heading or subheading: two, four or six digits."""
    found = text(node, page)
    try:
        return Product(HS_REVISIONS[-1], found).code
    except UnknownProduct as cause:
        fix = "Write 2, 4 or 6 digits, without dots and with the leading zero."
        raise page.wrong(node.line, "{found} is not an HS code.", fix, found=found) from cause


def country(node: Node, page: Page) -> str:
    """ISO 3166-1 alpha-3."""
    found = text(node, page)
    if len(found) != 3 or pycountry.countries.get(alpha_3=found) is None:
        fix = "Use ISO 3166-1 alpha-3, for example IRN."
        raise page.wrong(node.line, "{found} is not a country code.", fix, found=found)
    return found


def country_or_any(node: Node, page: Page) -> str:
    """A country, or `any`, which the tables write as an empty text."""
    return "" if isinstance(node, Leaf) and node.text == "any" else country(node, page)


def subdivision(node: Node, page: Page) -> str:
    """ISO 3166-2."""
    found = text(node, page)
    if found not in _subdivisions():
        fix = "Use ISO 3166-2, for example IR-00."
        raise page.wrong(node.line, "{found} is not a region code.", fix, found=found)
    return found


@cache
def _subdivisions() -> frozenset[str]:
    return frozenset(one.code for one in pycountry.subdivisions)


def territory(node: Node, page: Page) -> str:
    """A country (ISO 3166-1 alpha-3) or a region (ISO 3166-2)."""
    return subdivision(node, page) if isinstance(node, Leaf) and "-" in node.text else country(node, page)


def citation(node: Node, page: Page) -> str:
    """The id of a citation in the pack's own pack.yml."""
    found = text(node, page)
    if found not in page.citations:
        fix = "Declare it under citations in pack.yml of the same pack."
        raise page.wrong(node.line, "No citation is called {found}.", fix, found=found)
    return found


citations: Kind = list_of(citation)
