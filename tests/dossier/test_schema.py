"""The published schema: real plans fit it, and what is not a plan does not."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.world import toy_packs, trade_world

from karvan.dossier import schema as module
from karvan.dossier.build import build
from karvan.dossier.encode import encode
from karvan.dossier.plan import FORMAT
from karvan.dossier.question import ask
from karvan.dossier.schema import schema, schema_text
from karvan.store.snapshot import Store

DAY = date(2026, 11, 24)
# Their keys are data and not part of the form.
OPEN = {"facts", "key", "details"}
Path_ = tuple[str | int, ...]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A plan of one silent and one observed market, as recorded."""
    root = tmp_path_factory.mktemp("world")
    trade_world(root)
    toy_packs(root)
    snapshot = Store.open(root, bundle=root / "none")
    question = ask(snapshot, as_of=DAY, on=DAY, region="markazi", markets=["IRQ", "ARM"])
    return json.loads(encode(build(snapshot, question, karvan_version="0")))


VALIDATOR = Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def paths(node: Any, at: Path_ = ()) -> Iterator[Path_]:
    yield at
    if isinstance(node, dict):
        for key, value in node.items():
            yield from paths(value, (*at, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from paths(value, (*at, index))


def parent_of(plan: Any, path: Path_) -> Any:
    for step in path[:-1]:
        plan = plan[step]
    return plan


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())


def test_a_real_plan_fits(plan: Any) -> None:
    assert [one.json_path for one in VALIDATOR.iter_errors(plan)] == []


def test_it_names_the_format_of_today(plan: Any) -> None:
    assert schema()["properties"]["format"] == {"const": FORMAT}
    assert not VALIDATOR.is_valid({**plan, "format": "karvan.plan/0"})


def test_the_shipped_file_is_that_of_the_types() -> None:
    assert Path(module.__file__).with_name("plan.schema.json").read_text("utf-8") == schema_text()


def test_a_maybe_is_a_value_or_a_reason() -> None:
    inner = {"$schema": schema()["$schema"], "$defs": schema()["$defs"]}
    maybe = Draft202012Validator({**inner, **schema()["$defs"]["Cell"]["properties"]["supply_usd"]})
    said = [
        {"value": 1.5, "status": "known", "missing": []},
        {"value": None, "status": "not_loaded", "missing": ["wits"]},
        {"value": None, "status": "known", "missing": []},
        {"value": 0, "status": "not_loaded", "missing": []},
        {"value": 1.5, "status": "known", "missing": ["wits"]},
        {"value": None, "status": "not_loaded"},
        1.5,
    ]
    assert [maybe.is_valid(one) for one in said] == [True, True, False, False, False, False, False]


def test_every_object_says_what_it_is() -> None:
    assert [name for name, one in schema()["$defs"].items() if len(one["description"]) < 20] == []


def test_a_day_is_a_day(plan: Any) -> None:
    wrong = copy.deepcopy(plan)
    wrong["question"]["on"] = "24 November 2026"
    assert [one.json_path for one in VALIDATOR.iter_errors(wrong)] == ["$.question.on"] * 2


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_plan_without_a_key_does_not_fit(plan: Any, data: st.DataObject) -> None:
    keys = [path for path in paths(plan) if path and isinstance(path[-1], str) and not OPEN & {*path[:-1]}]
    path = data.draw(st.sampled_from(keys))
    wrong = copy.deepcopy(plan)
    del parent_of(wrong, path)[path[-1]]
    assert not VALIDATOR.is_valid(wrong)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_plan_with_a_value_of_another_type_does_not_fit(plan: Any, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from([path for path in paths(plan) if path]))
    wrong = copy.deepcopy(plan)
    parent_of(wrong, path)[path[-1]] = [{"of": "no plan"}]
    assert not VALIDATOR.is_valid(wrong)
