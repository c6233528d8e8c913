"""Every law case of the shipped packs: the answer is what was worked out by hand from the cited text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from karvan.cli.pack_test import answers, differences
from karvan.engines.access.law import AccessAnswer
from karvan.errors import PackError
from karvan.sources import packs
from karvan.sources.packs.cases import Case, read_cases
from karvan.store.snapshot import Snapshot

KNOWN_ON = date(2026, 11, 24)  # where a case gives no day of knowledge
FAULTS: list[PackError] = []
CASES = read_cases([packs.SHIPPED], FAULTS.append)


@pytest.fixture(scope="module")
def answered(shipped: Snapshot) -> Mapping[tuple[str, str, int], AccessAnswer]:
    return {(case.pack, case.file, case.line): found for case, found in answers(CASES, shipped, KNOWN_ON)}


def test_every_case_can_be_read() -> None:
    assert FAULTS == []
    assert len({(case.pack, case.id) for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case.pack}:{case.id}") for case in CASES])
def test_case(case: Case, answered: Mapping[tuple[str, str, int], AccessAnswer]) -> None:
    assert list(differences(case, answered[case.pack, case.file, case.line])) == []
