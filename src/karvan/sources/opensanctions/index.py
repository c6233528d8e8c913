"""The index.json that OpenSanctions publishes beside a file: its day and its checksum."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

from karvan.errors import ChecksumMismatch
from karvan.sources.files import read_text
from karvan.sources.listed_day import agreed, given_day, iso_day
from karvan.sources.xml_tree import unusable_list


def exported_on(path: Path, list_date: date | None) -> date:
    """The day of the export, from index.json beside the file or as the user gave it.

    Raises Incomplete without either, QuestionError when they differ, ChecksumMismatch when the index
    promises another sum for a file of this name, LayoutChanged when the index carries no day.
    """
    beside = path.with_name("index.json")
    if not beside.is_file() or beside == path:
        return given_day(list_date, str(path), path.name)
    index = _parsed(beside)
    stamp = index.get("last_export") or index.get("updated_at")
    if not isinstance(stamp, str):
        raise unusable_list(
            "The index does not say when it was exported (last_export, updated_at).", str(beside)
        )
    day = iso_day(stamp, str(beside))
    agreed(day, list_date)
    _check_sum(path, index)
    return day


def _parsed(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(read_text(path))
    except ValueError as cause:
        raise unusable_list("The index is no JSON ({cause}).", str(path), cause=str(cause)) from cause
    return found if isinstance(found, dict) else {}


def _check_sum(path: Path, index: dict[str, Any]) -> None:
    resources = index.get("resources") or []
    promised = {one.get("name"): one.get("checksum") for one in resources if isinstance(one, dict)}
    wanted = promised.get(path.name)
    if not isinstance(wanted, str):
        return
    # OpenSanctions publishes SHA-1; this guards against a broken download, not against forgery.
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha1").hexdigest()
    if wanted.removeprefix("sha1:") != found:
        raise ChecksumMismatch(
            "The file's checksum is {found}, its index promises {wanted}.",
            where=str(path),
            fix="Get the file and its index.json again, both of one day.",
            found=found,
            wanted=wanted,
        )
