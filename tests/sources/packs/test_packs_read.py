"""A pack's files become rows; the user's files stand in for the shipped ones."""

from __future__ import annotations

import hashlib
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from tests.sources.packs.tiny import FILES, PRODUCTS, STOPS, write_pack

from karvan.errors import PackError
from karvan.sources import packs
from karvan.sources.contract import Issue
from karvan.sources.packs.read import READER
from karvan.store.check import checked
from karvan.store.snapshot import Store
from karvan.store.tables import declared
from karvan.store.tables.law import TABLES as LAW

OBSERVED = date(2026, 11, 24)
ROWS: dict[str, list[tuple[Any, ...]]] = {
    "pack_citations": [
        ("toy", "paper", "Toy paper", "Toy press", "toy 1", None, OBSERVED, "CC0-1.0", "single_source")
    ],
    "pack_regions": [("IR-00", "toy", "IRN", "Toy region", "استان نمونه", "toy", "paper")],
    "pack_products": [
        ("IR-00", "apples", "Apples", "سیب", "agriculture", 2017, code, "assigned", "Seen.", "دیده شد.",
         date(2025, 10, 22), "paper", "toy")
        for code in ("0808", "080810")
    ],
    "pack_producers": [
        ("IR-00", "orchard", "Fictional Orchard", "باغ فرضی", "apples", "listed", "Toy list.", "فهرست نمونه.",
         date(2020, 2, 29), "Toy list 2026-01-01", "paper", "toy")
    ],
    "pack_shares": [
        *(
            ("IR-00", "orchards", "stated", 2017, code, "output", 0.25, None, None, "", date(2024, 1, 1),
             date(2024, 12, 31), "Toy statement.", "گفتهٔ نمونه.", OBSERVED, date(2027, 11, 24), "paper", "toy")
            for code in ("08", "0808")
        ),
        ("IR-00", "people", "fallback", 2017, "", "population", None, 10.0, 40.0, "persons", None, None,
         "Toy census.", "سرشماری نمونه.", OBSERVED, date(2027, 11, 24), "paper", "toy"),
    ],
    "pack_stops": [
        ("ban", "export_ban", "stop", "IRN", "", 2017, code, date(2026, 3, 3), None, "unknown", "Ban", "ممنوعیت",
         "No fruit.", "میوه نه.", OBSERVED, date(2026, 12, 24), "single_source", "paper", "toy")
        for code in ("07", "08")
    ],
    "pack_names": [("IR-00", "fa", "name", "استان نمونه", "toy", "paper")],
    "pack_events": [("IRN", "flood", date(2026, 1, 2), "Flood", "سیل", "paper", "toy")],
    **{table.name: [] for table in LAW},  # a pack of law has its own tests
}  # fmt: skip


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_all_tables(tmp_path: Path) -> None:
    reading = packs.read(write_pack(tmp_path, FILES))
    tables = {name: checked(frame, declared(name)).rows() for name, frame in reading.tables.items()}
    files = [("toy", name, sha(text), False, False, "CC0-1.0") for name, text in sorted(FILES.items())]
    assert tables == {"pack_files": files, **ROWS}
    lines = "".join(f"toy/{name} {sha(text)}\n" for name, text in sorted(FILES.items()))
    assert reading.content_sha256 == sha(lines)
    assert (reading.label, reading.published_on, reading.issues) == ("2026-11-24", OBSERVED, ())
    assert reading.coverage == {
        "reader": READER,
        "packs": ["toy"],
        "regions": ["IR-00"],
        "overlay": [],
        "overrides": [],
    }


def test_an_overlay_file_stands_in_and_is_shown(tmp_path: Path) -> None:
    shipped = write_pack(
        tmp_path / "shipped", {k: FILES[k] for k in ("pack.yml", "region.yml", "products.yml")}
    )
    mine = {"products.yml": PRODUCTS.replace("سیب", "گلابی"), "stops.yml": STOPS}
    overlay = write_pack(tmp_path / "home", mine)
    reading = packs.read(shipped, overlay)
    assert reading.tables["pack_products"]["name_fa"].to_list() == ["گلابی", "گلابی"]
    assert reading.tables["pack_files"].select("path", "is_overlay", "overrides").rows() == [
        ("pack.yml", False, False),
        ("products.yml", True, True),
        ("region.yml", False, False),
        ("stops.yml", True, False),
    ]
    path = str(overlay / "toy" / "products.yml")
    assert reading.issues == (Issue(path, "stands in for the shipped toy/products.yml"),)
    assert reading.coverage["overrides"] == ["toy/products.yml"]


def test_a_new_pack_is_added(tmp_path: Path) -> None:
    shipped = write_pack(tmp_path / "shipped", FILES)
    mine = {"pack.yml": FILES["pack.yml"].replace("pack: toy", "pack: mine").replace("region", "country")}
    reading = packs.read(shipped, write_pack(tmp_path / "home", mine, "mine"))
    assert reading.coverage["packs"] == ["mine", "toy"]


def test_without_packs(tmp_path: Path) -> None:
    with pytest.raises(PackError) as caught:
        packs.read(tmp_path)
    assert str(caught.value) == (
        f"There is no pack here. [{tmp_path}] Give a folder of packs, each with a pack.yml."
    )


def test_what_only_explains_is_passed_over(tmp_path: Path) -> None:
    root = write_pack(tmp_path, {**FILES, "README.md": "Hello", ".products.yml.swp": "x"})
    (root / "README.md").write_text("Hello")
    assert packs.read(root).tables["pack_files"].height == len(FILES)


def test_keep_in_force_loads_once(tmp_path: Path) -> None:
    shipped, home = write_pack(tmp_path / "shipped", FILES), tmp_path / "home"
    assert [packs.keep_in_force(home, shipped), packs.keep_in_force(home, shipped)] == [True, False]
    snapshot = Store.open(home, bundle=tmp_path / "none")
    assert snapshot.read("pack_stops").rows() == ROWS["pack_stops"]
    assert snapshot.manifest("pack_stops").fetched_on == OBSERVED
    write_pack(home / "packs", {"stops.yml": STOPS.replace("No fruit.", "No fruit at all.")})
    assert packs.keep_in_force(home, shipped)
    again = Store.open(home, bundle=tmp_path / "none").read("pack_stops", columns=["text_en"])
    assert again["text_en"].to_list() == ["No fruit at all."] * 2


def shuffled(value: Any, draw: st.DrawFn) -> Any:
    if isinstance(value, dict):
        keys = draw(st.permutations(list(value)))
        return {key: shuffled(value[key], draw) for key in keys}
    return [shuffled(one, draw) for one in value] if isinstance(value, list) else value


@st.composite
def other_key_orders(draw: st.DrawFn) -> dict[str, str]:
    files = {}
    for name, text in FILES.items():
        out = StringIO()
        plain = YAML(typ="base", pure=True).load(text)  # every scalar stays text, so 0808 keeps its zero
        YAML(typ="safe", pure=True).dump(shuffled(plain, draw), out)
        files[name] = out.getvalue().replace("'null'", "null")
    return files


@given(files=other_key_orders())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_keys_does_not_matter(files: dict[str, str], tmp_path_factory: Any) -> None:
    reading = packs.read(write_pack(tmp_path_factory.mktemp("packs"), files))
    found = {name: frame.rows() for name, frame in reading.tables.items() if name != "pack_files"}
    assert found == ROWS
    assert all(isinstance(frame, pl.DataFrame) for frame in reading.tables.values())
