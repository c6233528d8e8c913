"""The first page of help is kept as text; it must be what the parser would print."""

from __future__ import annotations

import pytest

from karvan.cli import HELP, main
from karvan.cli.run import run


def test_the_kept_page_is_the_parsers(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert run(["--help"]) == 0
    printed = capsys.readouterr().out
    assert printed == HELP.read_text(encoding="utf-8")
    assert main([]) == main(["-h"]) == 0
    assert capsys.readouterr().out == printed * 2
