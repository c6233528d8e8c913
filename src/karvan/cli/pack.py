"""`karvan pack`: looking after packs."""

from __future__ import annotations

import json as json_text
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path


def lint(*paths: Path, json: bool = False) -> None:
    """Name all that is wrong or doubtful in packs, as file:line: message.

    Exit status 1 when a pack would not load.

    Parameters
    ----------
    paths
        A folder of packs, one pack, or one file of a pack. Without any: the shipped packs and your own.
    json
        Print a list of objects instead of lines.
    """
    # Late, so that `karvan --help` does not wait for data frames.
    from karvan.cli.clock import today
    from karvan.cli.home import karvan_home
    from karvan.sources import packs

    home = karvan_home()
    wanted = list(paths) or [folder for folder in (packs.SHIPPED, home / "packs") if folder.is_dir()]
    findings = packs.lint(wanted, shipped=packs.SHIPPED, as_of=today(), nomenclature=_nomenclature(home))
    if json:
        print(json_text.dumps([asdict(one) for one in findings], ensure_ascii=False, indent=1))
    else:
        for one in findings:
            print(one)
    if any(one.severity == "error" for one in findings):
        raise SystemExit(1)


def _nomenclature(home: Path) -> Mapping[int, frozenset[str]]:
    """The codes of each loaded revision; empty when no nomenclature is loaded, and then none is checked."""
    from karvan.store.snapshot import Store

    snapshot = Store.open(home)
    if not snapshot.has("hs_labels"):
        return {}
    labels = snapshot.read("hs_labels", columns=["hs_rev", "code"])
    return {rev: frozenset(rows["code"]) for (rev,), rows in labels.group_by("hs_rev")}
