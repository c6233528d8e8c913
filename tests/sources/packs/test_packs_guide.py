"""The pack of the how-to page is whole: what the page shows is what karvan reads."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from tests.sources.packs.tiny import write_pack

from karvan.sources.packs import SHIPPED, lint, read

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "how-to" / "write-a-pack.md"
BLOCK = re.compile(r"```yaml\n(# my-region/(?P<name>\w+\.yml)\n.*?)```", re.DOTALL)


def test_the_pack_of_the_guide_loads_beside_the_shipped_ones(tmp_path: Path) -> None:
    files = {found["name"]: found[1] for found in BLOCK.finditer(GUIDE.read_text(encoding="utf-8"))}
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
    assert lint([root], shipped=SHIPPED, as_of=date(2026, 11, 24)) == []
    assert read(SHIPPED, root).coverage["regions"] == ["IR-00", "IR-25"]
