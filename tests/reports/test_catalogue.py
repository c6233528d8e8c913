"""The catalogue: everything people read is in it, in Persian, with the same placeholders, and compiled."""

from __future__ import annotations

import ast
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from karvan.errors import KarvanError, UnknownMarket
from karvan.reports.i18n import template_map, translations

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("compile_catalog", ROOT / "tools" / "compile_catalog.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_catalogue_holds_what_the_code_says(tool: ModuleType) -> None:
    """Say `make catalog` and translate what it names."""
    assert sorted(one.id for one in tool.load() if one.id) == sorted(tool.phrases())


def test_every_phrase_is_translated_with_its_placeholders(tool: ModuleType) -> None:
    assert tool.faults(tool.load()) == []


def test_the_compiled_catalogue_is_that_of_the_text(tool: ModuleType) -> None:
    assert tool.PO.with_suffix(".mo").read_bytes() == tool.compiled(tool.load())


def test_a_fault_is_found(tool: ModuleType) -> None:
    catalogue = tool.Catalog("fa")
    catalogue.add("{one} and %(two)s", "%(two)s و {one}")
    catalogue.add("{one} thing", "{two} چیز")
    catalogue.add("nothing", "")
    assert tool.faults(catalogue) == [
        "other placeholders: {one} thing -> {two} چیز",
        "not translated: nothing",
    ]


def test_templates_are_found_through_the_functions_that_make_errors(tool: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "errors.py").write_text("class Broken(Exception): ...\n")
    (tmp_path / "maker.py").write_text(
        "def fault(line, message, fix):\n    return Broken(message, where=line, fix=fix)\n"
        "def again(message):\n    return fault(1, message, 'Mend it.')\n"
    )
    (tmp_path / "user.py").write_text(
        "raise Broken('One {a}', fix='Do ' 'it.' if x else 'Leave it.', a=1)\n"
        "raise again('Two')\nraise self.fault(3, 'Three', fix='Help.')\nfault(1, text, fix)\nother('Four')\n"
    )
    assert sorted(tool.error_templates(tmp_path)) == [
        ("maker.py", "Mend it."),
        ("user.py", "Do it."),
        ("user.py", "Help."),
        ("user.py", "Leave it."),
        ("user.py", "One {a}"),
        ("user.py", "Three"),
        ("user.py", "Two"),
    ]


def test_an_error_speaks_persian() -> None:
    error = UnknownMarket(
        "{wanted!r} is not a country we know.",
        fix="Write an ISO 3166-1 code such as IRQ, or a name; near: {near}.",
        wanted="Atlantis",
        near="none",
    )
    assert error.text(template_map("fa")).startswith("\u200f'Atlantis'")
    assert "کشور" in error.text(template_map("fa"))
    assert error.text(template_map("en")) == error.text()


def test_english_needs_no_catalogue_and_other_languages_are_refused() -> None:
    assert translations("en").gettext("Potential") == "Potential"
    assert translations("fa").gettext("Potential") == "ظرفیت صادراتی"
    with pytest.raises(KarvanError, match="'de'"):
        translations("de")
    with pytest.raises(KarvanError, match="'de'"):
        template_map("de")


def test_errors_are_made_of_literal_templates(tool: ModuleType) -> None:
    """A message put together with an f-string cannot be translated."""
    found = [
        f"{path.relative_to(tool.SOURCE)}:{call.lineno}"
        for path in sorted(tool.SOURCE.rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and any(isinstance(one, ast.JoinedStr) for one in error_words(tool, call))
    ]
    assert found == []


def error_words(tool: ModuleType, call: ast.Call) -> list[ast.expr]:
    classes = tool._error_classes(ast.parse((tool.SOURCE / "errors.py").read_text("utf-8")))
    return list(tool._given(call, "", {("", name): {"message": 0} for name in classes}).values())
