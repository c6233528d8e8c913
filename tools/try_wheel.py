"""Build the wheel, install it in an empty environment outside the clone, and run the main job from there.

What ships is the wheel, not the clone: a data file that was not packed, or a dependency that was not
declared, shows only here. Needs uv (the Makefile installs it) and the package registry.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ANNOUNCEMENT = ROOT / "examples" / "markazi" / "announcement.txt"
# Without the extras there is neither PDF nor a picture, and the plan says so.
FILES = sorted(
    [
        "plan.json",
        *(
            f"{name}.{lang}.{kind}"
            for name in ("plan", "brief-AFG", "brief-ARM", "brief-IRQ", "brief-UZB")
            for lang in ("en", "fa")
            for kind in (("html", "xlsx") if name == "plan" else ("html",))
        ),
    ]
)


def run(words: Sequence[str | Path], folder: Path, environ: Mapping[str, str]) -> str:
    """Run a command in `folder`; its stdout. Raises RuntimeError with what it said when it fails."""
    ended = subprocess.run(
        [str(word) for word in words],
        cwd=folder,
        env=dict(environ),
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        raise RuntimeError(f"{' '.join(map(str, words))} left with {ended.returncode}:\n{ended.stderr}")
    return ended.stdout


def clean_environment(folder: Path) -> dict[str, str]:
    """Nothing of the clone or of the user's own karvan leaks in."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))
    }
    return kept | {"KARVAN_HOME": str(folder / "home"), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}


def find_uv() -> Path:
    """uv beside this Python, else on the path."""
    beside = Path(sys.executable).with_name("uv")
    elsewhere = shutil.which("uv")
    if not beside.exists() and elsewhere is None:
        raise RuntimeError("uv is not installed; make test installs it into .venv.")
    return beside if beside.exists() else Path(str(elsewhere))


def build_wheel(folder: Path, environ: Mapping[str, str]) -> Path:
    """The wheel, built from a copy of the clone's files into `folder`."""
    run([find_uv(), "build", "--quiet", "--wheel", "--out-dir", folder / "dist", ROOT], folder, environ)
    (wheel,) = (folder / "dist").glob("karvan-*.whl")
    return wheel


def install(wheel: Path, folder: Path, environ: Mapping[str, str]) -> Path:
    """The karvan of a new, empty environment."""
    uv, venv = find_uv(), folder / "venv"
    run([uv, "venv", "--quiet", "--python", sys.executable, venv], folder, environ)
    run([uv, "pip", "install", "--quiet", "--python", venv / "bin" / "python", wheel], folder, environ)
    return venv / "bin" / "karvan"


def try_wheel(folder: Path) -> dict[str, object]:
    """What the installed karvan says and writes, far from the clone."""
    environ = clean_environment(folder)
    karvan = install(build_wheel(folder, environ), folder, environ)
    # Copied, so that the job needs nothing of the clone.
    text = Path(shutil.copy(ANNOUNCEMENT, folder / "announcement.txt"))
    out = folder / "out"
    version = run([karvan, "--version"], folder, environ).strip()
    listed = json.loads(run([karvan, "data", "list", "--json"], folder, environ))
    # After the 2026-11-24 of the shipped facts, so that the proof does not age with the calendar.
    told = json.loads(
        run([karvan, "plan", text, "--out", out, "--as-of", "2026-12-01", "--json"], folder, environ)
    )
    replayed = json.loads(run([karvan, "plan", "--replay", out / "plan.json", "--json"], folder, environ))
    return {
        "version": version,
        "bundled": sorted(one["source"] for one in listed["sources"] if one["from"] == "bundle"),
        "region": told["region"],
        "files": sorted(path.name for path in out.iterdir()),
        "replay_is_identical": replayed["identical"],
    }


def main() -> int:
    """Try it in a folder that is deleted afterwards."""
    with tempfile.TemporaryDirectory(prefix="karvan-wheel-") as folder:
        print(json.dumps(try_wheel(Path(folder)), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
