"""The packs of the how-to pages are whole: what a page shows is what karvan reads."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from tests.sources.packs.tiny import write_pack

from karvan.cli.pack_test import answers, differences
from karvan.errors import PackError
from karvan.sources import packs
from karvan.sources.loading import load
from karvan.sources.packs import SHIPPED, lint, read
from karvan.sources.packs.cases import read_cases
from karvan.sources.packs.in_force import LAW_FILES
from karvan.store.snapshot import Store

HOW_TO = Path(__file__).resolve().parents[3] / "docs" / "how-to"
AS_OF = date(2026, 11, 24)


def blocks(page: str, pack: str) -> dict[str, str]:
    """The files of a pack that a page shows, by name."""
    block = re.compile(rf"```yaml\n(# {pack}/(?P<name>[\w/]+\.yml)\n.*?)```", re.DOTALL)
    return {found["name"]: found[1] for found in block.finditer((HOW_TO / page).read_text(encoding="utf-8"))}


def test_the_pack_of_the_guide_loads_beside_the_shipped_ones(tmp_path: Path) -> None:
    files = blocks("write-a-pack.md", "my-region")
    names = [
        "names.yml",
        "pack.yml",
        "producers.yml",
        "products.yml",
        "region.yml",
        "shares.yml",
        "stops.yml",
    ]
    assert sorted(files) == names
    root = write_pack(tmp_path, files, "my-region")
    assert lint([root], shipped=SHIPPED, as_of=AS_OF) == []
    assert read(SHIPPED, root).coverage["regions"] == ["IR-00", "IR-25"]


def test_the_law_of_the_guide_answers_its_cases(tmp_path: Path) -> None:
    files = blocks("write-a-law-pack.md", "andorra")
    assert sorted(files) == sorted({"pack.yml", "tests/tiles.yml", *LAW_FILES} - {"schedules.yml"})
    cases = files.pop("tests/tiles.yml")
    root = write_pack(tmp_path, files, "andorra")
    (root / "andorra" / "tests").mkdir()
    (root / "andorra" / "tests" / "tiles.yml").write_text(cases, encoding="utf-8")
    assert lint([root], as_of=AS_OF) == lint([root / "andorra"], shipped=SHIPPED, as_of=AS_OF) == []
    load(tmp_path / "home", packs.DESCRIPTION, read(SHIPPED, root), fetched_on=AS_OF)
    snapshot = Store.open(tmp_path / "home", bundle=tmp_path / "nothing")
    faults: list[PackError] = []
    found = read_cases([root], faults.append)
    assert (len(found), faults) == (4, [])
    told = [
        (case.id, one) for case, said in answers(found, snapshot, AS_OF) for one in differences(case, said)
    ]
    assert told == []
