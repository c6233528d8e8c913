"""Every party of the SDN list with every name. What is not on this list is not thereby cleared."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from karvan.sources.contract import Reading, describe
from karvan.sources.files import content_sha256
from karvan.sources.listed_day import agreed, american_day, given_day
from karvan.sources.listed_party import Party, coverage, listed
from karvan.sources.ofac_sdn.party import party
from karvan.sources.ofac_sdn.tables import csv_parties
from karvan.sources.xml_tree import checked_tree, unusable_list

DESCRIPTION = describe("ofac_sdn")


def read(path: Path, *, list_date: date | None = None) -> Reading:
    """Tables `ofac_listings` and `ofac_listing_names` from sdn.xml, or from sdn.csv with its companions.

    The XML carries its day; the CSV does not, so `list_date` must be given for it. Raises UnreadableInput,
    Incomplete without a day; LayoutChanged for what is new, cut short or contradicts its own count.
    """
    if path.is_dir() or path.suffix.lower() == ".csv":
        parties, files = csv_parties(path, DESCRIPTION)
        day = given_day(list_date, str(path), "The CSV files of the SDN list")
        return _reading(parties, day, files)
    parties, day = _xml(path)
    agreed(day, list_date)
    return _reading(parties, day, [path])


def _xml(path: Path) -> tuple[list[Party], date]:
    where = str(path)
    root = checked_tree(path, DESCRIPTION, "sdnList")
    day = american_day((root.findtext("publshInformation/Publish_Date") or ""), where)
    entries = root.findall("sdnEntry")
    count = (root.findtext("publshInformation/Record_Count") or "").strip()
    if count != str(len(entries)):
        raise unusable_list(
            "The list says that it has {count} parties, but {found} are in it.",
            where,
            count=count or "(no number of)",
            found=len(entries),
        )
    return [party(entry, DESCRIPTION, where) for entry in entries], day


def _reading(parties: Sequence[Party], day: date, files: Sequence[Path]) -> Reading:
    return Reading(
        tables=listed("ofac_", parties, str(files[0])),
        label=day.isoformat(),
        content_sha256=content_sha256(*files),
        published_on=day,
        coverage=coverage(parties),
    )
