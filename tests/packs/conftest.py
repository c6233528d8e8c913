"""The shipped packs, loaded once into a warehouse that holds nothing else but the bundle."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest

from karvan.engines.access.law import LawBook, open_law_book
from karvan.sources import packs
from karvan.store.snapshot import Snapshot, Store

AS_OF = date(2026, 11, 24)


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    home = tmp_path_factory.mktemp("shipped-packs")
    packs.keep_in_force(home)
    return Store.open(home)


@pytest.fixture(scope="session")
def law(shipped: Snapshot) -> Callable[[str], LawBook]:
    """The law book of Iran and a market."""
    return cache(lambda market: open_law_book(shipped, "IRN", market, AS_OF))
