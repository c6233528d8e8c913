"""The how-to page on origin shows what karvan says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "how-to" / "check-origin.md").read_text("utf-8")
BLOCKS = re.findall(r"```console\n\$ karvan (.+)\n((?:.+\n)*)```", PAGE)
SHOWN = [(words, told) for words, told in BLOCKS if told]


@pytest.mark.parametrize(("words", "told"), SHOWN)
def test_the_page_shows_how_the_answer_begins(say, monkeypatch, words, told):
    monkeypatch.chdir(ROOT)
    assert say(*shlex.split(words)).out[: len(told)] == told


def test_the_page_has_its_examples():
    assert (len(BLOCKS), len(SHOWN)) == (4, 2)


def test_every_kind_of_rule_on_the_page_is_read():
    from karvan.model.origin_rule import parse_rule

    rows = re.findall(r"^\| (`[A-Z].*?) \|", PAGE, re.MULTILINE)
    texts = [text for row in rows for text in re.findall(r"`([^`]+)`", row)]
    assert [str(parse_rule(text)) for text in texts] == texts
    assert len(texts) == 8
