"""Every code the other rooms can put into a plan has words here, in both languages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from karvan.dossier.region import _GROUPS, SECTIONS
from karvan.errors import RenderError
from karvan.model.citation import Standing
from karvan.reports.documents.pen import Pen
from karvan.reports.documents.potential import CELL_FIGURES
from karvan.reports.i18n import LANGUAGES, Lang
from karvan.reports.notices import NOTICES
from karvan.reports.vocabulary import CODES, OPEN_KINDS

SOURCE = Path(__file__).resolve().parents[2] / "src" / "karvan"


def literals(folder: str, maker: str) -> set[str]:
    """First arguments, where literal, of every call of `maker` below a folder."""
    return {
        call.args[0].value
        for call in calls(SOURCE / folder)
        if isinstance(call.func, ast.Name) and call.func.id == maker and call.args
        and isinstance(call.args[0], ast.Constant)
    }  # fmt: skip


def calls(folder: Path) -> Iterator[ast.Call]:
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield node


def allowed(key: str) -> set[str]:
    """The words `one_of` allows for a key of a pack file."""
    tree = ast.parse((SOURCE / "sources" / "packs" / "shapes.py").read_text("utf-8"))
    return {
        word.value
        for table in ast.walk(tree)
        if isinstance(table, ast.Dict)
        for name, call in zip(table.keys, table.values, strict=True)
        if isinstance(name, ast.Constant) and name.value == key and isinstance(call, ast.Call)
        for word in call.args
        if isinstance(word, ast.Constant)
    }


def test_every_notice_has_words() -> None:
    assert literals("dossier", "Notice") == set(NOTICES)


def test_every_reason_of_an_unknown_has_words() -> None:
    found = literals("engines/potential", "Unknown") | literals("dossier", "Unknown") | {"reporting_unknown"}
    assert found - set(CODES["reason"]) == set()


def test_every_word_a_pack_may_use_has_words() -> None:
    kinds = allowed("kind") & {"export_ban", "export_duty", "sector_exposure", "import_ban"}
    assert kinds | {"only_listed_producers"} == set(CODES["kind"])
    assert allowed("effect") == set(CODES["effect"])
    assert allowed("lifting") == set(CODES["lifting"])
    assert allowed("screening") == set(CODES["screening"])
    assert allowed("sector") - set(CODES["sector"]) == set()


def test_every_section_sector_standing_and_figure_has_words() -> None:
    assert set(SECTIONS) == set(CODES["section"])
    assert set(_GROUPS) - set(CODES["sector"]) == set()
    assert {one.value for one in Standing} == set(CODES["standing"])
    assert {name for name, _ in CELL_FIGURES} | {"observed_usd", "distance_km"} == set(CODES["figure"])
    assert literals("engines/potential", "Row") == {
        "supply_usd", "world_usd", "net_exporter_factor", "demand_usd", "distance_factor", "observed_usd", "distance_km",
    }  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_differ_from_their_codes_and_persian_is_persian(lang: Lang) -> None:
    pen = Pen(lang, {})
    said = {(kind, code): pen.word(code, kind) for kind, codes in CODES.items() for code in codes}
    assert [key for key, words in said.items() if "_" in words or not words] == []
    if lang == "fa":
        assert [
            key for key, words in said.items() if not any("\u0600" <= one <= "\u06ff" for one in words)
        ] == [("list_of", "OS")]  # OpenSanctions is a name


def test_a_code_of_a_closed_kind_without_words_is_an_error() -> None:
    for kind in CODES:
        if kind in OPEN_KINDS:
            assert Pen("fa", {}).word("brand_new", kind) == "brand_new"
        else:
            with pytest.raises(RenderError, match="brand_new"):
                Pen("fa", {}).word("brand_new", kind)
