"""Loads that are killed or run out of room leave the store as it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.store.loader import big
from tests.world import put

from karvan.errors import StoreFull
from karvan.store import layout, warehouse
from karvan.store.snapshot import Store

REPOSITORY = Path(__file__).parents[2]


def small(root: Path) -> str:
    frame = big(1.0).head(10)
    return put(root, "baci", {"flows": frame}, hs_rev=2017, coverage={"complete": False}).version


def start(root: Path, value: float, largest: int = 0) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.loader", str(root), str(value), str(largest)]
    running = subprocess.Popen(
        command, cwd=REPOSITORY, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert running.stdout is not None
    assert running.stdout.readline() == "loading\n"
    return running


def in_force(root: Path) -> tuple[str, int]:
    snapshot = Store.open(root, bundle=root / "none")
    assert [warehouse.verify(one) for one in warehouse.held(root)] == [[]] * len(
        layout.versions_in(root, "baci")
    )
    return snapshot.versions()["baci"], snapshot.read("flows").height


@pytest.mark.parametrize("delay", [0.0, 0.05, 0.15, 0.3, 0.45])
def test_kill_9_at_several_moments(tmp_path: Path, delay: float) -> None:
    before = small(tmp_path)
    running = start(tmp_path, 7.0)
    time.sleep(delay)
    running.send_signal(signal.SIGKILL)
    out, _ = running.communicate()
    version, rows = in_force(tmp_path)
    # Either the load was cut off, and the last good one serves; or it was just done, and then it is whole.
    assert (version, rows) == (before, 10) or (rows == 400_000 and version != before)
    assert "loaded" not in out or rows == 400_000
    again = put(tmp_path, "baci", {"flows": big(9.0).head(5)}, hs_rev=2017, coverage={"complete": False})
    assert in_force(tmp_path) == (again.version, 5)
    left = [path.name for path in layout.source_folder(tmp_path, "baci").iterdir()]
    assert [name for name in left if name.startswith(layout.INCOMING)] == []


def test_a_file_that_may_not_grow(tmp_path: Path) -> None:
    before = small(tmp_path)
    running = start(tmp_path, 7.0, largest=300_000)
    _, err = running.communicate()
    assert running.returncode == 1
    assert "StoreFull: There is no room left for the new snapshot; the store is as it was before." in err
    assert in_force(tmp_path) == (before, 10)
    assert sorted(p.name for p in layout.source_folder(tmp_path, "baci").iterdir()) == sorted(
        [before, "current"]
    )


@pytest.fixture
def tiny_disk(tmp_path: Path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = (
        os.geteuid() == 0
        and subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], check=False, capture_output=True
        ).returncode
        == 0
    )
    if not mounted:
        pytest.skip("no right to mount a small disk here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk(tiny_disk: Path) -> None:
    before = small(tiny_disk)
    with pytest.raises(StoreFull, match="set KARVAN_HOME to a larger disk"):
        put(tiny_disk, "baci", {"flows": big(7.0)}, hs_rev=2017, coverage={"complete": False})
    assert in_force(tiny_disk) == (before, 10)
    assert small(tiny_disk) == before
