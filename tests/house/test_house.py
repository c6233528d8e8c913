"""The house keeps its own rules: small files, one job a room, everything documented."""

from __future__ import annotations

import ast
import inspect
import re
import runpy
import sys
from functools import reduce
from pathlib import Path

import pytest

from karvan import errors
from karvan.cli.app import LOADS, build
from karvan.store.tables import TABLES

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "karvan"
FILES = sorted(SOURCE.rglob("*.py"))
REFERENCE = runpy.run_path(str(ROOT / "tools" / "write_reference.py"))
PAGES = REFERENCE["pages"]()

LARGEST_FILE = 400
LARGEST_FUNCTION = 60
NO_ROOMS = {"utils", "util", "common", "helpers", "services", "managers", "misc"}


def lines_that_count(text: str) -> int:
    return sum(1 for line in text.splitlines() if line.strip())


def test_no_file_is_large():
    sizes = {str(path.relative_to(SOURCE)): lines_that_count(path.read_text("utf-8")) for path in FILES}
    assert {name: size for name, size in sizes.items() if size > LARGEST_FILE} == {}


def own_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring: that of a command is its help page, and grows with it."""
    size = (node.end_lineno or node.lineno) - node.lineno + 1
    docstring = ast.get_docstring(node, clean=False)
    return size - (docstring.count("\n") + 1 if docstring else 0)


def test_no_function_is_long():
    long = {}
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = own_lines(node)
                if size > LARGEST_FUNCTION:
                    long[f"{path.relative_to(SOURCE)}:{node.name}"] = size
    assert long == {}


def test_no_room_is_a_lumber_room():
    names = {part.removesuffix(".py") for path in FILES for part in path.relative_to(SOURCE).parts}
    assert names & NO_ROOMS == set()


def test_every_room_says_what_it_is():
    assert [str(path) for path in FILES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))] == []


def test_the_tree_of_errors_is_drawn_in_full():
    drawn = set(re.findall(r"[├└]─ (\w+)", inspect.getdoc(errors) or ""))
    assert drawn == {one.__name__ for one in REFERENCE["every_error"]()}


@pytest.mark.parametrize("page", PAGES)
def test_the_reference_pages_are_of_today(page):
    """They are generated: say `make docs` and commit them."""
    assert (ROOT / "docs" / "reference" / page).read_text("utf-8") == PAGES[page]


def test_every_error_is_on_the_page_of_exit_statuses():
    rows = set(re.findall(r"^\| `(\w+)` \| \d+ \| .+ \|$", PAGES["exit-statuses.md"], re.MULTILINE))
    assert rows == {one.__name__ for one in REFERENCE["every_error"]()}


def test_every_group_of_errors_has_its_own_exit_status():
    statuses = [one.exit_code for one in REFERENCE["groups"]()]
    assert sorted(set(statuses)) == sorted(statuses)
    for one in REFERENCE["every_error"]():
        assert one.exit_code in statuses


def test_every_command_is_on_the_page_of_the_command_line():
    headings = re.findall(r"^## karvan ?(.*)$", PAGES["cli.md"], re.MULTILINE)
    assert headings == [
        "", "access", "backtest", "backtest flows", "backtest region", "backtest screening", "backtest silent", "backtest spread", "backtest unseen",
        "data", "data list", "data load", *(f"data load {source}" for source in sorted(LOADS)),
        "data remove", "data status", "data template", "data update", "data verify", "diversify", "doctor", "markets", "origin",
        "pack", "pack coverage", "pack diff", "pack lint", "pack stale", "pack test", "plan",
        "potential", "read", "screen", "screening", "screening decide", "screening log", "why",
    ]  # fmt: skip


def test_every_parameter_of_every_command_is_explained():
    app = build()
    silent = []
    for path in REFERENCE["command_paths"](app):
        command = reduce(lambda group, word: group[word], path, app)
        function = command.default_command
        if function is None:
            continue
        described = inspect.getdoc(function) or ""
        silent += [
            f"{' '.join(path)} {name}"
            for name in inspect.signature(function).parameters
            if not re.search(rf"^{name}\n    \S", described, re.MULTILINE)
        ]
    assert silent == []


def test_every_table_and_column_is_on_the_page_of_tables():
    page = PAGES["tables.md"]
    assert re.findall(r"^## (\w+)$", page, re.MULTILINE) == [table.name for table in TABLES]
    columns = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
    assert columns == [column.name for table in TABLES for column in table.columns]


def test_every_source_that_can_be_loaded_is_described():
    described = {path.parent.name for path in (SOURCE / "sources").glob("*/source.yml")}
    assert described == set(LOADS)


def test_only_the_face_reads_the_clock():
    clocks = re.compile(r"\b(date\.today|datetime\.now|datetime\.utcnow|time\.time)\(")
    readers = [
        path.relative_to(SOURCE).as_posix() for path in FILES if clocks.search(path.read_text("utf-8"))
    ]
    assert readers == ["cli/clock.py"]


def test_the_walls_between_the_rooms_stand(capsys, monkeypatch):
    from importlinter.cli import lint_imports

    monkeypatch.chdir(ROOT)
    before = list(sys.path)
    status = lint_imports(no_cache=True)
    sys.path[:] = before
    told = capsys.readouterr().out
    assert (status, told.splitlines()[-1] if status == 0 else told) == (0, "Contracts: 8 kept, 0 broken.")
