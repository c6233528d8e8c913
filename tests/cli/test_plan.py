"""`karvan plan` writes its documents from the shipped data: which files, and that they agree."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Say = Callable[..., Any]
ASKED = ("plan", "--region", "markazi", "--markets", "ARM", "--as-of", "2026-11-24")


def test_three_documents_in_two_languages(say: Say, tmp_path: Path) -> None:
    out = tmp_path / "out"
    firm = ("--exporter", "ماشین‌سازی اراک", "--products", "7606,990000")
    said = say(*ASKED, "--formats", "html,json", *firm, "--out", out, "--json")
    pages = [f"{name}.{lang}.html" for name in ("brief-ARM", "exporter", "plan") for lang in ("en", "fa")]
    names = sorted([*pages, "plan.json", "pictures.json"])
    assert (said.status, sorted(path.name for path in out.iterdir())) == (0, names)
    assert sorted(Path(one).name for one in said.document["files"]) == names
    plan = json.loads((out / "plan.json").read_text("utf-8"))
    assert (plan["format"], [one["market"] for one in plan["markets"]]) == ("karvan.plan/3", ["ARM"])
    page = (out / "exporter.en.html").read_text("utf-8")
    # The pack says that this firm is listed: it gets the reason and no recommendation.
    assert "Nothing is recommended to it or about it" in page
    assert "What can sell in Armenia" not in page


def test_an_unknown_format_is_refused_before_the_work(say: Say, home: Path) -> None:
    said = say(*ASKED, "--formats", "docx", "--json")
    assert (said.status, said.error["code"]) == (6, "FormatUnavailable")
    assert not home.exists()
