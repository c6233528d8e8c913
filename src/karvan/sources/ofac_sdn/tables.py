"""The CSV files joined to parties: sdn.csv with the names of alt.csv and the addresses of add.csv."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from karvan.sources.contract import Description
from karvan.sources.listed_party import Parts, Party, graded, joined, once, parts
from karvan.sources.ofac_sdn import remarks as remark
from karvan.sources.ofac_sdn.party import LIST, call_sign, flag, kind_of, owner
from karvan.sources.strict_csv import dicts, strict_rows
from karvan.sources.xml_tree import unusable_list

# They are joined as they stand: a space at the cut belongs to the text.
_REMARKS = ("remarks", "remarks_continued")

Row = dict[str, str]
Rows = Mapping[str, list[tuple[str, Row]]]


def csv_parties(path: Path, description: Description) -> tuple[list[Party], list[Path]]:
    """The parties and the files read, sdn.csv first; `path` is sdn.csv or its folder.

    Raises UnreadableInput, also when a companion is missing; LayoutChanged when a file is cut short or names
    a party that sdn.csv lacks.
    """
    files = _files(path)
    rows = _rows(files["sdn.csv"], "sdn.csv", description)
    known = {row["ent_num"] for _, row in rows}
    beside = {
        name: _by_party(_rows(file, name, description), known)
        for name, file in files.items()
        if name != "sdn.csv"
    }
    parties = [_party(where, row, beside, description) for where, row in rows]
    return parties, list(files.values())


def natural(name: str, kind: str) -> str:
    """FAMILY, Given as Given FAMILY, which is how the XML and the other lists write people."""
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if comma and kind == "individual" else name


def _files(path: Path) -> dict[str, Path]:
    """The files that belong together, found in whatever case; sdn_comments.csv may be missing."""
    folder = path if path.is_dir() else path.parent
    found = {one.name.lower(): one for one in sorted(folder.glob("*.[cC][sS][vV]"))}
    files = {name: found.get(name, folder / name) for name in ("sdn.csv", "alt.csv", "add.csv")}
    if not path.is_dir():
        files["sdn.csv"] = path
    comments = "sdn_comments.csv"
    return {**files, comments: found[comments]} if comments in found else files


def _rows(path: Path, name: str, description: Description) -> list[tuple[str, Row]]:
    empty = description.extra["empty"]
    lines = strict_rows(path, description.extra["largest_mb"])
    return [
        (where, {key: "" if text.strip() == empty else text for key, text in row.items()})
        for where, row in dicts(lines, description.columns[name], path, raw=_REMARKS)
    ]


def _by_party(rows: list[tuple[str, Row]], known: set[str]) -> Rows:
    found: dict[str, list[tuple[str, Row]]] = defaultdict(list)
    for where, row in rows:
        if row["ent_num"] not in known:
            raise unusable_list(
                "Party {ref} is not in sdn.csv; the files are of different days or cut short.",
                where,
                ref=row["ent_num"],
            )
        found[row["ent_num"]].append((where, row))
    return found


def _party(where: str, row: Row, beside: Mapping[str, Rows], description: Description) -> Party:
    ref = row["ent_num"]
    kind = kind_of(row["sdn_type"] or "entity", description, where)
    vessel = parts(flag=row["vess_flag"], call_sign=row["call_sign"], owner=row["vess_owner"])
    # The remarks are cut after a thousand letters, in the middle of a word, and go on in the other file.
    more = beside.get("sdn_comments.csv", {}).get(ref, [])
    remarks = row["remarks"] + "".join(after["remarks_continued"] for _, after in more)
    return Party(
        list=LIST,
        ref=ref,
        data_id=ref,
        kind=kind,
        regime=joined(row["program"].split("] [")),
        names=[(natural(name, kind), quality) for name, quality in _names(row, remarks, beside, description)],
        listed_on=None,
        updated_on=None,
        comments=joined([remarks, *owner(vessel)]),
        places=once([*_addresses(beside["add.csv"].get(ref, [])), *remark.places(remarks), *flag(vessel)]),
        birth=once(remark.births(remarks)),
        documents=once([*remark.documents(remarks, description.extra["document_types"]), *call_sign(vessel)]),
    )


def _names(
    row: Row, remarks: str, beside: Mapping[str, Rows], description: Description
) -> Iterator[tuple[str, str]]:
    if row["sdn_name"]:
        yield row["sdn_name"], "primary"
    for where, alias in beside["alt.csv"].get(row["ent_num"], []):
        if alias["alt_type"] not in description.extra["alt_types"] or not alias["alt_name"]:
            raise unusable_list(
                "An alias has the name {name} and the grade {grade}.",
                where,
                name=alias["alt_name"] or "(none)",
                grade=alias["alt_type"] or "(none)",
            )
        yield alias["alt_name"], graded(alias["alt_name"], "strong")
    yield from ((name, "weak") for name in remark.weak_names(remarks))


def _addresses(rows: list[tuple[str, Row]]) -> Iterator[Parts]:
    for _, row in rows:
        yield {
            "role": "address",
            **parts(street=row["address"], city=row["city_state_zip"], country=row["country"]),
        }
