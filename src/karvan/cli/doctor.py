"""`karvan doctor`: what is installed, what is loaded, what is too old, in one page for a report of a fault."""

from __future__ import annotations

import os
import platform
import re
from ctypes.util import find_library
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from karvan import __version__
from karvan.cli.clock import day
from karvan.cli.home import karvan_home, packs_folder
from karvan.cli.output import done, line
from karvan.cli.words import marked

# What later formats and engines build on: extra -> the module that shows that it is installed.
EXTRAS = {"pdf": "weasyprint", "web": "django", "solver": "ortools", "spark": "pyspark"}
SYSTEM_LIBRARIES = ("pango-1.0", "harfbuzz")


def doctor(*, as_of: str | None = None) -> None:
    """Print versions, extras, the warehouse, the age of the data, and your own packs.

    Parameters
    ----------
    as_of
        The day to judge ages by; today when not given.
    """
    home, on = karvan_home(), day(as_of)
    from karvan.cli.data import ages
    from karvan.store.manifest import FORMAT_VERSION

    document: dict[str, Any] = {
        "karvan": __version__,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "packages": _packages(),
        "extras": {name: find_spec(module) is not None for name, module in EXTRAS.items()},
        "system_libraries": {name: find_library(name) is not None for name in SYSTEM_LIBRARIES},
        "home": {"path": str(home), "writable": _is_writable(home)},
        "format_version": FORMAT_VERSION,
        "packs": _packs(home),
        "as_of": on.isoformat(),
        "data": ages(home, on),
    }
    done(document, _lines(document))


def _packages() -> dict[str, str | None]:
    """Installed version of each package karvan asks for; None = absent."""
    try:
        wanted = requires("karvan") or []
    except PackageNotFoundError:  # run from a folder of sources that nobody installed
        return {}
    names = sorted({_name(one) for one in wanted if "extra ==" not in one})
    return {name: _version(name) for name in names}


def _name(requirement: str) -> str:
    found = re.match(r"[\w.-]+", requirement)
    assert found is not None  # the packaging standard lets no requirement begin otherwise
    return found[0]


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _is_writable(home: Path) -> bool:
    """Whether the folder, or the nearest one above it that exists, takes new files."""
    there = next(folder for folder in (home, *home.parents) if folder.exists())
    return there.is_dir() and os.access(there, os.W_OK)


def _packs(home: Path) -> dict[str, list[str]]:
    """The user's pack files, apart from those that stand in a shipped file's place."""
    from karvan.sources.packs import SHIPPED

    overlay = packs_folder(home)
    own = sorted(path.relative_to(overlay).as_posix() for path in overlay.rglob("*.y*ml"))
    overrides = [name for name in own if (SHIPPED / name).is_file()]
    return {"own": [name for name in own if name not in overrides], "overrides": overrides}


def _lines(document: dict[str, Any]) -> list[str]:
    home, packs = document["home"], document["packs"]
    writable = marked("writable") if home["writable"] else marked("NOT writable")
    return [
        f"karvan {document['karvan']}, Python {document['python']}, {document['platform']}",
        line(marked("packages: {list}"), list=_pairs(document["packages"])),
        line(marked("extras: {list}"), list=_presence(document["extras"])),
        line(marked("system libraries: {list}"), list=_presence(document["system_libraries"])),
        line(marked("home: {path}, {state}"), path=home["path"], state=line(writable)),
        line(marked("format of snapshots: {number}"), number=document["format_version"]),
        line(marked("own packs: {list}"), list=", ".join(packs["own"]) or "-"),
        line(marked("packs in place of shipped ones: {list}"), list=", ".join(packs["overrides"]) or "-"),
        line(marked("data on {day}:"), day=document["as_of"]),
        *(_age(one) for one in document["data"]),
    ]


def _age(one: dict[str, Any]) -> str:
    return line(
        marked("  {source}: of {dated}, {days} days old, {status}"),
        source=one["source"],
        dated=one["dated"],
        days=one["age_days"],
        status=line(one["status"]),
    )


def _pairs(versions: dict[str, str | None]) -> str:
    return ", ".join(f"{name} {number or line(marked('absent'))}" for name, number in versions.items())


def _presence(found: dict[str, bool]) -> str:
    words = {True: marked("present"), False: marked("absent")}
    return ", ".join(f"{name} {line(words[there])}" for name, there in found.items())
