"""Which pack files count: the shipped ones, each replaced by the user's file of the same name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from karvan.errors import PackError
from karvan.sources.yaml_tree import Report, at

HEAD = "pack.yml"
LAW_FILES = (
    "jurisdiction.yml",
    "measures.yml",
    "treatments.yml",
    "agreements.yml",
    "documents.yml",
    "procedure.yml",
    "questions.yml",
    "payment.yml",
    "schedules.yml",
)
FACT_FILES = (
    "region.yml",
    "products.yml",
    "producers.yml",
    "shares.yml",
    "stops.yml",
    "names.yml",
    "events.yml",
    *LAW_FILES,
)
KNOWN = (HEAD, *FACT_FILES)
_BESIDE = frozenset(["README.md", "LICENSE", "__pycache__", "tests"])  # may lie there, hold no facts
_SCHEDULES = "schedules"  # bulk lines as Parquet, each named by an entry of schedules.yml
WITHIN = _BESIDE | {_SCHEDULES}  # what may lie in a pack beside its files; any other folder is a pack


@dataclass(frozen=True, slots=True)
class PackFile:
    """A file in force; `overrides` when it is the user's and stands in for a shipped one."""

    pack: str
    name: str
    path: Path
    sha256: str
    is_overlay: bool
    overrides: bool


def folders(root: Path | None, report: Report) -> tuple[Path, ...]:
    """The pack folders of a folder of packs, by name; a stray file is reported."""
    if root is None or not root.is_dir():
        return ()
    found = [path for path in _visible(root) if path.is_dir()]
    for stray in [path for path in _visible(root) if not path.is_dir() and path.name != "__init__.py"]:
        report(
            PackError(
                "{name} lies beside the packs, in none of them.",
                where=at(stray, 1),
                fix="Move it into the folder of its pack.",
                name=stray.name,
            )
        )
    return tuple(found)


def packs_under(path: Path, report: Report) -> tuple[Path, ...]:
    """The pack folders that a path means: a folder of packs, one pack, or one file of a pack.

    Raises PackError when there is nothing at the path: its silence must not look like a clean answer.
    """
    if path.is_file():
        return (path.parent,)
    if not path.is_dir():
        raise PackError("There is no such file or folder.", where=str(path), fix="Check the path.")
    has_folders = any(
        one.is_dir() and one.name[0] != "." and one.name not in WITHIN for one in path.iterdir()
    )
    is_pack = not has_folders and any((path / name).is_file() for name in KNOWN)
    return (path,) if is_pack else folders(path, report)


def in_force(shipped: Iterable[Path], overlay: Iterable[Path], report: Report) -> tuple[PackFile, ...]:
    """The files in force, by pack and name. Raises OSError when one cannot be read."""
    base = dict(_named(shipped, report))
    over = dict(_named(overlay, report))
    return tuple(
        PackFile(
            pack=pack,
            name=name,
            path=path,
            sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            is_overlay=(pack, name) in over,
            overrides=(pack, name) in over and (pack, name) in base,
        )
        for (pack, name), path in sorted({**base, **over}.items())
    )


def _named(packs: Iterable[Path], report: Report) -> Iterator[tuple[tuple[str, str], Path]]:
    for folder in packs:
        for path in _visible(folder):
            if path.name == _SCHEDULES and path.is_dir():
                yield from (((folder.name, f"{_SCHEDULES}/{one.name}"), one) for one in _visible(path))
            elif path.name in KNOWN:
                yield (folder.name, path.name), path
            else:
                report(
                    PackError(
                        "{name} is not a file of a pack.",
                        where=at(path, 1),
                        fix="A pack holds {known}; rename or remove this one.",
                        name=path.name,
                        known=", ".join(KNOWN),
                    )
                )


def _visible(folder: Path) -> list[Path]:
    """What lies in a folder, by name, without hidden files and what only explains."""
    return sorted(path for path in folder.iterdir() if path.name[0] != "." and path.name not in _BESIDE)
