"""The command line as a user meets it, in this process, with a warehouse of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from karvan.cli import main

FX = "on,base,quote,kind,rate,source\n2026-11-01,USD,IRR,market,1100000,Fictional Bureau\n"


@dataclass(frozen=True)
class Said:
    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)

    @property
    def error(self) -> Any:
        (line,) = self.err.splitlines()
        return json.loads(line)["error"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    monkeypatch.setenv("KARVAN_HOME", str(folder))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def say(home: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    def call(*words: object) -> Said:
        status = main([str(word) for word in words])
        told = capsys.readouterr()
        return Said(status, told.out, told.err)

    return call


@pytest.fixture
def fx(tmp_path: Path) -> Path:
    path = tmp_path / "rates.csv"
    path.write_text(FX, encoding="utf-8")
    return path
