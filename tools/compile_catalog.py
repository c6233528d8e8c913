"""Extract every phrase people read, update the Persian catalogue, compile it, and refuse gaps (make catalog).

Phrases come from three places: `_()`, `attribute()` and `marked()` in the templates and in Python, and the
templates of errors, `SomeError("what happened: {thing}", fix="what to do")`, also when a function of ours
stands between the words and the error.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "karvan"
PO = SOURCE / "locale" / "fa" / "LC_MESSAGES" / "karvan.po"
METHODS = [("reports/templates/**.html", "jinja2"), ("**.py", "python")]
OPTIONS = {"reports/templates/**.html": {"trimmed": "true", "silent": "false"}}
KEYWORDS = {"_": None, "attribute": None, "marked": None, "m": None, "gettext": None}
# A catalogue that changes with the day would change in every commit.
_DAY = datetime(2026, 11, 24, tzinfo=UTC)
_PLACEHOLDER = re.compile(r"%\(\w+\)s|\{[^{}]*\}")

# (file or "", function) -> parameter handed on to an error -> its position, -1 for a keyword.
Makers = dict[tuple[str, str], dict[str, int]]


def phrases() -> dict[str, list[str]]:
    """Every English phrase and the files it stands in."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, _line, phrase, _comments, _context in extract_from_dir(
        SOURCE, method_map=METHODS, options_map=OPTIONS, keywords=KEYWORDS
    ):
        found[str(phrase)].append(name)
    for name, phrase in error_templates(SOURCE):
        found[phrase].append(name)
    return {phrase: sorted(set(found[phrase])) for phrase in sorted(found)}


def error_templates(folder: Path) -> Iterator[tuple[str, str]]:
    """(file, template) of every message and fix that an error is made of."""
    trees = {
        str(path.relative_to(folder)): ast.parse(path.read_text("utf-8"))
        for path in sorted(folder.rglob("*.py"))
    }
    makers = _makers(trees, {("", name): {"message": 0} for name in _error_classes(trees["errors.py"])})
    for name, tree in trees.items():
        for call in _calls(tree):
            for given in _given(call, name, makers).values():
                yield from ((name, text) for text in _texts(given))


def _error_classes(tree: ast.Module) -> list[str]:
    return [node.name for node in tree.body if isinstance(node, ast.ClassDef)]


def _makers(trees: Mapping[str, ast.Module], makers: Makers) -> Makers:
    """Functions that hand their own parameters on to an error, until no new one is found."""
    functions = [
        (name, node)
        for name, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    ]
    while True:
        added = {
            key: passed
            for name, function in functions
            if (key := _key(name, function.name)) not in makers
            and (passed := _passed_on(function, name, makers))
        }
        if not added:
            return makers
        makers = {**makers, **added}


def _key(file: str, function: str) -> tuple[str, str]:
    """A private function is one of its file only: others may have another of the same name."""
    return (file if function.startswith("_") else "", function)


def _passed_on(function: ast.FunctionDef, file: str, makers: Makers) -> dict[str, int]:
    names = [one.arg for one in function.args.args if one.arg not in ("self", "cls")]
    keywords = [one.arg for one in function.args.kwonlyargs]
    passed: dict[str, int] = {}
    for call in _calls(function):
        for given in _given(call, file, makers).values():
            if isinstance(given, ast.Name) and given.id in names + keywords:
                passed[given.id] = names.index(given.id) if given.id in names else -1
    return passed


def _given(call: ast.Call, file: str, makers: Makers) -> dict[str, ast.expr]:
    """What a call hands to the message and the fix of an error."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    key = _key(file, name)
    if key not in makers:
        return {}
    wanted = makers[key] | ({"fix": -1} if name[:1].isupper() else {})
    found = {one: call.args[place] for one, place in wanted.items() if 0 <= place < len(call.args)}
    return found | {one.arg: one.value for one in call.keywords if one.arg in wanted}


def _texts(given: ast.expr) -> Iterator[str]:
    if isinstance(given, ast.Constant) and isinstance(given.value, str) and given.value:
        yield given.value
    elif isinstance(given, ast.IfExp):
        yield from _texts(given.body)
        yield from _texts(given.orelse)


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def updated(known: Catalog) -> Catalog:
    """The catalogue with today's phrases: old translations kept, gone phrases dropped."""
    fresh = Catalog(
        "fa",
        project="karvan",
        version="1",
        copyright_holder="The karvan authors",
        charset="utf-8",
        creation_date=_DAY,
        revision_date=_DAY,
        last_translator="The karvan authors",
        language_team="fa",
        fuzzy=False,
    )
    fresh.header_comment = "# Persian words of karvan; make catalog updates and compiles them."
    for phrase, files in phrases().items():
        held = known.get(phrase)
        fresh.add(phrase, held.string if held else "", locations=[(name, 0) for name in files])
    return fresh


def faults(catalogue: Catalog) -> list[str]:
    """Phrases without Persian words, and those whose placeholders differ."""
    return [fault for message in catalogue if message.id and (fault := _fault(message))]


def _fault(message: Message) -> str:
    if not message.string or message.fuzzy:
        return f"not translated: {message.id}"
    wanted, found = (set(_PLACEHOLDER.findall(str(text))) for text in (message.id, message.string))
    return "" if wanted == found else f"other placeholders: {message.id} -> {message.string}"


def written(catalogue: Catalog) -> bytes:
    """The catalogue as a .po file."""
    out = io.BytesIO()
    write_po(out, catalogue, width=110, include_lineno=False, sort_output=True)
    return out.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as a .mo file."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def load() -> Catalog:
    """The catalogue as it stands."""
    if not PO.exists():
        return Catalog("fa")
    with PO.open("rb") as file:
        return read_po(file, locale="fa")


def main() -> int:
    """Update, compile and check; 1 when a phrase lacks its Persian words."""
    catalogue = updated(load())
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(written(catalogue))
    PO.with_suffix(".mo").write_bytes(compiled(load()))
    found = faults(catalogue)
    for fault in found:
        print(fault, file=sys.stderr)
    print(f"{len(catalogue)} phrases, {len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
