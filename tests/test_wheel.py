"""The proof that what ships works: the wheel alone, in an empty environment, far from the clone."""

from __future__ import annotations

import runpy
from pathlib import Path

from karvan import __version__
from karvan.store.snapshot import Store

TRY = runpy.run_path(str(Path(__file__).parents[1] / "tools" / "try_wheel.py"))


def test_the_wheel_alone_makes_the_plan(tmp_path):
    assert TRY["try_wheel"](tmp_path) == {
        "version": __version__,
        "bundled": sorted(Store.open(None).pinned),
        "region": "IR-00",
        "files": TRY["FILES"],
        "replay_is_identical": True,
    }
