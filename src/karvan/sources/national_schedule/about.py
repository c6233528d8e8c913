"""The file about a schedule: what it is, where it stands, how its columns are to be read. No key is guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pycountry

from karvan.errors import LayoutChanged, PackError, UnreadableInput
from karvan.model.citation import Standing
from karvan.model.jalali import parse_day
from karvan.model.product import HS_REVISIONS
from karvan.model.territory import is_country
from karvan.sources.contract import describe
from karvan.sources.files import read_text
from karvan.sources.yaml_tree import Entries, Items, Leaf, Node, at, parse

DESCRIPTION = describe("national_schedule")
_NEEDED = DESCRIPTION.columns["about"]
_KNOWN = {*_NEEDED, *DESCRIPTION.extra["may"]}
_RATED = ("import_rate", "export_rate", "vat_rate", "excise_rate")
_DIGITS = range(4, 13)
_LARGEST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class About:
    """A checked description: `texts` are the citation's; `levels` the lengths that a code may have.

    `percent` names the columns whose bare numbers are per cent; `columns` gives a heading its meaning.
    """

    texts: Mapping[str, str]
    days: Mapping[str, date | None]
    hs_rev: int
    levels: tuple[int, ...]
    percent: frozenset[str]
    decimal: str
    columns: Mapping[str, str]
    ignored: tuple[str, ...]
    sheet: str
    header_row: int
    delimiter: str


def read_about(path: Path) -> About:
    """Read and check the YAML beside a schedule.

    Raises UnreadableInput when it is no text, LayoutChanged at file:line naming the key that is wrong.
    """
    if path.is_file() and path.stat().st_size > _LARGEST_BYTES:
        raise UnreadableInput(
            "The file about the schedule is larger than {largest} bytes.",
            where=str(path),
            fix="Give the YAML file that describes the schedule, not the table.",
            largest=_LARGEST_BYTES,
        )
    read_text(path)  # missing, empty, binary or not UTF-8: said as for every file
    root = parse(path, _refuse)
    if not isinstance(root, Entries):
        raise _Key(path, 1, "about").wrong("the file is no list of keys")
    keys = {name: _Key(path, node.line, name, node) for name, node in root.entries.items()}
    _check_keys(keys, path)
    return _about(keys)


def _about(keys: Mapping[str, _Key]) -> About:
    texts = {name: keys[name].text() for name in _NEEDED}
    _check_words(keys, texts)
    days = {
        name: keys[name].day() if name in keys else None
        for name in ("published_on", "observed_on", "review_by", "valid_from", "valid_to")
    }
    _check_days(keys, days)
    return About(
        texts=texts,
        days=days,
        hs_rev=keys["hs_rev"].whole(HS_REVISIONS),
        levels=_levels(keys["digits"]),
        percent=_percent(keys.get("percent")),
        decimal=keys["decimal"].one_of((".", ",")) if "decimal" in keys else ".",
        columns=keys["columns"].pairs() if "columns" in keys else {},
        ignored=keys["ignored"].items() if "ignored" in keys else (),
        sheet=keys["sheet"].text() if "sheet" in keys else "",
        header_row=keys["header_row"].whole(range(1, 1000)) if "header_row" in keys else 1,
        delimiter=keys["delimiter"].one_of((",", ";", "\t", "|")) if "delimiter" in keys else ",",
    )


@dataclass(frozen=True, slots=True)
class _Key:
    """One key of the file and what stands under it."""

    path: Path
    line: int
    name: str
    node: Node | None = None

    def wrong(self, problem: str) -> LayoutChanged:
        return LayoutChanged(
            "The file about the schedule is wrong: {problem}.",
            where=at(self.path, self.line),
            fix="See docs/how-to/load-a-national-schedule.md for a whole one.",
            problem=problem,
        )

    def text(self) -> str:
        if isinstance(self.node, Items):
            return ", ".join(self.items())
        if not isinstance(self.node, Leaf):
            raise self.wrong(f"{self.name} is not one word or number")
        return "" if self.node.is_null else " ".join(self.node.text.split())

    def items(self) -> tuple[str, ...]:
        if not isinstance(self.node, Items):
            return (self.text(),)
        return tuple(_Key(self.path, one.line, self.name, one).text() for one in self.node.items)

    def pairs(self) -> dict[str, str]:
        if not isinstance(self.node, Entries):
            raise self.wrong(f"{self.name} is no list of keys and headings")
        return {name: _Key(self.path, one.line, name, one).text() for name, one in self.node.entries.items()}

    def one_of(self, known: tuple[str, ...]) -> str:
        said = self.node.text if isinstance(self.node, Leaf) else ""
        if said not in known:
            raise self.wrong(f"{self.name} {said!r} is none of {', '.join(map(repr, known))}")
        return said

    def whole(self, known: range | tuple[int, ...]) -> int:
        said = self.text()
        if not said.isdecimal() or int(said) not in known:
            raise self.wrong(f"{self.name} {said} is not possible")
        return int(said)

    def day(self) -> date | None:
        said = self.text()
        try:
            return parse_day(said) if said else None
        except UnreadableInput as cause:
            raise self.wrong(f"{self.name} {said} is no day such as 2026-11-24 or 1405-09-03") from cause


def _check_keys(keys: Mapping[str, _Key], path: Path) -> None:
    missing, new = sorted(set(_NEEDED) - set(keys)), sorted(set(keys) - _KNOWN)
    if missing or new:
        first = keys[new[0]] if new else _Key(path, 1, "about")
        raise first.wrong(f"missing {', '.join(missing) or 'none'}; not known {', '.join(new) or 'none'}")
    for name in _NEEDED:
        if not keys[name].text() and name not in DESCRIPTION.extra["may_be_empty"]:
            raise keys[name].wrong(f"{name} is empty")


def _check_words(keys: Mapping[str, _Key], texts: Mapping[str, str]) -> None:
    if not is_country(texts["country"]):
        raise keys["country"].wrong(f"country {texts['country']} is not an ISO 3166-1 alpha-3 code")
    if pycountry.currencies.get(alpha_3=texts["currency"]) is None:
        raise keys["currency"].wrong(f"currency {texts['currency']} is no code of ISO 4217")
    if pycountry.languages.get(alpha_2=texts["language"]) is None:
        raise keys["language"].wrong(f"language {texts['language']} is no code of two letters of ISO 639")
    keys["base"].one_of(tuple(DESCRIPTION.extra["bases"]))
    keys["standing"].one_of(tuple(map(str, Standing)))


def _check_days(keys: Mapping[str, _Key], days: Mapping[str, date | None]) -> None:
    for first, then in (("observed_on", "review_by"), ("valid_from", "valid_to")):
        one, two = days[first], days[then]
        if one is not None and two is not None and two < one:
            raise keys[then].wrong(f"{then} is before {first}")


def _levels(key: _Key) -> tuple[int, ...]:
    """The lengths given; one number is a full line, above which headings of 4, 6, 8 ... digits may stand."""
    said = key.items()
    if not said or any(not one.isdecimal() or int(one) not in _DIGITS for one in said):
        raise key.wrong("digits is no number from 4 to 12, nor a list of them")
    full = int(said[-1])
    found = [int(one) for one in said] if isinstance(key.node, Items) else [*range(4, full, 2), full]
    if found != sorted(set(found)):
        raise key.wrong("digits does not ascend")
    return tuple(found)


def _percent(key: _Key | None) -> frozenset[str]:
    if key is None:
        return frozenset()
    for name in key.items():
        if name not in _RATED and name.partition(":")[0] != "other":
            raise key.wrong(f"percent names {name}, which is no column of rates")
    return frozenset(name.replace(": ", ":") for name in key.items())


def _refuse(fault: PackError) -> None:
    raise UnreadableInput(fault.message, where=fault.where, fix=fault.fix, **fault.facts) from fault
